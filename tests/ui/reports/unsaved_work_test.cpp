// What is sent again after answers were lost: everything that is missing, nothing twice.
#include "tests/models/property.hpp"
#include "ui/reports/unsaved_work.hpp"

#include <QtTest>

#include <boost/json.hpp>

#include <map>

using namespace tidemark;
using namespace tidemark::ui;
namespace json = boost::json;
using Kind = sync::MutationOp::Kind;

namespace {

sync::Mutation mutation(Kind kind, const char* id, json::object base, json::object set)
{
    sync::MutationOp op{.kind = kind, .entity = "fuelSupply", .id = id};
    op.base = std::move(base);
    op.set = std::move(set);
    return {.name = "fuelSupply.edit", .ops = {op}};
}

/// An agent that does what it is told.
using Rows = std::map<std::string, json::object>;

void carryOut(Rows& rows, const std::vector<sync::MutationOp>& ops)
{
    for (const sync::MutationOp& op : ops) {
        if (op.kind == Kind::remove) {
            rows.erase(op.id);
            continue;
        }
        json::object& row = rows[op.id];
        row["id"] = op.id;
        for (const auto& [key, value] : op.set)
            row[key] = value;
    }
}

std::vector<json::object> listOf(const Rows& rows)
{
    std::vector<json::object> list;
    for (const auto& [id, row] : rows) {
        json::object said;
        for (const auto& [key, value] : row) {
            if (!value.is_null())
                said[key] = value;
        }
        list.push_back(std::move(said));
    }
    return list;
}

} // namespace

class UnsavedWorkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void edits_of_one_field_become_one();
    void what_the_agent_has_is_not_sent_again();
    void a_created_row_that_arrived_is_not_created_twice();
    void the_base_is_what_the_person_saw();
    void whichever_part_arrived_the_end_is_the_same();
};

void UnsavedWorkTest::edits_of_one_field_become_one()
{
    const auto net = netOps(
        {mutation(Kind::update, "a", {{"quantity", "1"}}, {{"quantity", "2"}}),
         mutation(Kind::update, "a", {{"quantity", "2"}}, {{"quantity", "3"}})}
    );

    QCOMPARE(net.size(), std::size_t(1));
    QCOMPARE(json::serialize(net[0].base), std::string(R"({"quantity":"1"})"));
    QCOMPARE(json::serialize(net[0].set), std::string(R"({"quantity":"3"})"));
}

void UnsavedWorkTest::what_the_agent_has_is_not_sent_again()
{
    const auto net = netOps(
        {mutation(Kind::update, "a", {{"quantity", "1"}}, {{"quantity", "2"}}),
         mutation(Kind::remove, "b", {}, {})}
    );

    QVERIFY(stillMissing(net, {json::object{{"id", "a"}, {"quantity", "2"}}}, {}).empty());
    QCOMPARE(
        stillMissing(net, {json::object{{"id", "a"}, {"quantity", "1"}}}, {}).size(), std::size_t(1)
    );
}

void UnsavedWorkTest::a_created_row_that_arrived_is_not_created_twice()
{
    const auto net = netOps(
        {mutation(Kind::create, "a", {}, {{"fuelType", "CNG"}}),
         mutation(Kind::update, "a", {{"quantity", nullptr}}, {{"quantity", "2"}})}
    );

    const auto left = stillMissing(net, {json::object{{"id", "a"}, {"fuelType", "CNG"}}}, {});

    QCOMPARE(left.size(), std::size_t(1));
    QVERIFY(left[0].kind == Kind::update);
    QCOMPARE(json::serialize(left[0].set), std::string(R"({"quantity":"2"})"));
    QVERIFY(stillMissing(net, {}, {})[0].kind == Kind::create);
}

void UnsavedWorkTest::the_base_is_what_the_person_saw()
{
    const std::deque<sync::Mutation> unsaved{
        mutation(Kind::update, "a", {{"quantity", "1"}}, {{"quantity", "2"}}),
        mutation(Kind::update, "a", {{"quantity", "2"}}, {{"quantity", "3"}})};
    const auto baseWith = [&](const char* held) {
        const json::object row{{"id", "a"}, {"quantity", held}};
        return stillMissing(netOps(unsaved), {row}, unsaved).front().base.at("quantity");
    };

    QCOMPARE(baseWith("1"), json::value("1"));
    QCOMPARE(baseWith("2"), json::value("2")); // The first one arrived.
    QCOMPARE(baseWith("9"), json::value("1")); // Somebody else's: nobody here has seen it.
}

void UnsavedWorkTest::whichever_part_arrived_the_end_is_the_same()
{
    test::holds(
        "sending the rest gives the same rows",
        [](const std::vector<int>& deeds, unsigned cut) {
            std::deque<sync::Mutation> all;
            Rows wanted;
            int value = 0;
            for (const int deed : deeds) {
                const std::string id(1, static_cast<char>('a' + (deed & 3)));
                const bool isThere = wanted.contains(id);
                const Kind kind = !isThere           ? Kind::create
                                  : (deed & 12) == 0 ? Kind::remove
                                                     : Kind::update;
                const json::object set =
                    kind == Kind::remove ? json::object()
                                         : json::object{{(deed & 16) != 0 ? "x" : "y", ++value}};
                all.push_back(mutation(kind, id.c_str(), {}, set));
                carryOut(wanted, all.back().ops);
            }
            Rows held;
            const std::size_t arrived = all.empty() ? 0 : cut % (all.size() + 1);
            for (std::size_t i = 0; i < arrived; ++i)
                carryOut(held, all[i].ops);

            carryOut(held, stillMissing(netOps(all), listOf(held), all));

            RC_ASSERT(listOf(held) == listOf(wanted));
        }
    );
}

QTEST_APPLESS_MAIN(UnsavedWorkTest)
#include "unsaved_work_test.moc"
