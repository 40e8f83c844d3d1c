// Pulling: bootstrap, tail, repair, other histories, and everything that comes late or twice.
#include "sync/protocol/pull_machine.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

const Cursor head57{"h1", 1, 57, "s57"};

ScopeState scope(ScopeId id, ScopeStanding standing, std::string after = {}, bool complete = false)
{
    ScopeState state;
    state.grant.scope = id;
    state.standing = standing;
    state.entity = "fuelSupply";
    state.after = std::move(after);
    state.snapshotComplete = complete;
    return state;
}

MirrorPlace place(Cursor cursor, std::vector<ScopeState> scopes)
{
    return {std::move(cursor), std::move(scopes)};
}

SessionAnswer session(std::int64_t headCut = 57, std::string history = "h1")
{
    SessionAnswer answer;
    answer.clientId = "c1";
    answer.history = std::move(history);
    answer.epoch = 1;
    answer.headCut = headCut;
    answer.salt = "s" + std::to_string(headCut);
    answer.scopes.push_back({.id = 1, .kind = ScopeKind::tenant, .rows = 100});
    return answer;
}

/// A machine with its last actions.
struct Pull {
    PullMachine machine{[] { return 0.5; }};
    std::vector<PullAction> actions = {};
    Millis now = 0;

    void tell(const PullEvent& event) { actions = machine.next(event, now); }

    template <class T>
    T only()
    {
        if (actions.size() != 1 || !std::holds_alternative<T>(actions.front()))
            return T{};
        return std::get<T>(actions.front());
    }
    template <class T>
    const T* find() const
    {
        for (const auto& action : actions) {
            if (const auto* found = std::get_if<T>(&action))
                return found;
        }
        return nullptr;
    }

    /// From a mirror at `at` with one live scope to the state where nothing is to do.
    void goLive(std::int64_t at = 57)
    {
        Cursor cursor = head57;
        cursor.cut = at;
        const auto there = place(cursor, {scope(1, ScopeStanding::live)});
        tell(PullWanted{there});
        tell(SessionOpened{only<OpenSession>().ticket, session(at)});
        tell(Prepared{only<Prepare>().ticket, there});
    }
};

} // namespace

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
    void another_history_is_reconciled();
    void a_cursor_that_the_platform_does_not_know_starts_anew_once();
    void a_digest_that_differs_is_asked_again_then_repaired_then_held();
    void live_scopes_move_on_while_another_one_joins();
    void a_full_disk_holds_and_tries_again();
    void a_fork_takes_a_new_identity();
    void an_answer_that_moves_nothing_is_not_asked_for_in_a_loop();
    void retry_after_is_kept();
};

void PullMachineTest::an_empty_mirror_is_filled_by_pages_and_then_by_a_pull()
{
    Pull pull;
    pull.tell(PullWanted{});
    QCOMPARE(pull.machine.state(), PullState::bootstrap);
    const auto open = pull.only<OpenSession>();
    QVERIFY(open.ticket != 0 && !open.mirror);
    pull.tell(SessionOpened{open.ticket, session()});
    const auto prepare = pull.only<Prepare>();
    QCOMPARE(prepare.mode, PrepareMode::keep);
    QVERIFY(prepare.start == head57);
    QCOMPARE(prepare.scopes.size(), 1U);
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

void PullMachineTest::another_history_is_reconciled()
{
    Pull pull;
    pull.tell(PullWanted{place(head57, {scope(1, ScopeStanding::live)})});
    pull.tell(SessionOpened{pull.only<OpenSession>().ticket, session(9, "h2")});
    const auto prepare = pull.only<Prepare>();
    QCOMPARE(prepare.mode, PrepareMode::reconcile);
    QCOMPARE(prepare.start.history, std::string("h2"));
    QCOMPARE(pull.machine.state(), PullState::reconcile);
    const Cursor at9{"h2", 1, 9, "s9"};
    pull.tell(Prepared{prepare.ticket, place(at9, {scope(1, ScopeStanding::joining, {}, true)})});
    const auto changes = pull.only<PullChanges>();
    QCOMPARE(changes.cursor.history, std::string("h2"));
    QCOMPARE(pull.machine.headCut(), 9);
    pull.tell(PullStored{
        changes.ticket,
        PullVerdict::applied,
        false,
        {},
        place(at9, {scope(1, ScopeStanding::live)})});
    QCOMPARE(pull.machine.state(), PullState::live);
}

void PullMachineTest::a_cursor_that_the_platform_does_not_know_starts_anew_once()
{
    Pull pull;
    pull.goLive();
    pull.tell(Poked{58});
    const Fault fault{FaultCode::conflict, "salt_mismatch", {}, {}};
    pull.tell(PullFailed{pull.only<PullChanges>().ticket, fault, {}});
    const auto open = pull.only<OpenSession>();
    QVERIFY2(!open.mirror, "the cursor is not shown again");
    pull.tell(SessionOpened{open.ticket, session()});
    const auto prepare = pull.only<Prepare>();
    QCOMPARE(prepare.mode, PrepareMode::restart);
    pull.tell(Prepared{prepare.ticket, place(head57, {scope(1, ScopeStanding::joining)})});
    QVERIFY(pull.only<FetchPage>().ticket != 0);
}

void PullMachineTest::a_digest_that_differs_is_asked_again_then_repaired_then_held()
{
    Pull pull;
    pull.goLive();
    const auto there = place(head57, {scope(1, ScopeStanding::live)});
    const auto mismatch = [&](Ticket ticket) {
        return PullStored{ticket, PullVerdict::digestMismatch, false, {1}, there};
    };
    for (int repair = 0; repair < repairsPerDayMax; ++repair) {
        if (repair == 0)
            pull.tell(Poked{60}); // From then on we are behind and pull by ourselves.
        pull.tell(mismatch(pull.only<PullChanges>().ticket));
        pull.tell(mismatch(pull.only<PullChanges>().ticket));
        const auto rejoin = pull.only<RejoinScopes>();
        QCOMPARE(rejoin.scopes, std::vector<ScopeId>{1});
        QCOMPARE(pull.machine.state(), PullState::repair);
        pull.tell(Prepared{rejoin.ticket, there});
    }
    pull.tell(mismatch(pull.only<PullChanges>().ticket));
    pull.tell(mismatch(pull.only<PullChanges>().ticket));
    QVERIFY(!pull.find<RejoinScopes>());
    QCOMPARE(pull.machine.state(), PullState::hold);
    QCOMPARE(pull.machine.fault()->reason, std::string("digest_mismatch"));
    pull.now += day + 1;
    pull.tell(PullTimer{});
    pull.tell(mismatch(pull.only<PullChanges>().ticket));
    pull.tell(mismatch(pull.only<PullChanges>().ticket));
    QVERIFY2(pull.find<RejoinScopes>(), "tomorrow is another day");
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

void PullMachineTest::a_full_disk_holds_and_tries_again()
{
    Pull pull;
    pull.goLive();
    pull.tell(Poked{58});
    const Fault full{FaultCode::full, "disk_full", {}, {}};
    pull.tell(StoreFailed{pull.only<PullChanges>().ticket, full});
    QCOMPARE(pull.machine.state(), PullState::hold);
    QVERIFY(pull.only<WaitPull>().delay > 0);
    pull.tell(PullTimer{});
    QVERIFY(pull.find<PullChanges>());
    QVERIFY(pull.machine.state() != PullState::hold);
}

void PullMachineTest::a_fork_takes_a_new_identity()
{
    Pull pull;
    pull.tell(PullWanted{place(head57, {scope(1, ScopeStanding::live)})});
    const Fault fork{FaultCode::conflict, "fork", {}, {}};
    pull.tell(PullFailed{pull.only<OpenSession>().ticket, fork, {}});
    const auto renew = pull.only<RenewClient>();
    QVERIFY(renew.ticket != 0);
    pull.tell(ClientRenewed{renew.ticket});
    QVERIFY(pull.only<OpenSession>().ticket != 0);
}

void PullMachineTest::an_answer_that_moves_nothing_is_not_asked_for_in_a_loop()
{
    Pull pull;
    pull.goLive();
    pull.tell(Poked{99});
    const auto there = place(head57, {scope(1, ScopeStanding::live)});
    int asked = 0;
    while (const auto* changes = pull.find<PullChanges>()) {
        ++asked;
        QVERIFY(asked < 10);
        pull.tell(PullStored{changes->ticket, PullVerdict::applied, false, {}, there});
    }
    QVERIFY(pull.find<WaitPull>());
}

void PullMachineTest::retry_after_is_kept()
{
    Pull pull;
    pull.goLive();
    pull.tell(Poked{58});
    const Fault busy{FaultCode::full, "too_many_requests", {}, {}};
    pull.tell(PullFailed{pull.only<PullChanges>().ticket, busy, 9'000});
    QCOMPARE(pull.only<WaitPull>().delay, 9'000);
    pull.tell(Poked{59});
    QVERIFY2(pull.actions.empty(), "the platform asked for patience");
    pull.tell(Nudged{});
    QVERIFY(pull.find<PullChanges>());
}

QTEST_APPLESS_MAIN(PullMachineTest)
#include "pull_machine_test.moc"
