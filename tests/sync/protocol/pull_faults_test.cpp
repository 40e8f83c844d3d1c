// Pulling when something is wrong: other histories, digests, disks, identities.
#include "tests/sync/protocol/pulling.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

PullStored mismatch(Ticket ticket, const MirrorPlace& there)
{
    return {ticket, PullVerdict::digestMismatch, false, {1}, there};
}

/// A live scope 1 with repairs of just now.
ScopeState compared(Recheck recheck, int compares, int joins)
{
    auto state = scope(1, ScopeStanding::live);
    state.recheck = recheck;
    state.mends.insert(state.mends.end(), static_cast<std::size_t>(compares), {1'000'000, false});
    state.mends.insert(state.mends.end(), static_cast<std::size_t>(joins), {1'000'000, true});
    return state;
}

} // namespace

class PullFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void another_history_is_reconciled();
    void a_cursor_that_the_platform_does_not_know_starts_anew_once();
    void a_restored_platform_is_noticed_before_anything_is_pulled();
    void a_digest_that_differs_is_asked_again_then_compared();
    void repairs_are_bounded_and_then_a_person_is_told();
    void a_platform_that_cannot_be_compared_with_is_fetched_from();
    void a_full_disk_holds_and_tries_again();
    void a_mirror_that_cannot_be_read_is_asked_again();
    void a_fork_takes_a_new_identity();
    void a_fork_after_other_failures_takes_one_as_well();
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

void PullFaultsTest::a_restored_platform_is_noticed_before_anything_is_pulled()
{
    auto same = session(57);
    same.salt = "another";
    for (const SessionAnswer& answer : {session(50), same}) {
        Pull pull;
        pull.tell(PullWanted{place(head57, {scope(1, ScopeStanding::live)})});
        pull.tell(SessionOpened{pull.only<OpenSession>().ticket, answer});
        QCOMPARE(pull.only<Prepare>().mode, PrepareMode::restart);
        QVERIFY(pull.machine.state() != PullState::live);
    }
}

void PullFaultsTest::a_digest_that_differs_is_asked_again_then_compared()
{
    Pull pull;
    pull.goLive();
    const auto there = place(head57, {scope(1, ScopeStanding::live)});
    pull.tell(Poked{60});
    pull.tell(mismatch(pull.only<PullChanges>().ticket, there));
    pull.tell(mismatch(pull.only<PullChanges>().ticket, there)); // Damaged on the way? Once more.
    const auto mend = pull.only<MendScopes>();
    QCOMPARE(mend.plan.recheck, std::vector<ScopeId>{1});
    QVERIFY(mend.plan.rejoin.empty());
    pull.tell(Prepared{mend.ticket, place(head57, {compared(Recheck::wanted, 1, 0)})});
    const auto repair = pull.only<RepairScopes>();
    QCOMPARE(repair.scopes, std::vector<ScopeId>{1});
    QCOMPARE(pull.machine.state(), PullState::repair);
    pull.tell(Prepared{repair.ticket, place(head57, {compared(Recheck::patched, 1, 0)})});
    const auto changes = pull.only<PullChanges>();
    QCOMPARE(changes.verify, std::vector<ScopeId>{1});
    Cursor at60 = head57;
    at60.cut = 60;
    pull.tell(PullStored{
        changes.ticket, PullVerdict::applied, false, {}, place(at60, {compared({}, 1, 0)})});
    QCOMPARE(pull.machine.state(), PullState::live);
    QVERIFY(!pull.machine.fault());
}

void PullFaultsTest::repairs_are_bounded_and_then_a_person_is_told()
{
    Pull pull;
    pull.now = 1'000'000;
    pull.goLive();
    const auto after = [&](int compares, int joins) {
        const auto there = place(head57, {compared(Recheck::none, compares, joins)});
        pull.tell(Nudged{});
        pull.tell(mismatch(pull.only<PullChanges>().ticket, there));
        pull.tell(mismatch(pull.only<PullChanges>().ticket, there));
        return pull.only<MendScopes>().plan;
    };
    QVERIFY(!after(repairsPerDayMax - 1, 0).recheck.empty());
    pull.goLive();
    QCOMPARE(after(repairsPerDayMax, rejoinsPerDayMax - 1).rejoin, std::vector<ScopeId>{1});
    pull.goLive();
    const auto last = after(repairsPerDayMax, rejoinsPerDayMax);
    QCOMPARE(last.giveUp, std::vector<ScopeId>{1});
    const auto ticket = pull.only<MendScopes>().ticket;
    const auto given = compared(Recheck::givenUp, repairsPerDayMax, rejoinsPerDayMax);
    pull.tell(Prepared{ticket, place(head57, {given})});
    // Nothing is fetched over and over; the other scopes go on.
    QVERIFY(!pull.find<RepairScopes>());
    QVERIFY(!pull.find<MendScopes>());
    QCOMPARE(pull.machine.fault()->reason, std::string("digest_mismatch"));
    QVERIFY(!pull.machine.fault()->nextStep.empty());
    if (const auto* changes = pull.find<PullChanges>())
        pull.tell(PullStored{
            changes->ticket, PullVerdict::applied, false, {}, place(head57, {given})});
    pull.now += day + 1;
    pull.tell(PullTimer{});
    QCOMPARE(pull.only<MendScopes>().plan.recheck, std::vector<ScopeId>{1}); // A new day.
}

void PullFaultsTest::a_platform_that_cannot_be_compared_with_is_fetched_from()
{
    Pull pull;
    pull.tell(PullWanted{place(head57, {compared(Recheck::wanted, 1, 0)})});
    pull.tell(SessionOpened{pull.only<OpenSession>().ticket, session()});
    pull.tell(Prepared{
        pull.only<Prepare>().ticket, place(head57, {compared(Recheck::wanted, 1, 0)})});
    const Fault missing{FaultCode::notFound, "no_such_route", {}, {}};
    pull.tell(PullFailed{pull.only<RepairScopes>().ticket, missing, {}});
    QCOMPARE(pull.only<MendScopes>().plan.rejoin, std::vector<ScopeId>{1});
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
    QVERIFY(pull.find<OpenSession>()); // What the session prepared may have been what failed.
    QVERIFY(pull.machine.state() != PullState::hold);
}

void PullFaultsTest::a_mirror_that_cannot_be_read_is_asked_again()
{
    Pull pull;
    pull.tell(PullUnready{{FaultCode::corrupt, "store_busy", "It is busy.", "Wait."}});
    QVERIFY(pull.find<WaitPull>());
    QCOMPARE(pull.machine.state(), PullState::hold); // Not "up to date".
    QCOMPARE(pull.machine.fault()->reason, std::string("store_busy"));
    pull.tell(PullTimer{});
    QVERIFY(pull.find<ReadPlace>());
    pull.tell(Nudged{});
    QVERIFY(pull.find<ReadPlace>());
    pull.tell(PullWanted{place(head57, {scope(1, ScopeStanding::live)})});
    QVERIFY(pull.find<OpenSession>());
    pull.tell(PullUnready{{FaultCode::corrupt, "store_busy", "It is busy.", "Wait."}});
    pull.tell(PullUnwanted{});
    pull.tell(PullTimer{});
    QVERIFY2(pull.actions.empty(), "the link is gone");
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

void PullFaultsTest::a_fork_after_other_failures_takes_one_as_well()
{
    Pull pull;
    pull.tell(PullWanted{place(head57, {scope(1, ScopeStanding::live)})});
    const Fault busy{FaultCode::unavailable, "busy", {}, {}};
    for (int i = 0; i < 5; ++i) {
        pull.tell(PullFailed{pull.only<OpenSession>().ticket, busy, {}});
        pull.tell(PullTimer{});
    }
    const Fault fork{FaultCode::conflict, "fork", {}, {}};
    for (int i = 0; i < 3; ++i) { // Not for ever: the platform is given time in between.
        pull.tell(PullFailed{pull.only<OpenSession>().ticket, fork, {}});
        pull.tell(ClientRenewed{pull.only<RenewClient>().ticket});
    }
    pull.tell(PullFailed{pull.only<OpenSession>().ticket, fork, {}});
    QVERIFY(pull.find<WaitPull>());
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
