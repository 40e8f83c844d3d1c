#include "sync/engine/edit_base.hpp"

#include "models/entities/entities.hpp"
#include "models/fuel/supply_rules.hpp"
#include "models/merge/merge.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <set>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

/// A paste of more rows says only what it changes: its size matters more.
constexpr std::size_t opsMost = 50;

bool isDerived(std::string_view field)
{
    const auto names = derivedFieldNames();
    return std::find(names.begin(), names.end(), field) != names.end();
}

bool isGroupMate(const EntityInfo& entity, const FieldInfo& field, const json::object& set)
{
    return std::any_of(entity.fields.begin(), entity.fields.end(), [&](const FieldInfo& other) {
        return !field.mergeGroup.empty() && other.mergeGroup == field.mergeGroup &&
               set.contains(other.name);
    });
}

void complete(DeskStore& desk, const EntityInfo& entity, PushOp& op)
{
    const auto text = desk.windows.get(op.entity, op.id);
    json::error_code failed;
    const auto row = text ? json::parse(*text, failed) : json::value();
    if (failed || !row.is_object())
        return;
    const bool hasRules = entity.name == "fuelSupply";
    for (const FieldInfo& field : entity.fields) {
        if (field.platformSet || field.fixed || op.base.contains(field.name))
            continue;
        // A deletion says all that the person saw: what others changed since can be shown.
        const bool isWhole = op.kind == PushOpKind::remove && !isDerived(field.name);
        const bool counts = hasRules && !isDerived(field.name) && field.name != "position";
        const auto* value = row.get_object().if_contains(field.name);
        const bool isKnown = value != nullptr && !(value->is_null() && isDerived(field.name));
        if (isKnown && (isWhole || counts || isGroupMate(entity, field, op.set)))
            op.base[field.name] = *value;
    }
}

} // namespace

void completeBases(DeskStore& desk, std::span<NewMutation> mutations)
{
    std::set<Uuid> touched;
    for (NewMutation& mutation : mutations) {
        const bool isSmall = mutation.ops.size() <= opsMost;
        for (PushOp& op : mutation.ops) {
            const EntityInfo* entity = findEntity(op.entity);
            const bool isFirst = touched.insert(op.id).second;
            if (isSmall && isFirst && entity != nullptr && op.kind != PushOpKind::create)
                complete(desk, *entity, op);
        }
        static_cast<void>(desk.vault.startFromConflicts(mutation));
    }
}

} // namespace tidemark::sync
