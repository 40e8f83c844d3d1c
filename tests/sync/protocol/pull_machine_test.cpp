// Pulling: bootstrap, tail, and everything that comes late or twice.
#include "tests/sync/protocol/pulling.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

class PullMachineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_empty_mirror_is_filled_by_pages_and_then_by_a_pull();
    void the_next_page_is_fetched_while_the_last_one_is_written();
    void an_interrupted_bootstrap_goes_on_where_the_disk_says();
    void a_page_that_fails_waits_and_asks_again();
    void a_poke_pulls_at_once_and_others_are_folded_into_the_next();
    void the_timer_pulls_without_a_poke();
    void answers_that_are_late_or_doubled_change_nothing();
    void after_a_loss_the_old_tickets_are_dead();
    void live_scopes_move_on_while_another_one_joins();
    void who_is_too_old_asks_for_a_session_until_it_is_not();
};

void PullMachineTest::an_empty_mirror_is_filled_by_pages_and_then_by_a_pull()
{
    Pull pull;
    pull.tell(PullWanted{});
    QCOMPARE(pull.machine.state(), PullState::bootstrap);
    const auto open = pull.only<OpenSession>();
    QVERIFY(open.ticket != 0 && !open.mirror);
    SessionAnswer answer = session();
    answer.scopes.at(0).dataClass = 2;
    pull.tell(SessionOpened{open.ticket, answer});
    const auto prepare = pull.only<Prepare>();
    QCOMPARE(prepare.mode, PrepareMode::restart); // The vault may have work of another past.
    QVERIFY(prepare.start == head57);
    QCOMPARE(prepare.scopes.size(), 1U);
    QCOMPARE(prepare.scopes.at(0).dataClass, 2); // It decides what becomes of unsent work.
    pull.tell(Prepared{prepare.ticket, place(head57, {scope(1, ScopeStanding::joining)})});
    const auto page = pull.only<FetchPage>();
    QCOMPARE(page.scope, 1);
    QVERIFY(page.after.empty());
    pull.tell(PageArrived{page.ticket, {}});
    QCOMPARE(pull.only<StorePage>().ticket, page.ticket);
    auto complete = scope(1, ScopeStanding::joining, {}, true);
    complete.rows = 40;
    pull.tell(PageStored{page.ticket, place(head57, {complete})});
    QVERIFY(pull.machine.progress() == (Progress{40, 100}));
    const auto changes = pull.only<PullChanges>();
    QVERIFY(changes.cursor == head57);
    QCOMPARE(changes.scopes, std::vector<ScopeId>{1});
    pull.tell(PullStored{
        changes.ticket,
        PullVerdict::applied,
        false,
        {},
        place(head57, {scope(1, ScopeStanding::live)})});
    QCOMPARE(pull.only<WaitPull>().delay, pullTimer);
    QCOMPARE(pull.machine.state(), PullState::live);
    QVERIFY(!pull.machine.progress());
}

void PullMachineTest::the_next_page_is_fetched_while_the_last_one_is_written()
{
    Pull pull;
    const auto joining = place(head57, {scope(1, ScopeStanding::joining)});
    pull.tell(PullWanted{joining});
    pull.tell(SessionOpened{pull.only<OpenSession>().ticket, session()});
    pull.tell(Prepared{pull.only<Prepare>().ticket, joining});
    const auto first = pull.only<FetchPage>();
    pull.tell(PageArrived{first.ticket, "id-10"});
    QVERIFY(pull.find<StorePage>());
    const auto* second = pull.find<FetchPage>();
    QVERIFY(second);
    QCOMPARE(second->after, std::string("id-10"));
    const auto secondTicket = second->ticket;
    pull.tell(PageArrived{secondTicket, "id-20"});
    QVERIFY2(pull.actions.empty(), "two pages in memory are enough");
    pull.tell(PageStored{first.ticket, place(head57, {scope(1, ScopeStanding::joining, "id-10")})});
    QCOMPARE(pull.find<StorePage>()->ticket, secondTicket);
    QCOMPARE(pull.find<FetchPage>()->after, std::string("id-20"));
}

void PullMachineTest::an_interrupted_bootstrap_goes_on_where_the_disk_says()
{
    Pull pull;
    const auto half = place(head57, {scope(1, ScopeStanding::joining, "id-500")});
    pull.tell(PullWanted{half});
    pull.tell(SessionOpened{pull.only<OpenSession>().ticket, session(90)});
    QVERIFY(pull.only<Prepare>().start.cut == 90);
    pull.tell(Prepared{pull.only<Prepare>().ticket, half});
    QCOMPARE(pull.only<FetchPage>().after, std::string("id-500"));
}

void PullMachineTest::a_page_that_fails_waits_and_asks_again()
{
    Pull pull;
    const auto joining = place(head57, {scope(1, ScopeStanding::joining, "id-1")});
    pull.tell(PullWanted{joining});
    pull.tell(SessionOpened{pull.only<OpenSession>().ticket, session()});
    pull.tell(Prepared{pull.only<Prepare>().ticket, joining});
    const auto page = pull.only<FetchPage>();
    pull.tell(PullFailed{page.ticket, Fault{FaultCode::timedOut, "no_answer", {}, {}}, {}});
    QCOMPARE(pull.only<WaitPull>().delay, transferRetryMin / 2);
    QVERIFY(pull.machine.fault());
    pull.tell(PageArrived{page.ticket, {}});
    QVERIFY2(pull.actions.empty(), "it was given up");
    pull.tell(PullTimer{});
    QCOMPARE(pull.only<FetchPage>().after, std::string("id-1"));
}

void PullMachineTest::a_poke_pulls_at_once_and_others_are_folded_into_the_next()
{
    Pull pull;
    pull.goLive();
    pull.tell(Poked{58});
    const auto first = pull.only<PullChanges>();
    QVERIFY(first.ticket != 0);
    pull.tell(Poked{59});
    QVERIFY(pull.actions.empty());
    pull.tell(Poked{60});
    QVERIFY(pull.actions.empty());
    Cursor at58 = head57;
    at58.cut = 58;
    pull.tell(PullStored{
        first.ticket, PullVerdict::applied, false, {}, place(at58, {scope(1, ScopeStanding::live)})}
    );
    const auto second = pull.only<PullChanges>();
    QCOMPARE(second.cursor.cut, 58);
    Cursor at60 = head57;
    at60.cut = 60;
    pull.tell(PullStored{
        second.ticket,
        PullVerdict::applied,
        false,
        {},
        place(at60, {scope(1, ScopeStanding::live)})});
    QVERIFY(pull.find<WaitPull>());
    pull.tell(Poked{60});
    QVERIFY2(pull.actions.empty() || pull.find<WaitPull>(), "we have that already");
}

void PullMachineTest::the_timer_pulls_without_a_poke()
{
    Pull pull;
    pull.goLive();
    pull.tell(PullTimer{});
    QVERIFY(pull.only<PullChanges>().ticket != 0);
}

void PullMachineTest::answers_that_are_late_or_doubled_change_nothing()
{
    Pull pull;
    pull.goLive();
    pull.tell(Poked{58});
    const auto ticket = pull.only<PullChanges>().ticket;
    Cursor at58 = head57;
    at58.cut = 58;
    const PullStored stored{
        ticket, PullVerdict::applied, false, {}, place(at58, {scope(1, ScopeStanding::live)})};
    pull.tell(stored);
    pull.tell(stored);
    QVERIFY(pull.actions.empty());
    pull.tell(PullFailed{ticket, Fault{}, {}});
    QVERIFY(pull.actions.empty());
    pull.tell(SessionOpened{1, session(5, "other")});
    pull.tell(Prepared{2, {}});
    pull.tell(PageStored{3, {}});
    QVERIFY(pull.actions.empty());
    QCOMPARE(pull.machine.state(), PullState::live);
}

void PullMachineTest::after_a_loss_the_old_tickets_are_dead()
{
    Pull pull;
    pull.goLive();
    pull.tell(Poked{58});
    const auto old = pull.only<PullChanges>().ticket;
    pull.tell(PullUnwanted{});
    QCOMPARE(pull.machine.state(), PullState::idle);
    pull.tell(PullStored{old, PullVerdict::applied, false, {}, {}});
    QVERIFY(pull.actions.empty());
    pull.tell(PullTimer{});
    QVERIFY(pull.actions.empty());
    pull.goLive(58);
    QCOMPARE(pull.machine.state(), PullState::live);
}

void PullMachineTest::live_scopes_move_on_while_another_one_joins()
{
    Pull pull;
    const auto both =
        place(head57, {scope(1, ScopeStanding::live), scope(2, ScopeStanding::joining, "id-1")});
    pull.tell(PullWanted{both});
    pull.tell(SessionOpened{pull.only<OpenSession>().ticket, session()});
    pull.tell(Prepared{pull.only<Prepare>().ticket, both});
    const auto page = pull.only<FetchPage>();
    QCOMPARE(page.scope, 2);
    pull.tell(Poked{58});
    QVERIFY(pull.actions.empty());
    pull.tell(PageArrived{page.ticket, "id-2"});
    const auto ahead = pull.find<FetchPage>() ? pull.find<FetchPage>()->ticket : 0;
    pull.tell(PageStored{page.ticket, both});
    if (ahead != 0) {
        pull.tell(PageArrived{ahead, "id-3"});
        pull.tell(PageStored{ahead, both});
    }
    QVERIFY2(pull.find<PullChanges>(), "the live scope has its turn");
}

void PullMachineTest::who_is_too_old_asks_for_a_session_until_it_is_not()
{
    Pull pull;
    const auto live = place(head57, {scope(1, ScopeStanding::live)});
    pull.tell(PullWanted{live});
    SessionAnswer old = session();
    old.upgrade = UpgradeWanted{.least = "99"};
    pull.tell(SessionOpened{pull.only<OpenSession>().ticket, old});
    pull.tell(Prepared{pull.only<Prepare>().ticket, live});
    QCOMPARE(pull.machine.state(), PullState::live);
    pull.tell(PullTimer{});
    const auto again = pull.only<OpenSession>();
    pull.tell(SessionOpened{again.ticket, session()});
    pull.tell(Prepared{pull.only<Prepare>().ticket, live});
    QCOMPARE(pull.machine.state(), PullState::live);
    pull.tell(PullTimer{});
    QVERIFY(pull.find<PullChanges>());
}

QTEST_APPLESS_MAIN(PullMachineTest)
#include "pull_machine_test.moc"
