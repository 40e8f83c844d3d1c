// What an older platform does not know waits here and holds nothing up; nothing of it is lost.
#include "models/protocol/known_fields.hpp"
#include "tests/sync/vault/vault_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

/// The platform lacks one field of supplies, and all of attachments.
const KnownFields lacking{{{"attachment", {}}, {"fuelSupply", {"fuelCode"}}}};
const KnownFields nothing{};

NewMutation editOf(std::uint64_t row, const boost::json::object& set)
{
    NewMutation mutation = anEdit(row);
    mutation.ops.front().set = set;
    return mutation;
}

NewMutation creationOf(std::uint64_t row, const boost::json::object& set)
{
    NewMutation mutation = editOf(row, set);
    mutation.ops.front().kind = PushOpKind::create;
    mutation.ops.front().base = {};
    mutation.ops.front().baseRv.reset();
    return mutation;
}

std::string setsOf(const std::vector<PushMutation>& push)
{
    std::string sets;
    for (const PushMutation& one : push) {
        sets += sets.empty() ? "" : " ";
        for (const PushOp& op : one.ops)
            sets += boost::json::serialize(op.set);
        sets += one.ops.empty() ? "-" : "";
    }
    return sets;
}

std::string dueSets(VaultFixture& box)
{
    return setsOf(*box.vault->nextPush({}, Timestamp::now()));
}

} // namespace

class VaultFieldsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_field_that_is_not_known_waits_apart_from_the_others()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->enqueue(editOf(1, {{"quantity", "7"}, {"fuelCode", "C1"}})));
        QVERIFY(*box.vault->fitTo(lacking, 0));
        QCOMPARE(dueSets(box), std::string(R"({"quantity":"7"})"));
        const auto push = *box.vault->nextPush({}, Timestamp::now());
        QCOMPARE(push.front().sha, shaOf(push.front()));
        const auto pending = *box.vault->pending();
        QCOMPARE(pending.size(), std::size_t{2});
        QVERIFY(!pending.front().error);
        QCOMPARE(pending.back().error->reason, std::string("not_known_yet"));
        QVERIFY(pending.back().error->cause.find("fuelSupply.fuelCode") != std::string::npos);
        QCOMPARE(pending.back().createdAt, pending.front().createdAt);
        QVERIFY(pending.back().state == MutationState::queued);
        QCOMPARE(pending.back().mutation.name, std::string("fuelSupply.later"));
    }

    void it_goes_when_the_platform_knows_it()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->enqueue(editOf(1, {{"quantity", "7"}, {"fuelCode", "C1"}})));
        QVERIFY(*box.vault->fitTo(lacking, 0));
        box.send({1});
        QVERIFY_OK(box.vault->noteResults({{aResult(1, PushStatus::applied, 1, 5)}}));
        QVERIFY(box.due().empty());
        box.open(); // Kept over a restart.
        QVERIFY(box.due().empty());
        QVERIFY_OK(box.vault->fitTo(lacking, 0));
        QVERIFY(box.due().empty());
        QVERIFY(!*box.vault->fitTo(nothing, 0));
        QCOMPARE(dueSets(box), std::string(R"({"fuelCode":"C1"})"));
        QVERIFY(!box.vault->find(2)->error);
    }

    void it_holds_nobody_up_whatever_else_becomes_of_the_outbox()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->enqueue(editOf(1, {{"fuelCode", "C1"}})));
        box.edit(1, "8");
        QVERIFY_OK(box.vault->fitTo(lacking, 0));
        QVERIFY(*box.vault->letOthersPass());
        QCOMPARE(dueSets(box), std::string(R"(- {"quantity":"8"})"));
        QVERIFY(!*box.vault->letOthersPass());
        QVERIFY_OK(box.vault->hold({FaultCode::unsupported, "upgrade_required", "", ""}));
        QVERIFY_OK(box.vault->release());
        const auto pending = *box.vault->pending();
        QCOMPARE(pending.back().mid, Mid{3});
        QCOMPARE(pending.back().error->reason, std::string("not_known_yet"));
        box.edit(2, "9"); // Comes behind it.
        QVERIFY(*box.vault->letOthersPass());
        QCOMPARE(dueSets(box), std::string(R"(- {"quantity":"8"} - {"quantity":"9"})"));
        QVERIFY(!*box.vault->fitTo(nothing, 0));
        QCOMPARE(
            dueSets(box),
            std::string(R"(- {"quantity":"8"} - {"quantity":"9"} {"fuelCode":"C1"})")
        );
    }

    void the_answer_to_what_took_its_place_is_not_that_to_another()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->enqueue(editOf(1, {{"fuelCode", "C1"}})));
        QVERIFY_OK(box.vault->enqueue(editOf(2, {{"fuelCode", "C2"}})));
        box.edit(3, "8");
        QVERIFY_OK(box.vault->fitTo(lacking, 0));
        QVERIFY(*box.vault->letOthersPass());
        const auto push = *box.vault->nextPush({}, Timestamp::now());
        QVERIFY(push.at(0).ops.empty() && push.at(1).ops.empty());
        QVERIFY(shaBegin(push.at(0)) != shaBegin(push.at(1)));
        box.send({1, 2, 3});
        PushResult other = aResult(1, PushStatus::noop);
        other.sha = shaBegin(push.at(1));
        QVERIFY(box.vault->noteResults({{other}})->empty());
        other.sha = shaBegin(push.at(0));
        QCOMPARE(*box.vault->noteResults({{other}}), std::vector<Mid>{1});
    }

    void what_means_nothing_without_it_waits_with_it()
    {
        VaultFixture box;
        NewMutation mutation =
            editOf(1, {{"provision", "P2"}, {"quantity", "7"}, {"fuelCode", "C1"}});
        mutation.ops.front().base = {{"provision", "P1"}, {"quantity", "1"}, {"fuelCode", "C0"}};
        QVERIFY_OK(box.vault->enqueue(mutation));
        QVERIFY(*box.vault->fitTo(lacking, 0));
        QCOMPARE(dueSets(box), std::string(R"({"quantity":"7"})"));
        const PushOp rest = box.vault->find(2)->mutation.ops.front();
        QVERIFY((rest.set == boost::json::object{{"fuelCode", "C1"}, {"provision", "P2"}}));
        QVERIFY((rest.base == boost::json::object{{"fuelCode", "C0"}, {"provision", "P1"}}));
    }

    void a_new_row_goes_without_it_and_gets_it_later()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->enqueue(creationOf(1, {{"quantity", "7"}, {"fuelCode", "C1"}})));
        QVERIFY(*box.vault->fitTo(lacking, 0));
        QCOMPARE(dueSets(box), std::string(R"({"quantity":"7"})"));
        const auto rest = *box.vault->find(2);
        QVERIFY(rest.mutation.ops.front().kind == PushOpKind::update);
        QCOMPARE(rest.depends, std::vector<Mid>{1});
    }

    void what_a_new_row_holds_anyway_is_not_waited_for()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->enqueue(creationOf(1, {{"quantity", "7"}, {"fuelCode", nullptr}})));
        QVERIFY_OK(box.vault->fitTo(lacking, 0));
        QCOMPARE(box.vault->pending()->size(), std::size_t{1});
        QCOMPARE(dueSets(box), std::string(R"({"quantity":"7"})"));
    }

    void an_entity_that_is_not_known_waits_as_a_whole()
    {
        VaultFixture box;
        NewMutation added = anEdit(1);
        added.ops.front().entity = "attachment";
        QVERIFY_OK(box.vault->enqueue(added));
        QVERIFY_OK(box.vault->fitTo(lacking, 0));
        QVERIFY(box.due().empty());
        QCOMPARE(box.vault->find(1)->mutation.ops, added.ops);
        QCOMPARE(box.vault->counts()->pending, 1);
    }

    void what_may_have_arrived_stays_as_it_is()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->enqueue(editOf(1, {{"quantity", "7"}, {"fuelCode", "C1"}})));
        box.send({1});
        QVERIFY(!*box.vault->fitTo(lacking, 0));
        QCOMPARE(dueSets(box), std::string(R"({"quantity":"7","fuelCode":"C1"})"));
    }

    void what_comes_later_is_looked_at_too()
    {
        VaultFixture box;
        box.edit(1);
        QVERIFY(!*box.vault->fitTo(lacking, 0));
        QVERIFY_OK(box.vault->enqueue(editOf(2, {{"fuelCode", "C1"}})));
        QVERIFY(*box.vault->fitTo(lacking, 1));
        QCOMPARE(box.due(), std::vector<Mid>{1});
        QVERIFY_OK(box.vault->discard(2));
        QCOMPARE(box.due(), (std::vector<Mid>{1, 2})); // Its place goes out empty.
    }
};

QTEST_GUILESS_MAIN(VaultFieldsTest)
#include "vault_fields_test.moc"
