// Laws of merging rows, over all rules and groups, a hundred thousand cases each.
#include "models/entities/entities.hpp"
#include "models/fuel/supply_merge.hpp"
#include "models/merge/list_merge.hpp"
#include "models/merge/merge.hpp"
#include "tests/models/merge/cases.hpp"

#include <map>
#include <set>

#include "resources/reference/reference_fuel_data.hpp"

using namespace tidemark;
using tidemark::test::Dice;
using tidemark::test::forAll;
using tidemark::test::told;

namespace json = boost::json;

namespace {

FieldInfo field(std::string name, FieldKind kind, MergeRule rule = MergeRule::ask)
{
    FieldInfo info{.name = std::move(name), .kind = kind, .nullable = true};
    info.scale = 2;
    info.merge = rule;
    return info;
}

/// One field of each rule, and a group.
const EntityInfo& sample()
{
    static const EntityInfo entity = [] {
        EntityInfo info{.name = "sample"};
        info.fields = {
            field("name", FieldKind::text),
            field("amount", FieldKind::decimal),
            field("currency", FieldKind::text),
            field("note", FieldKind::text, MergeRule::text),
            field("tags", FieldKind::json, MergeRule::set),
            field("lines", FieldKind::json, MergeRule::lines),
            field("files", FieldKind::json, MergeRule::attachments),
            field("high", FieldKind::integer, MergeRule::largest),
            field("low", FieldKind::decimal, MergeRule::smallest)};
        info.fields[1].mergeGroup = info.fields[2].mergeGroup = "amount";
        return info;
    }();
    return entity;
}

const EntityInfo& supply()
{
    return *findEntity("fuelSupply");
}

json::value anyOf(Dice& dice, const std::string& name)
{
    using Values = std::vector<json::value>;
    static const std::map<std::string, Values> values{
        {"name", {"Ethanol", "HDRD", nullptr}},
        {"amount", {"1.5", "1.50", "2.00", nullptr}},
        {"currency", {"CAD", "EUR", nullptr}},
        {"note", {"It fell below.", "It rose below.", "It fell under.", "It fell below a lot."}},
        {"tags", {{"a", "b"}, {"b", "a"}, json::array{"a"}, json::array(), nullptr}},
        {"high", {1, 2, 3, nullptr}},
        {"low", {"1.00", "2.00", "3", nullptr}}};
    if (const auto found = values.find(name); found != values.end())
        return dice.of(found->second);
    json::array lines;
    for (const char* id : {"a", "b"}) {
        if (dice.chance(4))
            continue;
        lines.emplace_back(json::object{
            {"id", id}, {"position", dice.chance(2) ? "1" : "2"}, {"amount", dice.below(2)}});
    }
    return lines;
}

struct Three {
    json::object base, mine, theirs;
};

/// Each side changes each field with a chance of one in two.
Three anyThree(Dice& dice)
{
    Three t;
    for (const FieldInfo& info : sample().fields) {
        t.base[info.name] = anyOf(dice, info.name);
        t.mine[info.name] = dice.chance(2) ? anyOf(dice, info.name) : t.base[info.name];
        t.theirs[info.name] = dice.chance(2) ? anyOf(dice, info.name) : t.base[info.name];
    }
    return t;
}

MergedRow merged(const Three& t)
{
    return mergeRow(sample(), t.base, t.mine, t.theirs);
}

json::object after(const json::object& theirs, const MergedRow& merged)
{
    json::object row = theirs;
    for (const auto& member : merged.apply)
        row[member.key()] = member.value();
    return row;
}

std::string wrong(const char* what, const Three& t)
{
    return told(what, t.base, t.mine, t.theirs);
}

std::set<std::string> conflictFields(const MergedRow& merged, bool groupsOnly = false)
{
    std::set<std::string> fields;
    for (const FieldConflict& conflict : merged.conflicts)
        fields.insert(groupsOnly ? conflict.group : conflict.group + '/' + conflict.field);
    return fields;
}

/// Whether all fields of a group have the same values.
bool sameGroup(const std::string& group, const json::object& a, const json::object& b)
{
    for (const FieldInfo& info : sample().fields) {
        if (groupOf(info) == group && !sameValue(info, a.at(info.name), b.at(info.name)))
            return false;
    }
    return true;
}

/// One case, merged from both sides.
struct Case {
    Three sides;
    MergedRow merged, swapped;
};

/// What one side changed is there, and nobody is asked about it. Laws say what is wrong, or null.
const char* oneSidedChangesAreNeverLost(const Case& c)
{
    const json::object result = after(c.sides.theirs, c.merged);
    const auto asked = conflictFields(c.merged, true);
    for (const FieldInfo& info : sample().fields) {
        const std::string& group = groupOf(info);
        const bool isTheirsOld = sameGroup(group, c.sides.base, c.sides.theirs);
        const bool isMineOld = sameGroup(group, c.sides.base, c.sides.mine);
        if ((isTheirsOld || isMineOld) && asked.contains(group))
            return "asked about a change of one side";
        if (isTheirsOld && !sameGroup(group, result, c.sides.mine))
            return "mine is lost";
        if (isMineOld && !sameGroup(group, result, c.sides.theirs))
            return "theirs is lost";
    }
    return nullptr;
}

const char* agreeingSidesMergeToThemselves(const Case& c)
{
    const MergedRow row = merged({c.sides.base, c.sides.mine, c.sides.mine});
    return row.isClean() && row.apply.empty() ? nullptr : "merge(b, x, x) is not x";
}

const char* conflictsDoNotDependOnTheSide(const Case& c)
{
    return conflictFields(c.merged) == conflictFields(c.swapped)
               ? nullptr
               : "the other side meets other conflicts";
}

const char* cleanResultsDoNotDependOnTheSide(const Case& c)
{
    const json::object left = after(c.sides.theirs, c.merged);
    const json::object right = after(c.sides.mine, c.swapped);
    const auto asked = conflictFields(c.merged, true);
    for (const FieldInfo& info : sample().fields) {
        if (asked.contains(groupOf(info)) ||
            sameValue(info, left.at(info.name), right.at(info.name)))
            continue;
        const bool isMoved =
            info.name == "lines" &&
            mergeLines(
                c.sides.base.at("lines"), c.sides.mine.at("lines"), c.sides.theirs.at("lines")
            )
                ->hasMovedTwice;
        if (!isMoved)
            return "the other side arrives elsewhere";
    }
    return nullptr;
}

const char* mergingAgainChangesNothing(const Case& c)
{
    const MergedRow twice = merged({c.sides.base, c.sides.mine, after(c.sides.theirs, c.merged)});
    const bool isDone = twice.apply.empty() && conflictFields(twice) == conflictFields(c.merged);
    return isDone ? nullptr : "merging again does more";
}

} // namespace

class MergeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void differentFieldsMerge();
    void theSameFieldConflicts();
    void fieldsOfOneGroupConflict();
    void aGroupIsJudgedByWhatIsKnown();
    void formsOfOneValueAreTheSame();
    void absentIsNull();
    void placesOfLinesAreNotAskedAbout();
    void textsMergeByWords();
    void bothVersionsAreOffered();
    void togetherTheyBreakARule();
    void theLawsHold();
    void whatOneSideBrokeIsNoConflict();
};

void MergeTest::differentFieldsMerge()
{
    const MergedRow row = mergeRow(
        supply(),
        {{"quantity", "1"}},
        {{"quantity", "2"}},
        {{"quantity", "1"}, {"fuelType", "HDRD"}}
    );
    QVERIFY(row.isClean());
    QCOMPARE(row.apply, (json::object{{"quantity", "2"}}));
}

void MergeTest::theSameFieldConflicts()
{
    const MergedRow row = mergeRow(
        supply(),
        {{"quantity", "1"}, {"endUse", "Any"}},
        {{"quantity", "2"}, {"endUse", "Other"}},
        {{"quantity", "3"}, {"endUse", "Any"}}
    );
    QCOMPARE(row.conflicts.size(), 1U);
    const FieldConflict wanted{"quantity", "1", "2", "3", "quantity"};
    QVERIFY(row.conflicts.front() == wanted);
    QCOMPARE(row.apply, (json::object{{"endUse", "Other"}}));
}

void MergeTest::fieldsOfOneGroupConflict()
{
    const MergedRow row = mergeRow(
        supply(),
        {{"provision", "Default"}, {"fuelCode", nullptr}},
        {{"provision", "Fuel code"}},
        {{"provision", "Default"}, {"fuelCode", "C-1"}}
    );
    QCOMPARE(
        conflictFields(row), (std::set<std::string>{"provision/provision", "provision/fuelCode"})
    );
    QVERIFY(row.apply.empty());
}

void MergeTest::aGroupIsJudgedByWhatIsKnown()
{
    // An author that told nothing of the unit changes the quantity, whatever the unit is now.
    const MergedRow row = mergeRow(
        supply(), {{"quantity", "1"}}, {{"quantity", "2"}}, {{"quantity", "1"}, {"unit", "kg"}}
    );
    QVERIFY(row.isClean());
    QCOMPARE(row.apply, (json::object{{"quantity", "2"}}));
}

void MergeTest::formsOfOneValueAreTheSame()
{
    const auto same = [](const char* name, const json::value& a, const json::value& b) {
        return sameValue(*supply().field(name), a, b);
    };
    QVERIFY(same("energyDensity", "1.5", "1.50"));
    QVERIFY(!same("energyDensity", "1.5", "1.51"));
    QVERIFY(same(
        "reportId", "0192A4B0-1111-7ABC-8DEF-0123456789AB", "0192a4b0-1111-7abc-8def-0123456789ab"
    ));
    QVERIFY2(!same("fuelType", "1.5", "1.50"), "texts are not numbers");
    QVERIFY(!same("quantity", nullptr, "0"));
    const FieldInfo& provisions = *findEntity("fuelType")->field("provisions");
    QVERIFY(sameValue(provisions, {"a", "b"}, {"b", "a"}));
}

void MergeTest::absentIsNull()
{
    const MergedRow row = mergeRow(supply(), {}, {{"endUse", "Any"}}, {});
    QCOMPARE(row.apply, (json::object{{"endUse", "Any"}}));
    QVERIFY(mergeRow(supply(), {}, {{"endUse", nullptr}}, {}).apply.empty());
    QVERIFY(mergeRow(supply(), {}, {{"colour", "red"}}, {}).apply.empty());
}

void MergeTest::placesOfLinesAreNotAskedAbout()
{
    const MergedRow row =
        mergeRow(supply(), {{"position", "a"}}, {{"position", "b"}}, {{"position", "c"}});
    QVERIFY(row.isClean() && row.apply.empty() && row.tookTheirs);
}

void MergeTest::textsMergeByWords()
{
    const EntityInfo& report = *findEntity("complianceReport");
    const json::object base{{"supplementalNote", "Supply fell in March."}};
    const json::object theirs{{"supplementalNote", "Supply fell in March, as planned."}};
    const MergedRow clean =
        mergeRow(report, base, {{"supplementalNote", "Supply rose in March."}}, theirs);
    QVERIFY(clean.isClean() && clean.tookTheirs);
    QCOMPARE(clean.apply.at("supplementalNote"), json::value("Supply rose in March, as planned."));
    const MergedRow conflict =
        mergeRow(report, base, {{"supplementalNote", "Supply fell in March alone."}}, theirs);
    QCOMPARE(conflict.conflicts.size(), 1U);
    QCOMPARE(nameOf(conflict.conflicts.front().kind), std::string_view("text"));
}

void MergeTest::bothVersionsAreOffered()
{
    const EntityInfo& report = *findEntity("complianceReport");
    const FieldInfo& note = *report.field("supplementalNote");
    const auto both = keepBoth(note, {note.name, "It fell.", "It sank.", "It rose."});
    QCOMPARE(*both, json::value("It rose sank."));
    QVERIFY(!keepBoth(*supply().field("quantity"), {"quantity", "1", "2", "3"}));
}

void MergeTest::togetherTheyBreakARule()
{
    const ReferenceData reference =
        ReferenceData(parseReferenceTables(resources::referenceFuelData()).value());
    const RuleCheck check = supplyRuleCheck(reference, 2024);
    const std::string id = Uuid::make().toString();
    json::object base{
        {"id", id},
        {"rv", "1"},
        {"reportId", id},
        {"organizationId", id},
        {"position", "a"},
        {"fuelType", "Electricity"},
        {"fuelCategory", "Diesel"},
        {"provision", "Default carbon intensity - section 19 (b) (ii)"},
        {"endUse", "Battery bus"},
        {"quantity", "1000"},
        {"isCanadaProduced", false},
        {"isQ1Supplied", false}};
    QCOMPARE(check(base).size(), 0U);
    // They make it gasoline with an end use that suits; I choose another end use for diesel.
    json::object theirs = base;
    theirs["fuelCategory"] = "Gasoline";
    theirs["endUse"] = "Light duty motor vehicles";
    QCOMPARE(check(theirs).size(), 0U);
    json::object alone = base;
    alone["fuelCategory"] = "Gasoline";
    QVERIFY(!check(alone).empty());
    const auto broken = brokenByMerge(
        {{"fuelCategory", "Diesel"}, {"endUse", "Light duty motor vehicles"}},
        {{"fuelCategory", "Diesel"}, {"endUse", "Battery bus"}},
        theirs,
        {{"endUse", "Battery bus"}},
        check
    );
    QVERIFY(!broken.empty());
    QCOMPARE(broken.front().field, std::string("endUse"));
}

void MergeTest::theLawsHold()
{
    forAll("merging rows", [](Dice& dice) {
        const Three sides = anyThree(dice);
        const Case c{sides, merged(sides), merged({sides.base, sides.theirs, sides.mine})};
        for (const auto law :
             {&oneSidedChangesAreNeverLost,
              &agreeingSidesMergeToThemselves,
              &conflictsDoNotDependOnTheSide,
              &cleanResultsDoNotDependOnTheSide,
              &mergingAgainChangesNothing}) {
            if (const char* broken = law(c))
                return wrong(broken, sides);
        }
        return std::string();
    });
}

void MergeTest::whatOneSideBrokeIsNoConflict()
{
    forAll("only what both broke together is a rule conflict", [](Dice& dice) -> std::string {
        const Three t = anyThree(dice);
        const MergedRow row = merged(t);
        // Rule: an amount of 2 needs a name.
        const RuleCheck check = [](const json::object& checked) {
            std::vector<BrokenRule> broken;
            if (sameValue(sample().fields[1], checked.at("amount"), "2") &&
                checked.at("name").is_null())
                broken.push_back({"name", "required", {}});
            return broken;
        };
        const bool isReported = !brokenByMerge(t.base, t.mine, t.theirs, row.apply, check).empty();
        const bool isBroken = !check(after(t.theirs, row)).empty();
        const bool isSomebodys = !check(t.mine).empty() || !check(t.theirs).empty();
        return isReported == (isBroken && !isSomebodys) ? "" : wrong("misjudged", t);
    });
}

QTEST_GUILESS_MAIN(MergeTest)
#include "merge_test.moc"
