#include "models/merge/list_merge.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace tidemark {
namespace {

namespace json = boost::json;

using Texts = std::set<std::string>;
using Lines = std::map<std::string, json::object>;

/// Null is an empty array; nullptr for anything else that is none.
const json::array* arrayOf(const json::value& value)
{
    static const json::array empty;
    return value.is_null() ? &empty : value.if_array();
}

/// The same text for the same value: members in the order of their names.
std::string canonical(const json::value& value)
{
    if (const auto* object = value.if_object()) {
        std::map<std::string, std::string> members;
        for (const auto& member : *object)
            members[std::string(member.key())] = canonical(member.value());
        std::string text = "{";
        for (const auto& [key, inner] : members)
            text += json::serialize(json::value(key)) + ':' + inner + ',';
        return text + '}';
    }
    if (const auto* array = value.if_array()) {
        std::string text = "[";
        for (const json::value& item : *array)
            text += canonical(item) + ',';
        return text + ']';
    }
    return json::serialize(value);
}

Texts textsOf(const json::array& array)
{
    Texts texts;
    for (const json::value& item : array)
        texts.insert(canonical(item));
    return texts;
}

std::optional<std::string> textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_string())
        return std::nullopt;
    return std::string(value->get_string());
}

std::optional<Lines> linesOf(const json::value& value, bool isOrdered)
{
    const json::array* array = arrayOf(value);
    if (array == nullptr)
        return std::nullopt;
    Lines lines;
    for (const json::value& item : *array) {
        const auto* object = item.if_object();
        if (object == nullptr || (isOrdered && !textIn(*object, "position")))
            return std::nullopt;
        const auto id = textIn(*object, "id");
        if (!id || !lines.emplace(*id, *object).second)
            return std::nullopt;
    }
    return lines;
}

const json::object* lineIn(const Lines& lines, const std::string& id)
{
    const auto found = lines.find(id);
    return found == lines.end() ? nullptr : &found->second;
}

json::value valueOf(const json::object* line)
{
    return line == nullptr ? json::value() : json::value(*line);
}

bool same(const json::object* a, const json::object* b)
{
    return a == nullptr || b == nullptr ? a == b : *a == *b;
}

json::value memberOf(const json::object& line, const std::string& key)
{
    const auto* value = line.if_contains(key);
    return value == nullptr ? json::value() : *value;
}

/// The members of a line that all three have, merged one by one.
struct MergedLine {
    json::object line = {};
    bool isConflict = false;
    bool hasMovedTwice = false;
};

MergedLine
mergeMembers(const json::object& base, const json::object& mine, const json::object& theirs)
{
    MergedLine merged{.line = theirs};
    Texts keys;
    for (const auto* side : {&base, &mine, &theirs}) {
        for (const auto& member : *side)
            keys.insert(std::string(member.key()));
    }
    for (const std::string& key : keys) {
        const json::value b = memberOf(base, key);
        const json::value m = memberOf(mine, key);
        const json::value t = memberOf(theirs, key);
        if (m == t || b == m)
            continue;
        if (b == t)
            merged.line[key] = m;
        else if (key == "position")
            merged.hasMovedTwice = true;
        else
            merged.isConflict = true;
    }
    return merged;
}

/// Those that only one side has an opinion of. True: decided, `kept` is what stays, if anything.
bool decideOneSided(
    const json::object* base,
    const json::object* mine,
    const json::object* theirs,
    const json::object*& kept
)
{
    if (same(mine, theirs) || same(base, mine)) {
        kept = theirs;
        return true;
    }
    if (same(base, theirs)) {
        kept = mine;
        return true;
    }
    return false;
}

std::optional<std::array<Lines, 3>> allLines(
    const json::value& base, const json::value& mine, const json::value& theirs, bool isOrdered
)
{
    auto b = linesOf(base, isOrdered);
    auto m = linesOf(mine, isOrdered);
    auto t = linesOf(theirs, isOrdered);
    if (!b || !m || !t)
        return std::nullopt;
    return std::array{std::move(*b), std::move(*m), std::move(*t)};
}

Texts idsOf(const std::array<Lines, 3>& sides)
{
    Texts ids;
    for (const Lines& lines : sides) {
        for (const auto& [id, line] : lines)
            ids.insert(id);
    }
    return ids;
}

/// Of two replacements both versions: theirs, and mine among its `others`.
json::object withOther(const json::object& theirs, json::object mine)
{
    json::object both = theirs;
    std::map<std::string, json::value> others;
    for (const json::object* side : {&theirs, static_cast<const json::object*>(&mine)}) {
        const auto* known = side->if_contains("others");
        const auto* array = known == nullptr ? nullptr : known->if_array();
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i)
            others.emplace(canonical((*array)[i]), (*array)[i]);
    }
    mine.erase("others");
    others.emplace(canonical(mine), mine);
    json::array all;
    for (auto& [text, other] : others)
        all.push_back(std::move(other));
    both["others"] = std::move(all);
    return both;
}

} // namespace

std::optional<json::array>
mergeSets(const json::value& base, const json::value& mine, const json::value& theirs)
{
    const json::array* b = arrayOf(base);
    const json::array* m = arrayOf(mine);
    const json::array* t = arrayOf(theirs);
    if (b == nullptr || m == nullptr || t == nullptr)
        return std::nullopt;
    const Texts before = textsOf(*b);
    const Texts byMe = textsOf(*m);
    const Texts byThem = textsOf(*t);
    std::map<std::string, json::value> all;
    for (const json::array* side : {b, m, t}) {
        for (const json::value& item : *side)
            all.emplace(canonical(item), item);
    }
    json::array merged;
    for (auto& [text, value] : all) {
        const bool isKept =
            before.contains(text) ? byMe.contains(text) && byThem.contains(text) : true;
        if (isKept)
            merged.push_back(std::move(value));
    }
    const Texts result = textsOf(merged);
    if (result == byThem)
        return *t;
    if (result == byMe)
        return *m;
    return merged;
}

bool isSameSet(const json::value& a, const json::value& b)
{
    const json::array* left = arrayOf(a);
    const json::array* right = arrayOf(b);
    if (left == nullptr || right == nullptr)
        return a == b;
    return textsOf(*left) == textsOf(*right);
}

std::optional<MergedList>
mergeLines(const json::value& base, const json::value& mine, const json::value& theirs)
{
    const auto sides = allLines(base, mine, theirs, true);
    if (!sides)
        return std::nullopt;
    MergedList merged;
    std::vector<json::object> kept;
    for (const std::string& id : idsOf(*sides)) {
        const json::object* b = lineIn((*sides)[0], id);
        const json::object* m = lineIn((*sides)[1], id);
        const json::object* t = lineIn((*sides)[2], id);
        const json::object* only = nullptr;
        if (decideOneSided(b, m, t, only)) {
            if (only != nullptr)
                kept.push_back(*only);
            continue;
        }
        if (m == nullptr || t == nullptr) { // Deleted here, changed there: it stays.
            kept.push_back(m == nullptr ? *t : *m);
            merged.conflicts.push_back({id, valueOf(b), valueOf(m), valueOf(t)});
            continue;
        }
        MergedLine line = mergeMembers(b == nullptr ? json::object() : *b, *m, *t);
        merged.hasMovedTwice = merged.hasMovedTwice || line.hasMovedTwice;
        if (line.isConflict)
            merged.conflicts.push_back({id, valueOf(b), *m, *t});
        kept.push_back(std::move(line.line));
    }
    std::stable_sort(kept.begin(), kept.end(), [](const json::object& a, const json::object& b) {
        return *textIn(a, "position") < *textIn(b, "position"); // By id already.
    });
    merged.items = json::array(kept.begin(), kept.end());
    return merged;
}

std::optional<MergedList>
mergeAttachments(const json::value& base, const json::value& mine, const json::value& theirs)
{
    const auto sides = allLines(base, mine, theirs, false);
    if (!sides)
        return std::nullopt;
    MergedList merged;
    for (const std::string& id : idsOf(*sides)) {
        const json::object* b = lineIn((*sides)[0], id);
        const json::object* m = lineIn((*sides)[1], id);
        const json::object* t = lineIn((*sides)[2], id);
        const json::object* only = nullptr;
        if (decideOneSided(b, m, t, only)) {
            if (only != nullptr)
                merged.items.emplace_back(*only);
            continue;
        }
        merged.conflicts.push_back({id, valueOf(b), valueOf(m), valueOf(t)});
        if (m == nullptr || t == nullptr)
            merged.items.emplace_back(m == nullptr ? *t : *m);
        else
            merged.items.emplace_back(withOther(*t, *m));
    }
    return merged;
}

} // namespace tidemark
