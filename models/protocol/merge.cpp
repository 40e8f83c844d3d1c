#include "models/protocol/merge.hpp"

#include "models/entity/row_codec.hpp"

#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

const json::value& memberOf(const json::object& row, std::string_view key)
{
    static const json::value absent;
    const json::value* value = row.if_contains(key);
    return value == nullptr ? absent : *value;
}

} // namespace

bool sameValue(const FieldInfo& field, const json::value& a, const json::value& b)
{
    if (a == b)
        return true;
    if (a.is_null() || b.is_null() || field.kind == FieldKind::text)
        return false;
    const auto left = checkedValue(field, a);
    const auto right = checkedValue(field, b);
    return left && right && *left == *right;
}

MergedRow mergeRow(
    const EntityInfo& entity,
    const json::object& base,
    const json::object& set,
    const json::object& theirs
)
{
    MergedRow merged;
    for (const auto& member : set) {
        const FieldInfo* field = entity.field(member.key());
        if (field == nullptr)
            continue;
        const json::value& mine = member.value();
        const json::value& before = memberOf(base, member.key());
        const json::value& now = memberOf(theirs, member.key());
        if (sameValue(*field, mine, now))
            continue;
        if (sameValue(*field, before, now))
            merged.apply[member.key()] = mine;
        else if (sameValue(*field, before, mine))
            merged.tookTheirs = true;
        else
            merged.conflicts.push_back({field->name, before, mine, now});
    }
    return merged;
}

} // namespace tidemark
