// Laws of merging sets, ordered lines and attachments, a hundred thousand cases each.
#include "models/merge/list_merge.hpp"
#include "tests/models/merge/cases.hpp"

#include <map>
#include <set>

using namespace tidemark;
using tidemark::test::Dice;
using tidemark::test::forAll;
using tidemark::test::told;

namespace json = boost::json;

namespace {

const std::vector<std::string> names{"a", "b", "c", "d", "e"};

json::array anySet(Dice& dice)
{
    json::array set;
    for (const std::string& name : names) {
        if (dice.chance(2))
            set.emplace_back(name);
    }
    return set;
}

json::object anyLine(Dice& dice, const std::string& id)
{
    return {
        {"id", id},
        {"position", dice.of(names)},
        {"amount", dice.below(3)},
        {"unit", dice.chance(2) ? json::value("L") : json::value("kg")}};
}

json::array anyLines(Dice& dice)
{
    json::array lines;
    for (const std::string& id : names) {
        if (dice.chance(2))
            lines.emplace_back(anyLine(dice, id));
    }
    return lines;
}

/// Some lines go, come, move or change.
json::array edited(Dice& dice, const json::array& lines)
{
    json::array after;
    std::set<std::string> ids;
    for (const json::value& each : lines) {
        json::object line = each.get_object();
        ids.insert(std::string(line["id"].get_string()));
        if (dice.chance(6))
            continue;
        if (dice.chance(4))
            line["position"] = dice.of(names);
        if (dice.chance(4))
            line["amount"] = dice.below(3);
        if (dice.chance(6))
            line["unit"] = dice.chance(2) ? "L" : "kg";
        after.emplace_back(std::move(line));
    }
    for (const std::string& id : names) {
        if (!ids.contains(id) && dice.chance(6))
            after.emplace_back(anyLine(dice, id));
    }
    return after;
}

using Lines = std::map<std::string, json::object>;

Lines linesOf(const json::array& array)
{
    Lines lines;
    for (const json::value& line : array)
        lines[std::string(line.at("id").get_string())] = line.get_object();
    return lines;
}

std::set<std::string> conflictIds(const MergedList& merged)
{
    std::set<std::string> ids;
    for (const LineConflict& conflict : merged.conflicts)
        ids.insert(conflict.id);
    return ids;
}

struct Three {
    json::array base, mine, theirs;
};

Three anyThree(Dice& dice)
{
    Three t;
    t.base = anyLines(dice);
    t.mine = edited(dice, t.base);
    t.theirs = edited(dice, t.base);
    return t;
}

std::string wrong(const char* what, const Three& t)
{
    return told(what, t.base, t.mine, t.theirs);
}

/// One case, merged from both sides.
struct Case {
    Three sides;
    MergedList merged, swapped;
};

json::value lineAt(const Lines& lines, const std::string& id)
{
    const auto found = lines.find(id);
    return found == lines.end() ? json::value() : json::value(found->second);
}

/// The same line for two sides that both moved it elsewhere.
json::object withoutPosition(json::object line)
{
    line.erase("position");
    return line;
}

/// What one side did to a line, or to a member of it, is done or asked about.
const char* linesLoseNothing(const Case& c)
{
    const auto b = linesOf(c.sides.base), m = linesOf(c.sides.mine), t = linesOf(c.sides.theirs);
    const auto after = linesOf(c.merged.items);
    const auto asked = conflictIds(c.merged);
    for (const std::string& id : names) {
        const json::value now = lineAt(after, id);
        if (asked.contains(id)) {
            if (now.is_null())
                return "a line in conflict is gone";
            continue;
        }
        const json::value before = lineAt(b, id), mine = lineAt(m, id), theirs = lineAt(t, id);
        if ((before == theirs && now != mine) || (before == mine && now != theirs))
            return "a change of one side is lost";
        if (before.is_null() || mine.is_null() || theirs.is_null())
            continue;
        for (const char* key : {"amount", "unit", "position"}) {
            const json::value& was = before.at(key);
            if (was == theirs.at(key) && now.at(key) != mine.at(key))
                return "my member is lost";
            if (was == mine.at(key) && now.at(key) != theirs.at(key))
                return "their member is lost";
        }
    }
    return nullptr;
}

const char* agreeingSidesMergeToThemselves(const Case& c)
{
    const auto merged = mergeLines(c.sides.base, c.sides.mine, c.sides.mine);
    const bool isSame =
        merged->conflicts.empty() && linesOf(merged->items) == linesOf(c.sides.mine);
    return isSame ? nullptr : "merge(b, x, x) is not x";
}

const char* conflictsDoNotDependOnTheSide(const Case& c)
{
    return conflictIds(c.merged) == conflictIds(c.swapped) ? nullptr
                                                           : "the other side is asked about others";
}

const char* cleanLinesDoNotDependOnTheSide(const Case& c)
{
    if (!c.merged.conflicts.empty())
        return nullptr;
    if (!c.merged.hasMovedTwice)
        return c.merged.items == c.swapped.items ? nullptr : "the other side arrives elsewhere";
    const auto left = linesOf(c.merged.items), right = linesOf(c.swapped.items);
    for (const auto& [id, line] : left) {
        if (withoutPosition(line) != withoutPosition(right.at(id)))
            return "the sides differ in more than the place";
    }
    return nullptr;
}

const char* linesMergeOnce(const Case& c)
{
    const auto twice = mergeLines(c.sides.base, c.sides.mine, c.merged.items);
    if (!c.merged.conflicts.empty()) // What was asked about may be asked again, no more.
        return twice->conflicts.size() <= c.merged.conflicts.size() ? nullptr : "asks more";
    const bool isDone = twice->conflicts.empty() && twice->items == c.merged.items;
    return isDone ? nullptr : "merging again does more";
}

const char* linesAreInOrder(const Case& c)
{
    for (std::size_t i = 1; i < c.merged.items.size(); ++i) {
        const auto& before = c.merged.items[i - 1].at("position").get_string();
        if (c.merged.items[i].at("position").get_string() < before)
            return "out of order";
    }
    return nullptr;
}

/// The version is the current one or one of the others.
bool isKept(const json::object& kept, const json::object& version)
{
    json::object plain = kept;
    plain.erase("others");
    const auto* others = kept.if_contains("others");
    if (plain == version)
        return true;
    const json::array none;
    const json::array& all = others == nullptr ? none : others->get_array();
    return std::find(all.begin(), all.end(), version) != all.end();
}

} // namespace

class ListMergeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNoListIsRefused();
    void deletedHereAndChangedThereStays();
    void twoReplacementsOfAnAttachmentAreBothKept();
    void setsHoldTheLaws();
    void linesHoldTheLaws();
    void attachmentsHoldTheLaws();
};

void ListMergeTest::whatIsNoListIsRefused()
{
    const json::array lines{json::object{{"id", "a"}, {"position", "1"}}};
    QVERIFY(mergeLines(nullptr, lines, nullptr));
    QVERIFY(!mergeLines("text", lines, lines));
    QVERIFY(!mergeLines(lines, json::array{1}, lines));
    QVERIFY(!mergeLines(lines, json::array{json::object{{"id", "a"}}}, lines));
    QVERIFY(!mergeLines(lines, json::array{lines[0], lines[0]}, lines));
    QVERIFY(!mergeSets(1, lines, lines));
}

void ListMergeTest::deletedHereAndChangedThereStays()
{
    const json::object before{{"id", "a"}, {"position", "1"}, {"amount", 1}};
    json::object after = before;
    after["amount"] = 2;
    const auto merged = mergeLines(json::array{before}, json::array(), json::array{after});
    QCOMPARE(merged->items, json::array{after});
    QCOMPARE(merged->conflicts.size(), 1U);
    QVERIFY(merged->conflicts.front().mine.is_null());
}

void ListMergeTest::twoReplacementsOfAnAttachmentAreBothKept()
{
    const auto file = [](const char* sha) {
        return json::array{json::object{{"id", "f"}, {"sha256", sha}}};
    };
    const auto merged = mergeAttachments(file("0"), file("m"), file("t"));
    QCOMPARE(merged->conflicts.size(), 1U);
    const json::object& kept = merged->items.front().get_object();
    QCOMPARE(kept.at("sha256"), json::value("t"));
    QCOMPARE(kept.at("others").at(0).at("sha256"), json::value("m"));
}

void ListMergeTest::setsHoldTheLaws()
{
    forAll("added by one is there, removed by one is gone", [](Dice& dice) -> std::string {
        const json::array b = anySet(dice), m = anySet(dice), t = anySet(dice);
        const auto merged = mergeSets(b, m, t);
        const auto has = [](const json::array& set, const std::string& name) {
            return std::find(set.begin(), set.end(), json::value(name)) != set.end();
        };
        for (const std::string& name : names) {
            const bool wanted =
                has(b, name) ? has(m, name) && has(t, name) : has(m, name) || has(t, name);
            if (has(*merged, name) != wanted)
                return told(name.c_str(), b, m, t);
        }
        if (!isSameSet(*mergeSets(b, m, m), m))
            return told("merge(b, x, x) is not x", b, m, m);
        if (!isSameSet(*merged, *mergeSets(b, t, m)))
            return told("the other side arrives elsewhere", b, m, t);
        return *mergeSets(b, m, *merged) == *merged ? "" : told("merging again does more", b, m, t);
    });
}

void ListMergeTest::linesHoldTheLaws()
{
    forAll("merging lines", [](Dice& dice) {
        const Three sides = anyThree(dice);
        const Case c{
            sides,
            *mergeLines(sides.base, sides.mine, sides.theirs),
            *mergeLines(sides.base, sides.theirs, sides.mine)};
        for (const auto law :
             {&linesLoseNothing,
              &agreeingSidesMergeToThemselves,
              &conflictsDoNotDependOnTheSide,
              &cleanLinesDoNotDependOnTheSide,
              &linesMergeOnce,
              &linesAreInOrder}) {
            if (const char* broken = law(c))
                return wrong(broken, sides);
        }
        return std::string();
    });
}

void ListMergeTest::attachmentsHoldTheLaws()
{
    forAll("merging attachments", [](Dice& dice) -> std::string {
        const Three t = anyThree(dice);
        const auto merged = mergeAttachments(t.base, t.mine, t.theirs);
        const auto before = linesOf(t.base), after = linesOf(merged->items);
        if (conflictIds(*merged) != conflictIds(*mergeAttachments(t.base, t.theirs, t.mine)))
            return wrong("the other side meets other conflicts", t);
        if (linesOf(mergeAttachments(t.base, t.mine, merged->items)->items) != after)
            return wrong("merging again does more", t);
        const auto agreed = mergeAttachments(t.base, t.mine, t.mine);
        if (!agreed->conflicts.empty() || linesOf(agreed->items) != linesOf(t.mine))
            return wrong("merge(b, x, x) is not x", t);
        const auto mine = linesOf(t.mine), theirs = linesOf(t.theirs);
        for (const std::string& id : names) {
            const json::value was = lineAt(before, id), now = lineAt(after, id);
            if (was == lineAt(theirs, id) && now != lineAt(mine, id))
                return wrong("my change alone is lost", t);
            if (was == lineAt(mine, id) && now != lineAt(theirs, id))
                return wrong("their change alone is lost", t);
        }
        const auto swapped = mergeAttachments(t.base, t.theirs, t.mine);
        if (merged->conflicts.empty() && linesOf(swapped->items) != after)
            return wrong("the other side arrives elsewhere", t);
        for (const auto* side : {&t.mine, &t.theirs}) {
            for (const auto& [id, file] : linesOf(*side)) {
                if (before.contains(id) && before.at(id) == file)
                    continue; // The other side's business.
                if (!after.contains(id))
                    return wrong("an attachment is lost", t);
                if (!isKept(after.at(id), file))
                    return wrong("a version is lost", t);
            }
        }
        return "";
    });
}

QTEST_GUILESS_MAIN(ListMergeTest)
#include "list_merge_test.moc"
