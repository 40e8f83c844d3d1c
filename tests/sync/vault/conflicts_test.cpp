// Conflicts in the vault: kept until a person decides, carried out as one change, undone.
#include "tests/sync/vault/vault_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

#define VERIFY_OK(result)                                                                          \
    QVERIFY2((result).has_value(), (result).has_value() ? "" : (result).error().cause.c_str())

PushConflict quantityOf(std::uint64_t row, const char* mine, const char* theirs)
{
    PushConflict conflict{.entity = "fuelSupply", .id = idOf(row), .field = "quantity"};
    conflict.base = "1";
    conflict.mine = mine;
    conflict.theirs = theirs;
    conflict.group = "quantity";
    conflict.theirRv = 77;
    conflict.by = {"Jon", "laptop", Timestamp{5}};
    return conflict;
}

/// An edit that the platform has answered with a conflict.
Mid conflicting(VaultFixture& box, std::uint64_t row, const char* mine, const char* theirs)
{
    const Mid mid = box.edit(row, mine);
    const std::array mids{mid};
    static_cast<void>(box.vault->markSent(mids));
    PushResult result = aResult(mid, PushStatus::conflict);
    result.conflicts.push_back(quantityOf(row, mine, theirs));
    const std::array answers{result};
    static_cast<void>(box.vault->noteResults(answers));
    static_cast<void>(box.vault->sweep(noFacts(), 9));
    return mid;
}

/// One change of the rows 7 and 8 that goes as a whole, with a conflict in each of them.
Mid conflictingPair(VaultFixture& box)
{
    NewMutation both = anEdit(7, "10");
    both.mergeMode = MergeMode::atomic;
    both.ops.push_back(anEdit(8, "30").ops.front());
    const Mid mid = box.vault->enqueue(both)->mid;
    const std::array mids{mid};
    static_cast<void>(box.vault->markSent(mids));
    PushResult result = aResult(mid, PushStatus::conflict);
    result.conflicts = {quantityOf(7, "10", "20"), quantityOf(8, "30", "40")};
    const std::array answers{result};
    static_cast<void>(box.vault->noteResults(answers));
    static_cast<void>(box.vault->sweep(noFacts(), 9));
    return mid;
}

CaseChoice choiceOf(std::uint64_t row, ConflictSource source, boost::json::object values = {})
{
    return {.entity = "fuelSupply", .id = idOf(row), .groups = {{"quantity", source, values}}};
}

/// An edit of row 7, which somebody else has deleted.
Mid goneUnderway(VaultFixture& box)
{
    const Mid mid = box.edit(7, "10");
    const std::array mids{mid};
    static_cast<void>(box.vault->markSent(mids));
    PushResult result = aResult(mid, PushStatus::conflict);
    PushConflict gone{.entity = "fuelSupply", .id = idOf(7), .kind = "gone"};
    gone.base = boost::json::object{{"fuelType", "Ethanol"}, {"quantity", "1"}};
    gone.mine = boost::json::object{{"fuelType", "Ethanol"}, {"quantity", "10"}};
    result.conflicts = {gone};
    const std::array answers{result};
    static_cast<void>(box.vault->noteResults(answers));
    static_cast<void>(box.vault->sweep(noFacts(), 9));
    return mid;
}

CaseChoice wholeRow(ConflictSource source)
{
    return {.entity = "fuelSupply", .id = idOf(7), .groups = {{"", source, {}}}};
}

Result<Resolution> decide(VaultFixture& box, CaseChoice choice)
{
    const std::array choices{std::move(choice)};
    return box.vault->decideConflicts(choices);
}

} // namespace

class ConflictsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void all_three_values_outlive_a_restart()
    {
        VaultFixture box;
        conflicting(box, 7, "10", "20");
        box.open();
        const auto cases = box.vault->conflicts();
        VERIFY_OK(cases);
        QCOMPARE(cases->size(), std::size_t{1});
        const ConflictGroup& group = cases->front().groups.front();
        QCOMPARE(group.fields.front().base.as_string(), "1");
        QCOMPARE(group.fields.front().mine.as_string(), "10");
        QCOMPARE(group.fields.front().theirs.as_string(), "20");
        QCOMPARE(group.by.name, std::string("Jon"));
        QCOMPARE(group.by.device, std::string("laptop"));
        QVERIFY(!group.chosen);
    }

    void mine_goes_as_an_ordinary_change_on_top_of_theirs()
    {
        VaultFixture box;
        const Mid mid = conflicting(box, 7, "10", "20");
        const auto done = decide(box, choiceOf(7, ConflictSource::mine));
        VERIFY_OK(done);
        QCOMPARE(done->made.size(), std::size_t{1});
        const auto sent = box.vault->find(done->made.front());
        VERIFY_OK(sent);
        const PushOp& op = sent->mutation.ops.front();
        QCOMPARE(op.set.at("quantity").as_string(), "10");
        QCOMPARE(op.base.at("quantity").as_string(), "20"); // The person has seen theirs.
        QVERIFY(sent->mutation.resolves == mid);
        QVERIFY(box.vault->conflicts()->empty());
        QVERIFY(!box.vault->find(mid));
    }

    void theirs_sends_nothing_and_can_be_undone()
    {
        VaultFixture box;
        const Mid mid = conflicting(box, 7, "10", "20");
        const auto done = decide(box, choiceOf(7, ConflictSource::theirs));
        VERIFY_OK(done);
        QVERIFY(done->made.empty());
        QVERIFY(box.vault->pending()->empty());
        QCOMPARE(box.vault->recentDecisions(5)->size(), std::size_t{1});
        VERIFY_OK(box.vault->undoDecisions(done->batch));
        QCOMPARE(
            box.vault->conflicts()->front().groups.front().fields.front().mine.as_string(), "10"
        );
        QVERIFY(box.vault->find(mid)->state == MutationState::conflict);
    }

    void an_edited_value_needs_to_be_there()
    {
        VaultFixture box;
        conflicting(box, 7, "10", "20");
        const auto missing = decide(box, choiceOf(7, ConflictSource::edited));
        QVERIFY(!missing);
        QCOMPARE(missing.error().reason, std::string("value_missing"));
        const auto done = decide(box, choiceOf(7, ConflictSource::edited, {{"quantity", "15"}}));
        VERIFY_OK(done);
        const auto sent = box.vault->find(done->made.front());
        QCOMPARE(sent->mutation.ops.front().set.at("quantity").as_string(), "15");
    }

    void a_decision_that_was_not_sent_is_taken_back()
    {
        VaultFixture box;
        conflicting(box, 7, "10", "20");
        const auto done = decide(box, choiceOf(7, ConflictSource::mine));
        VERIFY_OK(done);
        VERIFY_OK(box.vault->undoDecisions(done->batch));
        QCOMPARE(box.vault->conflicts()->size(), std::size_t{1});
        const auto pending = box.vault->pending();
        QCOMPARE(pending->size(), std::size_t{1});
        QVERIFY(pending->front().state == MutationState::conflict);
    }

    void a_decision_that_arrived_gives_theirs_back()
    {
        VaultFixture box;
        conflicting(box, 7, "10", "20");
        const auto done = decide(box, choiceOf(7, ConflictSource::mine));
        VERIFY_OK(done);
        const std::array mids{done->made.front()};
        VERIFY_OK(box.vault->markSent(mids));
        const auto early = box.vault->undoDecisions(done->batch);
        QVERIFY(!early); // Nobody knows yet whether it arrived.
        QCOMPARE(early.error().reason, std::string("cannot_undo"));
        const std::array answers{aResult(mids.front(), PushStatus::applied, 7, 90)};
        VERIFY_OK(box.vault->noteResults(answers));
        VERIFY_OK(box.vault->undoDecisions(done->batch));
        const auto pending = box.vault->pending();
        const PushOp& back = pending->back().mutation.ops.front();
        QCOMPARE(back.set.at("quantity").as_string(), "20");
        QCOMPARE(back.base.at("quantity").as_string(), "10");
        QCOMPARE(box.vault->conflicts()->size(), std::size_t{1});
    }

    void a_later_edit_brings_the_one_conflict_up_to_date()
    {
        VaultFixture box;
        conflicting(box, 7, "10", "20");
        NewMutation next = anEdit(7, "11");
        next.ops.front().base["quantity"] = "10"; // What the window showed.
        VERIFY_OK(box.vault->startFromConflicts(next));
        QCOMPARE(next.ops.front().base.at("quantity").as_string(), "1");
        QVERIFY(!next.ops.front().baseRv);
        conflicting(box, 7, "11", "21");
        const auto cases = box.vault->conflicts();
        QCOMPARE(cases->size(), std::size_t{1});
        const ConflictField& field = cases->front().groups.front().fields.front();
        QCOMPARE(field.base.as_string(), "1");
        QCOMPARE(field.mine.as_string(), "11");
        QCOMPARE(field.theirs.as_string(), "21");
    }

    void a_change_that_goes_as_a_whole_waits_for_all_its_rows()
    {
        VaultFixture box;
        NewMutation both = anEdit(7, "10");
        both.mergeMode = MergeMode::atomic;
        both.ops.push_back(anEdit(8, "30").ops.front());
        both.ops.push_back(anEdit(9, "50").ops.front());
        const Mid mid = box.vault->enqueue(both)->mid;
        const std::array mids{mid};
        VERIFY_OK(box.vault->markSent(mids));
        PushResult result = aResult(mid, PushStatus::conflict);
        result.conflicts = {quantityOf(7, "10", "20"), quantityOf(8, "30", "40")};
        const std::array answers{result};
        VERIFY_OK(box.vault->noteResults(answers));
        VERIFY_OK(box.vault->sweep(noFacts(), 9));
        const auto first = decide(box, choiceOf(7, ConflictSource::mine));
        VERIFY_OK(first);
        QVERIFY(first->made.empty());
        QVERIFY(box.vault->conflicts()->front().groups.front().chosen == ConflictSource::mine);
        const auto second = decide(box, choiceOf(8, ConflictSource::theirs));
        VERIFY_OK(second);
        const auto sent = box.vault->find(second->made.front());
        // Row 7 as decided, row 9 as it was meant; row 8 stays theirs.
        QCOMPARE(sent->mutation.ops.size(), std::size_t{2});
        QCOMPARE(sent->mutation.ops.back().set.at("quantity").as_string(), "50");
    }

    void undo_of_one_row_keeps_what_was_decided_of_another()
    {
        VaultFixture box;
        conflictingPair(box);
        VERIFY_OK(decide(box, choiceOf(7, ConflictSource::mine)));
        const auto second = decide(box, choiceOf(8, ConflictSource::theirs));
        VERIFY_OK(second);
        VERIFY_OK(box.vault->undoDecisions(second->batch));
        const auto cases = box.vault->conflicts();
        QCOMPARE(cases->size(), std::size_t{2});
        QVERIFY(cases->front().groups.front().chosen == ConflictSource::mine);
        QVERIFY(!cases->back().groups.front().chosen);
        const auto again = decide(box, choiceOf(8, ConflictSource::mine));
        VERIFY_OK(again);
        const auto sent = box.vault->find(again->made.front());
        VERIFY_OK(sent);
        QCOMPARE(sent->mutation.ops.size(), std::size_t{2});
        QCOMPARE(sent->mutation.ops.front().set.at("quantity").as_string(), "10");
        QCOMPARE(sent->mutation.ops.back().set.at("quantity").as_string(), "30");
        QVERIFY(box.vault->conflicts()->empty());
    }

    void undo_of_decisions_that_sent_nothing_keeps_the_others()
    {
        VaultFixture box;
        conflictingPair(box);
        VERIFY_OK(decide(box, choiceOf(7, ConflictSource::theirs)));
        const auto second = decide(box, choiceOf(8, ConflictSource::theirs));
        VERIFY_OK(second);
        QVERIFY(second->made.empty());
        VERIFY_OK(box.vault->undoDecisions(second->batch));
        QCOMPARE(box.vault->conflicts()->size(), std::size_t{2});
        QVERIFY(box.vault->conflicts()->front().groups.front().chosen == ConflictSource::theirs);
    }

    void undo_after_arrival_leaves_the_other_row_as_it_was_sent()
    {
        VaultFixture box;
        conflictingPair(box);
        VERIFY_OK(decide(box, choiceOf(7, ConflictSource::mine)));
        const auto second = decide(box, choiceOf(8, ConflictSource::mine));
        VERIFY_OK(second);
        const std::array mids{second->made.front()};
        VERIFY_OK(box.vault->markSent(mids));
        const std::array answers{aResult(mids.front(), PushStatus::applied, 7, 90)};
        VERIFY_OK(box.vault->noteResults(answers));
        VERIFY_OK(box.vault->undoDecisions(second->batch));
        const auto cases = box.vault->conflicts();
        QCOMPARE(cases->size(), std::size_t{1});
        QVERIFY(cases->front().id == idOf(8));
        const auto pending = box.vault->pending();
        const auto& ops = pending->back().mutation.ops; // Row 8 gets theirs back, row 7 stays.
        QCOMPARE(ops.size(), std::size_t{1});
        QVERIFY(ops.front().id == idOf(8));
    }

    void what_is_given_up_leaves_nothing_decided_behind()
    {
        VaultFixture box;
        const Mid mid = conflictingPair(box);
        VERIFY_OK(decide(box, choiceOf(7, ConflictSource::mine)));
        VERIFY_OK(box.vault->discard(mid));
        QVERIFY(box.vault->conflicts()->empty());
    }

    void what_was_taken_of_a_decided_change_comes_again_after_a_loss()
    {
        VaultFixture box;
        VERIFY_OK(box.vault->setClient("c1", 1));
        NewMutation two = anEdit(7, "10");
        two.ops.front().base["note"] = "before";
        two.ops.front().set["note"] = "after";
        const Mid mid = box.vault->enqueue(two)->mid;
        box.send({mid});
        PushResult result = aResult(mid, PushStatus::partial);
        result.conflicts = {quantityOf(7, "10", "20")};
        const std::array answers{result};
        VERIFY_OK(box.vault->noteResults(answers));
        VERIFY_OK(box.vault->sweep(noFacts(), 9));
        VERIFY_OK(decide(box, choiceOf(7, ConflictSource::theirs)));
        QVERIFY(box.due().empty());
        QCOMPARE(*box.vault->oldestSendable(), mid);

        QCOMPARE(*box.vault->historyChanged("restored", 0), std::int64_t{1});

        const auto again = box.vault->find(mid);
        VERIFY_OK(again);
        const PushOp& op = again->mutation.ops.at(0);
        QCOMPARE(op.set.at("note").as_string(), "after");
        QVERIFY2(!op.set.contains("quantity"), "theirs was chosen");
        QVERIFY(!op.base.contains("quantity"));
    }

    void both_rows_are_kept()
    {
        VaultFixture box;
        conflicting(box, 7, "10", "20");
        CaseChoice choice = choiceOf(7, ConflictSource::theirs);
        choice.copy = boost::json::object{{"id", idOf(99).toString()}, {"quantity", "10"}};
        const auto done = decide(box, choice);
        VERIFY_OK(done);
        const auto sent = box.vault->find(done->made.front());
        QCOMPARE(sent->mutation.ops.size(), std::size_t{1});
        QVERIFY(sent->mutation.ops.front().kind == PushOpKind::create);
        QVERIFY(sent->mutation.ops.front().id == idOf(99));
    }

    void a_row_that_is_gone_is_restored_as_a_copy()
    {
        VaultFixture box;
        const Mid mid = goneUnderway(box);
        const auto done = decide(box, wholeRow(ConflictSource::mine));
        VERIFY_OK(done);
        const auto sent = box.vault->find(done->made.front());
        VERIFY_OK(sent);
        QCOMPARE(sent->mutation.ops.size(), std::size_t{1});
        const PushOp& copy = sent->mutation.ops.front();
        QVERIFY(copy.kind == PushOpKind::create);
        QVERIFY(!copy.id.isNil() && copy.id != idOf(7));
        QCOMPARE(copy.set.at("quantity").as_string(), "10");
        QCOMPARE(copy.set.at("fuelType").as_string(), "Ethanol");
        QVERIFY(sent->mutation.resolves == mid);
        // Undone after it arrived, the copy goes again.
        const std::array mids{done->made.front()};
        VERIFY_OK(box.vault->markSent(mids));
        const std::array answers{aResult(mids.front(), PushStatus::applied, 99, 90)};
        VERIFY_OK(box.vault->noteResults(answers));
        VERIFY_OK(box.vault->undoDecisions(done->batch));
        const PushOp back = box.vault->pending()->back().mutation.ops.front();
        QVERIFY(back.kind == PushOpKind::remove);
        QVERIFY(back.id == copy.id);
        QCOMPARE(box.vault->conflicts()->size(), std::size_t{1});
    }

    void a_row_that_is_gone_may_stay_so()
    {
        VaultFixture box;
        goneUnderway(box);
        const auto done = decide(box, wholeRow(ConflictSource::theirs));
        VERIFY_OK(done);
        QVERIFY(done->made.empty());
        QVERIFY(box.vault->pending()->empty());
    }

    void what_is_not_open_cannot_be_decided()
    {
        VaultFixture box;
        const auto done = decide(box, choiceOf(7, ConflictSource::mine));
        QVERIFY(!done);
        QCOMPARE(done.error().reason, std::string("no_such_conflict"));
    }
};

QTEST_GUILESS_MAIN(ConflictsTest)
#include "conflicts_test.moc"
