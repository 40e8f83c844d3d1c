// The vault when many edits come at once, when work depends on work, and when its scope is lost.
#include "tests/sync/vault/vault_fixture.hpp"

#include <QElapsedTimer>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

NewMutation aCreation(std::uint64_t rowNumber, std::uint64_t report)
{
    PushOp op{.kind = PushOpKind::create, .entity = "fuelSupply", .id = idOf(rowNumber)};
    op.set["reportId"] = idOf(report).toString();
    return {.name = "fuelSupply.create", .ops = {op}};
}

MirrorFacts answering(Mid mid, PushStatus status)
{
    MirrorFacts facts = noFacts();
    facts.result = [mid, status](Mid asked) {
        return asked == mid ? std::optional(aResult(mid, status)) : std::nullopt;
    };
    return facts;
}

const LostScope lostScope{.scope = 1001, .name = "Demo Fuels", .reason = "left the organization"};

} // namespace

class VaultWorkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_leaves_is_what_is_kept_then()
    {
        VaultFixture box;
        const Mid first = box.vault->enqueue(anEdit(1))->mid;
        const Mid second = box.vault->enqueue(anEdit(2))->mid;
        const auto read = box.vault->nextPush({}, Timestamp{});
        QCOMPARE(read->size(), std::size_t{2});
        QVERIFY_OK(box.vault->discard(second)); // By a person, between reading and sending.

        const std::vector<Mid> mids{first, second};
        const auto marked = box.vault->markSent(mids);

        QCOMPARE(marked->size(), std::size_t{2});
        QVERIFY((*marked)[1].ops.empty());
        QVERIFY(marked->front() == read->front());
    }

    void a_clock_that_was_set_back_keeps_nothing_waiting()
    {
        VaultFixture box;
        const std::vector<Mid> mids{box.vault->enqueue(anEdit(1))->mid};
        const Timestamp now{1'800'000'000'000'000};
        QVERIFY_OK(box.vault->defer(mids, Timestamp{now.micros + 60'000'000}, Fault{}));
        QVERIFY(box.vault->nextPush({}, now)->empty());
        const Timestamp yesterday{now.micros - 86'400'000'000};
        QCOMPARE(box.vault->nextPush({}, yesterday)->size(), std::size_t{1});
    }

    void what_is_answered_or_held_does_not_leave()
    {
        VaultFixture box;
        const Mid mid = box.vault->enqueue(anEdit(1))->mid;
        const std::vector<Mid> mids{mid};
        QVERIFY_OK(box.vault->hold(Fault{}));
        QVERIFY(box.vault->markSent(mids)->empty());
        QVERIFY_OK(box.vault->release());
        box.send(mids);
        const std::vector<PushResult> answers{aResult(mid, PushStatus::applied)};
        QVERIFY_OK(box.vault->noteResults(answers));
        QVERIFY(box.vault->markSent(mids)->empty());
        QCOMPARE(box.vault->find(mid)->attempts, 1);
    }

    void what_the_session_calls_settled_waits_for_no_row()
    {
        VaultFixture box;
        const Mid mid = box.vault->enqueue(anEdit(1))->mid;
        box.send({mid});
        PushResult result = aResult(mid, PushStatus::applied);
        result.effects.push_back({"fuelSupply", idOf(1), 77}); // Gone from the platform since.
        const std::vector<PushResult> answers{result};
        QVERIFY_OK(box.vault->noteResults(answers));
        MirrorFacts facts = noFacts();
        QVERIFY(box.vault->sweep(facts, 9)->retired.empty());
        facts.settledMid = mid;
        facts.isJoining = true;
        QVERIFY(box.vault->sweep(facts, 9)->retired.empty());
        facts.isJoining = false;
        QCOMPARE(box.vault->sweep(facts, 9)->retired, std::vector<Mid>{mid});

        PendingMutation earlier{.mid = -1}; // Answered under the identity before this one.
        earlier.result = result;
        facts.settledMid = nothingSettled;
        QVERIFY(decideRetirements(std::span(&earlier, 1), facts).empty());
        facts.settledMid = 0;
        QCOMPARE(decideRetirements(std::span(&earlier, 1), facts).size(), std::size_t{1});
    }

    void many_edits_are_one_wait_for_the_disk()
    {
        VaultFixture box;
        std::vector<NewMutation> edits;
        for (std::uint64_t row = 1; row <= 10'000; ++row)
            edits.push_back(anEdit(row));
        edits[4].ops.clear(); // Refused, and keeps no other from being saved.
        QElapsedTimer took;
        took.start();

        const auto outcomes = box.vault->enqueueAll(std::move(edits));

        qInfo("10,000 edits enqueued in %lld ms", static_cast<long long>(took.elapsed()));
        QCOMPARE(outcomes.size(), std::size_t{10'000});
        QVERIFY(!outcomes[4]);
        QCOMPARE(outcomes[4].error().reason, std::string("malformed_mutation"));
        QCOMPARE(outcomes[5]->mid, Mid{5});
        box.open();
        QCOMPARE(box.vault->counts()->pending, std::int64_t{9'999});
        QCOMPARE(box.vault->identity()->nextMid, Mid{10'000});
    }

    void work_names_what_it_cannot_do_without()
    {
        VaultFixture box;
        const auto report = box.vault->enqueue(aCreation(1, 900));
        const auto line = box.vault->enqueue(aCreation(2, 1));
        const auto edit = box.vault->enqueue(anEdit(2));
        const auto other = box.vault->enqueue(anEdit(3));

        QCOMPARE(report->depends, std::vector<Mid>{});
        QCOMPARE(line->depends, std::vector<Mid>{1});
        QCOMPARE(edit->depends, std::vector<Mid>{2});
        QCOMPARE(other->depends, std::vector<Mid>{});
        box.open(); // Also what was read back from disk.
        const auto later = box.vault->enqueue(anEdit(1));
        QCOMPARE(later->depends, std::vector<Mid>{1});
        const auto push = box.vault->nextPush({}, Timestamp::now());
        QCOMPARE(push->at(1).depends, std::vector<Mid>{1});
    }

    void unsent_work_of_a_lost_scope_is_kept_and_never_sent()
    {
        VaultFixture box;
        const Mid lost = box.edit(1, "99");
        const Mid stays = box.edit(2);
        const std::vector<Mid> mids{lost};

        const auto gone = box.vault->quarantine(mids, lostScope);

        QVERIFY_OK(gone);
        QCOMPARE(*gone, mids);
        QCOMPARE(box.vault->pending()->size(), std::size_t{1});
        QCOMPARE(box.due(), (std::vector<Mid>{lost, stays})); // Its number stays, empty.
        QVERIFY(box.vault->nextPush({}, Timestamp::now())->front().ops.empty());
        box.open();
        const auto kept = box.vault->quarantined();
        QCOMPARE(kept->size(), std::size_t{1});
        QVERIFY(kept->front().lost == lostScope);
        QCOMPARE(kept->front().mutation.ops.front().set.at("quantity").as_string(), "99");
        QVERIFY(!box.vault->forgetUser(false)); // It is unsent work.
        const std::vector<std::int64_t> qids{kept->front().qid};
        QVERIFY_OK(box.vault->markExported(qids, Timestamp::now()));
        QVERIFY(box.vault->quarantined()->front().exportedAt.has_value());
        QVERIFY_OK(box.vault->forgetQuarantined(qids.front()));
        QVERIFY(!box.vault->forgetQuarantined(qids.front()));
    }

    void what_is_kept_of_it_follows_the_class_of_its_scope()
    {
        VaultFixture box;
        std::vector<Mid> mids;
        for (int dataClass = 0; dataClass <= 3; ++dataClass) {
            mids.push_back(box.edit(static_cast<std::uint64_t>(dataClass), "99"));
            const std::vector<Mid> one{mids.back()};
            LostScope lost = lostScope;
            lost.dataClass = dataClass;
            QVERIFY_OK(box.vault->quarantine(one, lost));
        }
        const auto kept = box.vault->quarantined();
        QCOMPARE(kept->size(), std::size_t{4});
        const auto says = [](const QuarantinedWork& work) {
            return work.mutation.ops.front().set.contains("quantity");
        };
        QVERIFY(says(kept->at(0)) && says(kept->at(1)) && says(kept->at(2)));
        QVERIFY(!says(kept->at(3))); // Gone at once; what it was about is left.
        QCOMPARE(kept->at(3).mutation.name, std::string("fuelSupply.edit"));
        QCOMPARE(kept->at(3).mutation.ops.front().entity, std::string("fuelSupply"));
        QVERIFY(kept->at(0).policy() == KeptPolicy::keep);
        QVERIFY(kept->at(2).policy() == KeptPolicy::escrow);
        QCOMPARE(box.vault->counts()->quarantined, std::int64_t{4});
        QCOMPARE(box.vault->counts()->onlyHere, std::int64_t{3});

        QVERIFY_OK(box.vault->markHandedOver(*kept, Timestamp::now()));
        box.open();
        const auto handed = box.vault->quarantined();
        QVERIFY(handed->at(1).handedAt && says(handed->at(1))); // Their author may keep a text.
        QVERIFY(handed->at(2).handedAt && !says(handed->at(2)));
        QVERIFY(handed->at(2).id == kept->at(2).id);
        QCOMPARE(box.vault->counts()->onlyHere, std::int64_t{0});
        QVERIFY_OK(box.vault->forgetUser(false));
    }

    void work_under_way_goes_to_quarantine_when_it_is_refused()
    {
        VaultFixture box;
        const std::vector<Mid> mids{box.edit(1), box.edit(2)};
        QVERIFY_OK(box.vault->markSent(mids));

        QVERIFY(box.vault->quarantine(mids, lostScope)->empty());
        QVERIFY(box.vault->quarantined()->empty());
        const auto refused = box.vault->sweep(answering(1, PushStatus::rejected), 9);
        const auto applied = box.vault->sweep(answering(2, PushStatus::applied), 9);

        QCOMPARE(refused->retired, std::vector<Mid>{1});
        QVERIFY(refused->needPerson.empty());
        QCOMPARE(box.vault->quarantined()->size(), std::size_t{1});
        QCOMPARE(box.vault->quarantined()->front().mid, Mid{1});
        QCOMPARE(applied->retired, std::vector<Mid>{2});
        QVERIFY(box.vault->pending()->empty());
    }

    void a_mirror_that_forgot_an_earlier_answer_leaves_no_gap()
    {
        VaultFixture box;
        const std::vector<Mid> mids{box.edit(1), box.edit(2)};
        QVERIFY_OK(box.vault->markSent(mids));
        const auto later = answering(2, PushStatus::rejected);
        QVERIFY(box.vault->sweep(later, 9)->needPerson.empty());
        QCOMPARE(box.due(), mids); // The platform is asked about both.
        QVERIFY_OK(box.vault->sweep(answering(1, PushStatus::rejected), 9));
        QCOMPARE(box.vault->sweep(later, 9)->needPerson, std::vector<Mid>{2});
    }

    void refused_work_of_a_lost_scope_is_kept_too()
    {
        VaultFixture box;
        const std::vector<Mid> mids{box.edit(1)};
        QVERIFY_OK(box.vault->markSent(mids));
        QVERIFY_OK(box.vault->sweep(answering(1, PushStatus::conflict), 9));

        QCOMPARE(*box.vault->quarantine(mids, lostScope), mids);
        QCOMPARE(box.vault->quarantined()->size(), std::size_t{1});
        QVERIFY(box.vault->pending()->empty());
        QVERIFY(box.due().empty()); // Answered already: it leaves no number behind.
    }

    void after_a_restore_accepted_work_says_where_it_was_accepted()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->setClient("c1", 1));
        QVERIFY_OK(box.vault->historyChanged("first", 0));
        const std::vector<Mid> mids{box.edit(1), box.edit(2), box.edit(3)};
        QVERIFY_OK(box.vault->markSent(mids));
        for (const Mid mid : mids)
            QVERIFY_OK(box.vault->sweep(answering(mid, PushStatus::applied), 9));
        QCOMPARE(*box.vault->oldestSendable(), Mid{1});

        const auto again = box.vault->historyChanged("second", 1);

        QCOMPARE(*again, std::int64_t{2});
        const auto push = box.vault->nextPush({}, Timestamp::now());
        QCOMPARE(push->size(), std::size_t{2});
        QCOMPARE(push->front().mid, Mid{2});
        QCOMPARE(push->front().history, std::string("first"));
        QCOMPARE(push->front().sha, shaOf(push->front()));
        QCOMPARE(*box.vault->historyChanged("second", 1), std::int64_t{0}); // Once only.
    }

    void an_accepted_change_that_is_not_yet_in_sight_counts_as_sent_again()
    {
        VaultFixture box;
        const std::vector<Mid> mids{box.edit(1), box.edit(2)};
        QVERIFY_OK(box.vault->markSent(mids));
        const std::vector<PushResult> results{aResult(2, PushStatus::applied, 2, 99)};
        QVERIFY_OK(box.vault->noteResults(results));

        QCOMPARE(*box.vault->historyChanged("second", 0), std::int64_t{1});
        QCOMPARE(box.vault->nextPush({}, Timestamp::now())->size(), std::size_t{2});
    }

    void an_edit_takes_the_place_of_what_was_never_sent()
    {
        VaultFixture box;
        const Mid first = box.edit(1, "12");
        const auto second = box.vault->edit(first, anEdit(1, "13").ops);

        QCOMPARE(*second, Mid{2});
        QCOMPARE(box.vault->pending()->size(), std::size_t{1});
        QCOMPARE(box.vault->pending()->front().mid, Mid{2});
        const std::vector<Mid> mids{1, 2};
        QVERIFY_OK(box.vault->markSent(mids));
        const auto late = box.vault->edit(2, anEdit(1, "14").ops);
        QVERIFY(!late);
        QCOMPARE(late.error().reason, std::string("in_flight"));
    }

    void what_was_accepted_under_a_former_identity_goes_again_once_under_the_new_one()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->setClient("c1", 1));
        QVERIFY_OK(box.vault->historyChanged("first", 0));
        box.edit(1, "7");
        box.send({1});
        auto facts = noFacts();
        facts.result = [](Mid) { return std::optional(aResult(1, PushStatus::applied)); };
        QCOMPARE(box.vault->sweep(facts, 9)->retired, (std::vector<Mid>{1}));
        QVERIFY_OK(box.vault->setClient("c2", 1)); // A copy of this device is about.
        box.edit(2, "8");

        QCOMPARE(*box.vault->historyChanged("first", 0), std::int64_t{0}); // Nothing was lost.
        QCOMPARE(box.due(), (std::vector<Mid>{1}));
        QCOMPARE(*box.vault->historyChanged("restored", 0), std::int64_t{1});

        const auto due = box.vault->nextPush({}, Timestamp::now());
        QVERIFY_OK(due);
        QCOMPARE(due->size(), std::size_t{2});
        QCOMPARE(due->back().mid, Mid{2});
        QCOMPARE(due->back().history, std::string("first"));
        QVERIFY(due->back().ops.front().set.at("quantity") == "7");
        QCOMPARE(box.vault->identity()->nextMid, Mid{3});
        QCOMPARE(*box.vault->historyChanged("restored", 0), std::int64_t{0});
    }

    void what_was_accepted_and_not_seen_yet_goes_again_too()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->setClient("c1", 1));
        QVERIFY_OK(box.vault->historyChanged("first", 0));
        box.edit(1, "7");
        box.send({1});
        const std::array accepted{aResult(1, PushStatus::applied, 1, 90)};
        QVERIFY_OK(box.vault->noteResults(accepted));
        QVERIFY_OK(box.vault->setClient("c2", 1));

        QCOMPARE(*box.vault->historyChanged("restored", 0), std::int64_t{1});

        QCOMPARE(box.due(), (std::vector<Mid>{1}));
        QCOMPARE(box.vault->pending()->size(), std::size_t{1});
    }

    void what_a_restore_brought_back_and_was_set_aside_then_is_in_one_place()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->setClient("c1", 1));
        QVERIFY_OK(box.vault->historyChanged("first", 0));
        box.edit(1, "7");
        box.send({1});
        QCOMPARE(box.vault->sweep(answering(1, PushStatus::applied), 9)->retired.size(), 1U);
        QCOMPARE(*box.vault->historyChanged("second", 0), std::int64_t{1});
        const std::vector<Mid> mids{1};
        QVERIFY_OK(box.vault->quarantine(mids, lostScope));
        QVERIFY_OK(box.vault->sweep(answering(1, PushStatus::rejected), 9));
        QCOMPARE(box.vault->quarantined()->size(), std::size_t{1});

        QCOMPARE(*box.vault->historyChanged("third", 0), std::int64_t{0});

        QVERIFY(box.vault->pending()->empty());
        QCOMPARE(box.vault->quarantined()->size(), std::size_t{1});
    }

    void the_answer_to_a_former_client_is_not_the_answer_to_the_number_of_now()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->setClient("c1", 1));
        box.edit(1, "7");
        box.send({1});
        const std::array accepted{aResult(1, PushStatus::applied, 1, 90)};
        QVERIFY_OK(box.vault->noteResults(accepted));
        QVERIFY_OK(box.vault->setClient("c2", 1));
        QCOMPARE(box.edit(2, "8"), Mid{1});
        box.send({1});
        auto facts = noFacts(); // The effect of the first one is seen, nobody answered the other.
        facts.visibleRv = [](std::string_view, const Uuid& id) {
            return id == idOf(1) ? std::optional<std::int64_t>(90) : std::nullopt;
        };

        const auto swept = box.vault->sweep(facts, 9);

        QVERIFY_OK(swept);
        QCOMPARE(swept->retired, (std::vector<Mid>{-1}));
        QCOMPARE(swept->finished.front().mid, Mid{-1});
        QVERIFY(!box.vault->find(1)->result);
        QCOMPARE(box.vault->pending()->size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(VaultWorkTest)
#include "vault_work_test.moc"
