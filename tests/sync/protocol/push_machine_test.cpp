// Pushing: order, lost answers, poison, and what is never blamed on a mutation.
#include "sync/protocol/push_machine.hpp"

#include <QtTest>

using namespace tidemark::sync;

namespace {

struct Push {
    PushMachine machine{[] { return 0.5; }};
    std::vector<PushAction> actions = {};
    Millis now = 1'000'000;

    void tell(const PushEvent& event) { actions = machine.next(event, now); }

    template <class T>
    const T* find() const
    {
        for (const auto& action : actions) {
            if (const auto* found = std::get_if<T>(&action))
                return found;
        }
        return nullptr;
    }
    void open(Mid lastMid = 0, PoisonCount poison = {}) { tell(PushOpened{lastMid, poison}); }
    void offer(std::vector<Mid> mids) { tell(OutboxRead{std::move(mids), {}}); }
    void refuse(PushRefusal why) { tell(PushRefused{why, {}, {}}); }
};

} // namespace

class PushMachineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_is_queued_is_sent_in_order_until_nothing_is_left();
    void a_lost_answer_is_asked_for_again();
    void transport_faults_mark_no_mutation();
    void patience_that_was_asked_for_is_kept_on_disk();
    void a_mutation_that_breaks_the_platform_is_found_and_set_aside();
    void poison_is_counted_across_restarts();
    void what_ends_the_platform_each_time_is_set_aside();
    void a_bad_line_gets_less_at_once();
    void what_no_proxy_lets_pass_waits_and_does_not_spin();
    void work_whose_numbers_are_taken_gets_a_new_identity();
    void what_the_platform_has_is_asked_for_and_not_sent_again();
    void answers_to_others_do_not_make_it_ask_for_ever();
    void a_gap_is_filled_from_the_archive();
    void a_batch_that_is_too_large_is_halved();
    void an_old_program_holds_its_work();
    void an_old_program_is_told_before_it_tries();
    void a_spent_identity_is_renewed_once();
    void work_that_comes_while_sending_is_not_forgotten();
    void a_due_time_far_in_the_future_is_not_believed();
    void late_answers_change_nothing_after_a_loss();
    void a_vault_that_cannot_be_read_is_asked_again();
    void what_was_changed_before_it_left_is_read_again();
};

void PushMachineTest::a_vault_that_cannot_be_read_is_asked_again()
{
    Push push;
    push.tell(PushUnready{});
    QVERIFY(push.find<WaitPush>());
    push.tell(Queued{});
    QVERIFY2(push.actions.empty(), "nothing is sent before the vault is ready");
    push.tell(PushTimer{});
    QVERIFY(push.find<BeginAgain>());
    push.tell(PushTimer{});
    QVERIFY(push.actions.empty());
    push.open();
    QVERIFY(push.find<ReadOutbox>());
}

void PushMachineTest::what_was_changed_before_it_left_is_read_again()
{
    Push push;
    push.open();
    push.offer({1, 2});
    push.tell(SendOutdated{});
    QVERIFY(push.find<WaitPush>());
    QVERIFY(!push.machine.isSending());
    push.tell(PushTimer{});
    QVERIFY(push.find<ReadOutbox>());
}

void PushMachineTest::what_is_queued_is_sent_in_order_until_nothing_is_left()
{
    Push push;
    push.tell(Queued{});
    QVERIFY2(push.actions.empty(), "no session, no sending");
    push.open();
    QVERIFY(push.find<ReadOutbox>());
    push.offer({1, 2, 3});
    QCOMPARE(push.find<SendMutations>()->mids, (std::vector<Mid>{1, 2, 3}));
    QVERIFY(push.machine.isSending());
    push.tell(PushAnswered{3, {1, 2, 3}});
    QVERIFY(push.find<ReadOutbox>());
    push.offer({});
    QVERIFY(push.actions.empty());
    push.tell(Queued{});
    QVERIFY(push.find<ReadOutbox>());
}

void PushMachineTest::a_lost_answer_is_asked_for_again()
{
    Push push;
    push.open();
    push.offer({1, 2});
    push.refuse(PushRefusal::transport);
    QVERIFY(push.find<WaitPush>());
    push.tell(PushClosed{});
    push.open(2); // The platform had taken both.
    push.offer({1, 2});
    QCOMPARE(push.find<FetchResults>()->fromMid, 1);
    QVERIFY(!push.find<SendMutations>());
    push.tell(PushAnswered{2, {1, 2}});
    QVERIFY(push.find<ReadOutbox>());
}

void PushMachineTest::transport_faults_mark_no_mutation()
{
    Push push;
    push.open();
    for (int attempt = 0; attempt < 30; ++attempt) {
        push.offer({1});
        QVERIFY(!push.find<SendMutations>()->park);
        push.refuse(attempt % 2 ? PushRefusal::transport : PushRefusal::busy);
        QVERIFY2(attempt == 1 || !push.find<NotePoison>(), "no session opened since");
        push.now += poisonAge;
        push.tell(PushTimer{});
    }
}

void PushMachineTest::patience_that_was_asked_for_is_kept_on_disk()
{
    Push push;
    push.open();
    push.offer({1, 2});
    push.tell(PushRefused{PushRefusal::busy, 9'000, {}});
    QCOMPARE(push.find<DeferMutations>()->mids, (std::vector<Mid>{1, 2}));
    QCOMPARE(push.find<DeferMutations>()->delay, 9'000);
    // A restart reads the same time from disk and waits on.
    push.open();
    push.tell(OutboxRead{{}, 8'000});
    QCOMPARE(push.find<WaitPush>()->delay, 8'000);
    // A broken line is nobody's fault and marks nothing.
    push.tell(PushTimer{});
    push.offer({1, 2});
    push.refuse(PushRefusal::transport);
    QVERIFY(!push.find<DeferMutations>());
}

void PushMachineTest::a_mutation_that_breaks_the_platform_is_found_and_set_aside()
{
    Push push;
    push.open();
    push.offer({1, 2, 3});
    push.refuse(PushRefusal::broken);
    QVERIFY2(!push.find<NotePoison>(), "in a batch nobody knows which one it was");
    push.tell(PushTimer{});
    QCOMPARE(push.find<ReadOutbox>()->mutations, 1U);
    for (int attempt = 1; attempt <= poisonAttempts; ++attempt) {
        push.offer({1});
        QVERIFY(!push.find<SendMutations>()->park);
        push.refuse(PushRefusal::broken);
        QCOMPARE(push.find<NotePoison>()->count.failures, attempt);
        push.now += poisonAge / 4;
        push.tell(PushTimer{});
    }
    push.offer({1});
    QVERIFY(push.find<SendMutations>()->park);
    push.tell(PushAnswered{1, {1}});
    QVERIFY(push.find<NotePoison>()->count == PoisonCount{});
    QCOMPARE(push.find<ReadOutbox>()->mutations, pushMutationsMax);
    push.offer({2, 3});
    QVERIFY(!push.find<SendMutations>()->park);
}

void PushMachineTest::poison_is_counted_across_restarts()
{
    Push push;
    push.open(0, {1, poisonAttempts - 1, push.now - poisonAge - 1});
    push.offer({1});
    push.refuse(PushRefusal::broken);
    push.tell(PushTimer{});
    push.offer({1});
    QVERIFY(push.find<SendMutations>()->park);
}

void PushMachineTest::what_ends_the_platform_each_time_is_set_aside()
{
    Push push;
    PoisonCount poison;
    for (int attempt = 1; attempt <= poisonAttempts; ++attempt) {
        push.open(0, poison); // It was back: a session opened.
        push.offer({1});
        QVERIFY(!push.find<SendMutations>()->park);
        push.refuse(PushRefusal::transport);
        QVERIFY2(!push.find<DeferMutations>(), "the line may be to blame");
        poison = push.find<NotePoison>()->count;
        push.tell(PushClosed{});
        push.now += poisonAge / 4;
    }
    push.open(0, poison);
    QCOMPARE(push.find<ReadOutbox>()->mutations, 1U);
    push.offer({1});
    QVERIFY(push.find<SendMutations>()->park);
    push.tell(PushAnswered{1, {1}});
    push.offer({2});
    QVERIFY(!push.find<SendMutations>()->park);
}

void PushMachineTest::a_bad_line_gets_less_at_once()
{
    Push push;
    push.open();
    push.offer({1, 2, 3, 4, 5, 6});
    push.refuse(PushRefusal::transport);
    QVERIFY(!push.find<NotePoison>());
    push.tell(PushTimer{});
    QCOMPARE(push.find<ReadOutbox>()->mutations, 3U);
    push.offer({1, 2, 3});
    push.tell(PushAnswered{3, {1, 2, 3}});
    QCOMPARE(push.find<ReadOutbox>()->mutations, pushMutationsMax);
}

void PushMachineTest::what_no_proxy_lets_pass_waits_and_does_not_spin()
{
    Push push;
    push.open();
    push.offer({1});
    push.refuse(PushRefusal::tooLarge);
    push.tell(PushTimer{});
    push.offer({1});
    QVERIFY(push.find<SendMutations>()->park);
    push.refuse(PushRefusal::tooLarge);
    QVERIFY(push.find<DeferMutations>());
    QVERIFY(push.find<WaitPush>()->delay > 0);
}

void PushMachineTest::work_whose_numbers_are_taken_gets_a_new_identity()
{
    Push push;
    push.tell(PushOpened{7, {}, true});
    QVERIFY(push.find<TakeNewIdentity>());
    QVERIFY(!push.find<ReadOutbox>());
    push.tell(Queued{});
    QVERIFY2(push.actions.empty(), "nothing leaves under the old one");
}

void PushMachineTest::what_the_platform_has_is_asked_for_and_not_sent_again()
{
    Push push;
    push.open(5);
    push.offer({4, 5, 6});
    QCOMPARE(push.find<FetchResults>()->fromMid, 4);
    push.tell(PushAnswered{5, {}}); // It knows no answer: sent again, which is safe.
    push.offer({4, 5, 6});
    QVERIFY(push.find<SendMutations>());
}

void PushMachineTest::answers_to_others_do_not_make_it_ask_for_ever()
{
    Push push;
    push.open(3);
    push.offer({2});
    QCOMPARE(push.find<FetchResults>()->fromMid, 2);
    push.tell(PushAnswered{3, {3}}); // The second one is another change of a copy of the device.
    QVERIFY(push.find<ReadOutbox>());
    push.offer({2});
    QVERIFY2(push.find<SendMutations>(), "the platform says that it is another");
    push.refuse(PushRefusal::identity);
    QVERIFY(push.find<TakeNewIdentity>());
}

void PushMachineTest::a_gap_is_filled_from_the_archive()
{
    Push push;
    push.open(5);
    push.offer({6});
    push.tell(PushRefused{PushRefusal::gap, {}, 3});
    QCOMPARE(push.find<RequeueAfter>()->lastMid, 3);
    QVERIFY(push.find<ReadOutbox>());
    push.offer({4, 5, 6});
    QCOMPARE(push.find<SendMutations>()->mids, (std::vector<Mid>{4, 5, 6}));
}

void PushMachineTest::a_batch_that_is_too_large_is_halved()
{
    Push push;
    push.open();
    push.offer({1, 2, 3, 4});
    push.refuse(PushRefusal::tooLarge);
    push.tell(PushTimer{});
    QCOMPARE(push.find<ReadOutbox>()->mutations, 2U);
    push.offer({1, 2});
    push.refuse(PushRefusal::tooLarge);
    push.tell(PushTimer{});
    push.offer({1});
    push.refuse(PushRefusal::tooLarge);
    push.tell(PushTimer{});
    push.offer({1});
    QVERIFY2(push.find<SendMutations>()->park, "alone and still too large");
}

void PushMachineTest::an_old_program_holds_its_work()
{
    Push push;
    push.open();
    push.offer({1});
    push.refuse(PushRefusal::outdated);
    QVERIFY(push.find<HoldOutbox>());
    push.tell(Queued{});
    QVERIFY(push.find<HoldOutbox>()); // What is new says so as well.
    push.tell(PushTimer{});
    QVERIFY(push.actions.empty());
    push.open(); // Updated, or signed in again.
    QVERIFY(push.find<ReadOutbox>());
}

void PushMachineTest::an_old_program_is_told_before_it_tries()
{
    Push push;
    push.tell(PushOpened{.isOutdated = true});
    QVERIFY(push.find<HoldOutbox>() && !push.find<ReadOutbox>());
    push.tell(Queued{});
    QVERIFY(push.find<HoldOutbox>() && !push.find<ReadOutbox>());
    push.open();
    push.offer({});
    push.tell(Queued{});
    QVERIFY(push.find<ReadOutbox>() && !push.find<HoldOutbox>());
}

void PushMachineTest::a_spent_identity_is_renewed_once()
{
    Push push;
    push.open();
    push.offer({1});
    push.refuse(PushRefusal::identity);
    QVERIFY(push.find<TakeNewIdentity>());
    push.tell(PushTimer{});
    push.tell(Queued{});
    QVERIFY(push.actions.empty());
}

void PushMachineTest::work_that_comes_while_sending_is_not_forgotten()
{
    Push push;
    push.open();
    push.tell(Queued{});
    push.offer({});
    QVERIFY2(push.find<ReadOutbox>(), "it may have come after the read");
    push.offer({1});
    push.tell(Queued{});
    push.tell(PushAnswered{1, {1}});
    QVERIFY(push.find<ReadOutbox>());
}

void PushMachineTest::a_due_time_far_in_the_future_is_not_believed()
{
    Push push;
    push.open();
    push.tell(OutboxRead{{}, 400LL * day});
    QCOMPARE(push.find<WaitPush>()->delay, transferRetryMax);
}

void PushMachineTest::late_answers_change_nothing_after_a_loss()
{
    Push push;
    push.open();
    push.offer({1});
    push.tell(PushClosed{});
    push.tell(PushAnswered{1, {1}});
    QVERIFY(push.actions.empty());
    push.refuse(PushRefusal::broken);
    QVERIFY(push.actions.empty());
    push.tell(PushTimer{});
    QVERIFY(push.actions.empty());
}

QTEST_APPLESS_MAIN(PushMachineTest)
#include "push_machine_test.moc"
