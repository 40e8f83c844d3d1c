// An edit that comes again under its key is saved once, whatever became of it meanwhile.
#include "tests/sync/vault/vault_fixture.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

NewMutation keyed(std::uint64_t row, const Uuid& key)
{
    NewMutation edit = anEdit(row);
    edit.key = key;
    return edit;
}

} // namespace

class EditKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_same_key_is_the_same_edit_also_after_a_restart()
    {
        VaultFixture box;
        const Uuid key = Uuid::make();
        const auto first = box.vault->enqueue(keyed(1, key));
        QVERIFY(first && !first->isRepeat);
        QVERIFY(box.vault->enqueue(keyed(2, Uuid::make())));
        box.open();
        const auto again = box.vault->enqueue(keyed(1, key));
        QVERIFY(again && again->isRepeat);
        QCOMPARE(again->mid, first->mid);
        QCOMPARE(box.vault->pending()->size(), std::size_t{2});
    }

    void of_many_that_come_together_each_counts_once()
    {
        VaultFixture box;
        const Uuid key = Uuid::make();
        std::vector<NewMutation> all;
        for (const Uuid& each : {key, Uuid::make(), key})
            all.push_back(keyed(1, each));
        const auto saved = box.vault->enqueueAll(std::move(all));
        QCOMPARE(saved.size(), std::size_t{3});
        QVERIFY(saved[2] && saved[2]->isRepeat);
        QCOMPARE(saved[2]->mid, saved[0]->mid);
        QCOMPARE(box.due(), (std::vector<Mid>{1, 2}));
    }

    void it_is_known_when_it_is_long_done()
    {
        VaultFixture box;
        const Uuid key = Uuid::make();
        const auto saved = box.vault->enqueue(keyed(1, key));
        box.send({saved->mid});
        const std::vector<PushResult> answers{aResult(saved->mid, PushStatus::noop)};
        QVERIFY(box.vault->noteResults(answers));
        QVERIFY(box.vault->sweep(noFacts(), 1));
        QVERIFY(box.vault->pending()->empty());
        const Timestamp later{Timestamp::now().micros + 90LL * 24 * 3600 * 1'000'000};
        QVERIFY(box.vault->trimArchive(later));
        QVERIFY(box.vault->enqueue(keyed(1, key))->isRepeat);
        QVERIFY(box.vault->pending()->empty());
    }

    void its_number_follows_a_new_client()
    {
        VaultFixture box;
        QVERIFY(box.vault->setClient("one", 1));
        const auto first = box.vault->enqueue(keyed(1, Uuid::make()));
        const Uuid key = Uuid::make();
        QVERIFY(box.vault->enqueue(keyed(2, key)));
        box.send({first->mid});
        const std::vector<PushResult> answers{aResult(first->mid, PushStatus::noop)};
        QVERIFY(box.vault->noteResults(answers));
        QVERIFY(box.vault->setClient("two", 1));
        const auto again = box.vault->enqueue(keyed(2, key));
        QVERIFY(again->isRepeat);
        QCOMPARE(box.due(), std::vector<Mid>{again->mid});
    }

    void what_cannot_be_taken_waits_for_its_person_once()
    {
        VaultFixture box;
        const Uuid key = Uuid::make();
        const Fault why{FaultCode::invalid, "unknown_entity", "No such thing.", "Update."};
        const auto mid = box.vault->keepRefused(keyed(3, key), why);
        QVERIFY(mid && *mid < 0);
        QCOMPARE(*box.vault->keepRefused(keyed(3, key), why), *mid);
        const auto other = box.vault->keepRefused(keyed(4, Uuid::make()), why);
        QVERIFY(*other < *mid);
        const auto counts = box.vault->counts();
        QCOMPARE(counts->needYou, std::int64_t{2});
        QCOMPARE(counts->pending, std::int64_t{0});
        QVERIFY(box.due().empty());
        box.open();
        const auto held = box.vault->find(*mid);
        QVERIFY(held && held->state == MutationState::rejected);
        QCOMPARE(held->error->cause, why.cause);
        QVERIFY(held->mutation.ops.front().set.contains("quantity"));
        // Sent after all, and given up.
        const auto sent = box.vault->retry(*mid, [](PushOp&) {});
        QCOMPARE(*sent, Mid{1});
        QCOMPARE(box.due(), std::vector<Mid>{1});
        QVERIFY(box.vault->discard(*other));
        QCOMPARE(box.vault->counts()->needYou, std::int64_t{0});
        // The numbers of what is gone are not used again.
        QVERIFY(*box.vault->keepRefused(keyed(5, Uuid::make()), why) < *other);
    }

    void the_next_person_has_no_keys_of_the_last_one()
    {
        VaultFixture box;
        const Uuid key = Uuid::make();
        QVERIFY(box.vault->enqueue(keyed(1, key)));
        QVERIFY(box.vault->forgetUser(true));
        QVERIFY(!box.vault->enqueue(keyed(1, key))->isRepeat);
    }
};

QTEST_GUILESS_MAIN(EditKeysTest)
#include "edit_keys_test.moc"
