// Laws of the three-way merge, over every field of a fuel-supply row.
#include "models/entities/entities.hpp"
#include "models/protocol/merge.hpp"
#include "tests/models/property.hpp"

#include <boost/json.hpp>

#include <set>

using namespace tidemark;
using tidemark::test::holds;

namespace json = boost::json;

namespace {

const EntityInfo& supply()
{
    return *findEntity("fuelSupply");
}

/// A row with few different values per field, so that the sides often agree and often differ.
json::object anyRow()
{
    json::object row;
    row["fuelType"] = *rc::gen::element<json::value>("Ethanol", "HDRD", nullptr);
    row["quantity"] = *rc::gen::element<json::value>("1", "2", nullptr);
    row["energyDensity"] = *rc::gen::element<json::value>("1.50", "1.5", "2.00");
    row["isQ1Supplied"] = *rc::gen::arbitrary<bool>();
    row["endUse"] = *rc::gen::element<json::value>("Any", "Other", nullptr);
    return row;
}

json::object after(const json::object& theirs, const MergedRow& merged)
{
    json::object row = theirs;
    for (const auto& member : merged.apply)
        row[member.key()] = member.value();
    return row;
}

bool same(std::string_view field, const json::value& a, const json::value& b)
{
    return sameValue(*supply().field(field), a, b);
}

std::set<std::string> conflictFields(const MergedRow& merged)
{
    std::set<std::string> fields;
    for (const FieldConflict& conflict : merged.conflicts)
        fields.insert(conflict.field);
    return fields;
}

} // namespace

class MergeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void differentFieldsMerge();
    void theSameFieldConflicts();
    void formsOfOneValueAreTheSame();
    void absentIsNull();
    void oneSidedChangesAreNeverLost();
    void agreeingSidesMergeToThemselves();
    void conflictsDoNotDependOnTheSide();
    void cleanResultsDoNotDependOnTheSide();
    void mergingAgainChangesNothing();
};

void MergeTest::differentFieldsMerge()
{
    const MergedRow merged = mergeRow(
        supply(),
        {{"quantity", "1"}},
        {{"quantity", "2"}},
        {{"quantity", "1"}, {"fuelType", "HDRD"}}
    );
    QVERIFY(merged.isClean());
    QCOMPARE(merged.apply, (json::object{{"quantity", "2"}}));
}

void MergeTest::theSameFieldConflicts()
{
    const MergedRow merged = mergeRow(
        supply(),
        {{"quantity", "1"}, {"endUse", "Any"}},
        {{"quantity", "2"}, {"endUse", "Other"}},
        {{"quantity", "3"}, {"endUse", "Any"}}
    );
    QCOMPARE(merged.conflicts.size(), 1U);
    const FieldConflict wanted{"quantity", "1", "2", "3"};
    QVERIFY(merged.conflicts.front() == wanted);
    QCOMPARE(merged.apply, (json::object{{"endUse", "Other"}}));
}

void MergeTest::formsOfOneValueAreTheSame()
{
    QVERIFY(same("energyDensity", "1.5", "1.50"));
    QVERIFY(!same("energyDensity", "1.5", "1.51"));
    QVERIFY(same(
        "reportId", "0192A4B0-1111-7ABC-8DEF-0123456789AB", "0192a4b0-1111-7abc-8def-0123456789ab"
    ));
    QVERIFY2(!same("fuelType", "1.5", "1.50"), "texts are not numbers");
    QVERIFY(!same("quantity", nullptr, "0"));
}

void MergeTest::absentIsNull()
{
    const MergedRow merged = mergeRow(supply(), {}, {{"endUse", "Any"}}, {});
    QCOMPARE(merged.apply, (json::object{{"endUse", "Any"}}));
    QVERIFY(mergeRow(supply(), {}, {{"endUse", nullptr}}, {}).apply.empty());
    QVERIFY(mergeRow(supply(), {}, {{"colour", "red"}}, {}).apply.empty());
}

void MergeTest::oneSidedChangesAreNeverLost()
{
    holds("a field that one side changed has that side's value afterwards", [] {
        const json::object base = anyRow();
        const json::object mine = anyRow();
        const json::object theirs = anyRow();
        const MergedRow merged = mergeRow(supply(), base, mine, theirs);
        const json::object result = after(theirs, merged);
        for (const auto& member : base) {
            const std::string_view key(member.key());
            const json::value& b = member.value();
            if (same(key, b, theirs.at(key)))
                RC_ASSERT(same(key, result.at(key), mine.at(key)));
            if (same(key, b, mine.at(key)))
                RC_ASSERT(same(key, result.at(key), theirs.at(key)));
        }
    });
}

void MergeTest::agreeingSidesMergeToThemselves()
{
    holds("merge(b, x, x) is x, without a conflict and without a write", [] {
        const json::object base = anyRow();
        const json::object both = anyRow();
        const MergedRow merged = mergeRow(supply(), base, both, both);
        RC_ASSERT(merged.isClean());
        RC_ASSERT(merged.apply.empty());
    });
}

void MergeTest::conflictsDoNotDependOnTheSide()
{
    holds("both sides meet the same conflicts", [] {
        const json::object base = anyRow();
        const json::object mine = anyRow();
        const json::object theirs = anyRow();
        RC_ASSERT(
            conflictFields(mergeRow(supply(), base, mine, theirs)) ==
            conflictFields(mergeRow(supply(), base, theirs, mine))
        );
    });
}

void MergeTest::cleanResultsDoNotDependOnTheSide()
{
    holds("without a conflict both sides arrive at the same row", [] {
        const json::object base = anyRow();
        const json::object mine = anyRow();
        const json::object theirs = anyRow();
        const MergedRow one = mergeRow(supply(), base, mine, theirs);
        const MergedRow other = mergeRow(supply(), base, theirs, mine);
        if (!one.isClean())
            return;
        const json::object left = after(theirs, one);
        const json::object right = after(mine, other);
        for (const auto& member : left)
            RC_ASSERT(same(std::string_view(member.key()), member.value(), right.at(member.key())));
    });
}

void MergeTest::mergingAgainChangesNothing()
{
    holds("a mutation that comes twice finds its work done", [] {
        const json::object base = anyRow();
        const json::object mine = anyRow();
        const json::object theirs = anyRow();
        const MergedRow once = mergeRow(supply(), base, mine, theirs);
        const MergedRow twice = mergeRow(supply(), base, mine, after(theirs, once));
        RC_ASSERT(twice.apply.empty());
        RC_ASSERT(conflictFields(twice) == conflictFields(once));
    });
}

QTEST_GUILESS_MAIN(MergeTest)
#include "merge_test.moc"
