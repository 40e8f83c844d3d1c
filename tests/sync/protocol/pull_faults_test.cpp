// Pulling when something is wrong: other histories, digests, disks, identities.
#include "tests/sync/protocol/pulling.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

class PullFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void another_history_is_reconciled();
    void a_cursor_that_the_platform_does_not_know_starts_anew_once();
    void a_digest_that_differs_is_asked_again_then_repaired_then_held();
    void a_full_disk_holds_and_tries_again();
    void a_fork_takes_a_new_identity();
    void an_answer_that_moves_nothing_is_not_asked_for_in_a_loop();
    void retry_after_is_kept();
};

void PullFaultsTest::another_history_is_reconciled()
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

void PullFaultsTest::a_cursor_that_the_platform_does_not_know_starts_anew_once()
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

void PullFaultsTest::a_digest_that_differs_is_asked_again_then_repaired_then_held()
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

void PullFaultsTest::a_full_disk_holds_and_tries_again()
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

void PullFaultsTest::a_fork_takes_a_new_identity()
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

void PullFaultsTest::an_answer_that_moves_nothing_is_not_asked_for_in_a_loop()
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

void PullFaultsTest::retry_after_is_kept()
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

QTEST_APPLESS_MAIN(PullFaultsTest)
#include "pull_faults_test.moc"
