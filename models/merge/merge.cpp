#include "models/merge/merge.hpp"

#include "models/core/decimal.hpp"
#include "models/entity/row_codec.hpp"
#include "models/merge/list_merge.hpp"
#include "models/merge/text_merge.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

constexpr std::array<std::pair<ConflictKind, std::string_view>, 6> kindNames{{
    {ConflictKind::values, "values"},
    {ConflictKind::text, "text"},
    {ConflictKind::lines, "lines"},
    {ConflictKind::rule, "rule"},
    {ConflictKind::gone, "gone"},
    {ConflictKind::removed, "removed"},
}};

const json::value& memberOf(const json::object& row, std::string_view key)
{
    static const json::value absent;
    const json::value* value = row.if_contains(key);
    return value == nullptr ? absent : *value;
}

std::string textOf(const json::value& value)
{
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

/// One field with its three values.
struct Sides {
    const FieldInfo* field = nullptr;
    json::value base = {};
    json::value mine = {};
    json::value theirs = {};

    [[nodiscard]] bool isChangedByMe() const { return !sameValue(*field, base, mine); }
    [[nodiscard]] bool isChangedByThem() const { return !sameValue(*field, base, theirs); }
    [[nodiscard]] bool isAgreed() const { return sameValue(*field, mine, theirs); }
};

/// The fields that are decided together, those among them whose three values are known.
using Unit = std::vector<Sides>;

std::vector<Unit> unitsOf(
    const EntityInfo& entity,
    const json::object& base,
    const json::object& set,
    const json::object& theirs
)
{
    std::vector<Unit> units;
    std::vector<std::string_view> groups;
    for (const FieldInfo& field : entity.fields) {
        const json::value* wanted = set.if_contains(field.name);
        const json::value* seen = base.if_contains(field.name);
        if (wanted == nullptr && seen == nullptr)
            continue;
        const json::value& before = memberOf(base, field.name);
        Sides sides{&field, before, wanted == nullptr ? before : *wanted};
        sides.theirs = memberOf(theirs, field.name);
        const auto known = std::find(groups.begin(), groups.end(), groupOf(field));
        if (known != groups.end()) {
            units[static_cast<std::size_t>(known - groups.begin())].push_back(std::move(sides));
            continue;
        }
        groups.emplace_back(groupOf(field));
        units.push_back({std::move(sides)});
    }
    return units;
}

void ask(MergedRow& merged, const Unit& unit, ConflictKind kind)
{
    for (const Sides& sides : unit) {
        if (!sides.isAgreed())
            merged.conflicts.push_back(
                {sides.field->name,
                 sides.base,
                 sides.mine,
                 sides.theirs,
                 groupOf(*sides.field),
                 kind}
            );
    }
}

void take(MergedRow& merged, const Sides& sides, json::value value)
{
    if (sameValue(*sides.field, value, sides.theirs))
        merged.tookTheirs = true;
    else
        merged.apply[sides.field->name] = std::move(value);
    merged.tookTheirs = merged.tookTheirs || !sameValue(*sides.field, sides.mine, sides.theirs);
}

void mergeList(MergedRow& merged, const Unit& unit, const std::optional<MergedList>& list)
{
    if (list && list->conflicts.empty())
        return take(merged, unit.front(), list->items);
    ask(merged, unit, list ? ConflictKind::lines : ConflictKind::values);
}

/// The field whose value comes first in the order that the entity's kind gives it.
bool isLess(const FieldInfo& field, const json::value& a, const json::value& b)
{
    if (a.is_null() || b.is_null())
        return a.is_null() && !b.is_null();
    if (field.kind == FieldKind::decimal) {
        const auto left = Decimal::parse(textOf(a));
        const auto right = Decimal::parse(textOf(b));
        return left && right && *left < *right;
    }
    if (a.is_number() && b.is_number())
        return a.to_number<std::int64_t>() < b.to_number<std::int64_t>();
    return textOf(a) < textOf(b); // Dates and times in their one form.
}

/// Both changed the one field, to different values.
void mergeField(MergedRow& merged, const Unit& unit)
{
    const Sides& s = unit.front();
    switch (s.field->merge) {
    case MergeRule::ask:
        return ask(merged, unit, ConflictKind::values);
    case MergeRule::theirs:
        return take(merged, s, s.theirs);
    case MergeRule::mine:
        return take(merged, s, s.mine);
    case MergeRule::largest:
        return take(merged, s, isLess(*s.field, s.mine, s.theirs) ? s.theirs : s.mine);
    case MergeRule::smallest:
        return take(merged, s, isLess(*s.field, s.mine, s.theirs) ? s.mine : s.theirs);
    case MergeRule::set: {
        auto values = mergeSets(s.base, s.mine, s.theirs);
        return values ? take(merged, s, std::move(*values))
                      : ask(merged, unit, ConflictKind::values);
    }
    case MergeRule::lines:
        return mergeList(merged, unit, mergeLines(s.base, s.mine, s.theirs));
    case MergeRule::attachments:
        return mergeList(merged, unit, mergeAttachments(s.base, s.mine, s.theirs));
    case MergeRule::text:
        break;
    }
    const MergedText text = mergeTexts(textOf(s.base), textOf(s.mine), textOf(s.theirs));
    const bool fits =
        !s.field->most || static_cast<std::int64_t>(text.text().size()) <= *s.field->most;
    if (text.isClean() && fits)
        take(merged, s, json::value(text.text()));
    else
        ask(merged, unit, ConflictKind::text);
}

} // namespace

std::string_view nameOf(ConflictKind kind)
{
    for (const auto& [known, name] : kindNames) {
        if (known == kind)
            return name;
    }
    return "values";
}

ConflictKind conflictKindOf(std::string_view name)
{
    for (const auto& [kind, known] : kindNames) {
        if (known == name)
            return kind;
    }
    return ConflictKind::values;
}

bool sameValue(const FieldInfo& field, const json::value& a, const json::value& b)
{
    if (a == b)
        return true;
    if (field.merge == MergeRule::set)
        return isSameSet(a, b);
    if (a.is_null() || b.is_null() || field.kind == FieldKind::text)
        return false;
    const auto left = checkedValue(field, a);
    const auto right = checkedValue(field, b);
    return left && right && *left == *right;
}

const std::string& groupOf(const FieldInfo& field)
{
    return field.mergeGroup.empty() ? field.name : field.mergeGroup;
}

MergedRow mergeRow(
    const EntityInfo& entity,
    const json::object& base,
    const json::object& set,
    const json::object& theirs
)
{
    MergedRow merged;
    for (const Unit& unit : unitsOf(entity, base, set, theirs)) {
        const bool isAgreed = std::all_of(unit.begin(), unit.end(), [](const Sides& sides) {
            return sides.isAgreed();
        });
        const bool byMe = std::any_of(unit.begin(), unit.end(), [](const Sides& sides) {
            return sides.isChangedByMe();
        });
        const bool byThem = std::any_of(unit.begin(), unit.end(), [](const Sides& sides) {
            return sides.isChangedByThem();
        });
        if (isAgreed)
            continue;
        if (!byThem) {
            for (const Sides& sides : unit) {
                if (!sides.isAgreed())
                    merged.apply[sides.field->name] = sides.mine;
            }
        } else if (!byMe) {
            const bool isWanted = std::any_of(unit.begin(), unit.end(), [&](const Sides& sides) {
                return set.contains(sides.field->name);
            });
            merged.tookTheirs = merged.tookTheirs || isWanted;
        } else if (unit.size() > 1) {
            ask(merged, unit, ConflictKind::values);
        } else {
            mergeField(merged, unit);
        }
    }
    return merged;
}

std::optional<json::value> keepBoth(const FieldInfo& field, const FieldConflict& conflict)
{
    if (field.merge == MergeRule::text)
        return json::value(
            mergeTexts(textOf(conflict.base), textOf(conflict.mine), textOf(conflict.theirs))
                .withBoth()
        );
    if (field.merge == MergeRule::attachments) {
        auto list = mergeAttachments(conflict.base, conflict.mine, conflict.theirs);
        return list ? std::optional<json::value>(std::move(list->items)) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<BrokenRule> brokenByMerge(
    const json::object& base,
    const json::object& set,
    const json::object& theirs,
    const json::object& apply,
    const RuleCheck& check
)
{
    json::object merged = theirs;
    for (const auto& member : apply)
        merged[member.key()] = member.value();
    std::vector<BrokenRule> broken = check(merged);
    if (broken.empty())
        return broken;
    json::object mine = theirs;
    for (const json::object* part : {&base, &set}) {
        for (const auto& member : *part)
            mine[member.key()] = member.value();
    }
    const auto drop = [&](const std::vector<BrokenRule>& known) {
        std::erase_if(broken, [&](const BrokenRule& rule) {
            return std::any_of(known.begin(), known.end(), [&](const BrokenRule& other) {
                return other.field == rule.field && other.reason == rule.reason;
            });
        });
    };
    drop(check(theirs));
    drop(check(mine));
    return broken;
}

} // namespace tidemark
