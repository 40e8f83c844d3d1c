#include "sync/rows/scope_work.hpp"

#include "sync/mirror/mirror_schema.hpp"

#include <algorithm>
#include <set>

namespace tidemark::sync {
namespace {

/// nullopt: the mirror has no such row.
Result<std::optional<ScopeId>> scopeOf(Database& db, const EntityInfo& entity, const Uuid& id)
{
    auto statement = db.prepare("SELECT _scope FROM " + tableOf(entity) + " WHERE id=?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, id).step();
    if (!row)
        return row.error();
    return *row ? std::optional(statement->integer(0)) : std::nullopt;
}

/// A row that is new here lies where the rows lie that it refers to.
Result<bool> refersInto(Database& db, const EntityInfo& entity, const PushOp& op, ScopeId scope)
{
    for (const FieldInfo& field : entity.fields) {
        const EntityInfo* target =
            field.references.empty() ? nullptr : mirroredEntity(field.references);
        const auto* value = target != nullptr ? op.set.if_contains(field.name) : nullptr;
        const auto* text = value != nullptr ? value->if_string() : nullptr;
        if (text == nullptr)
            continue;
        const auto id = Uuid::parse({text->data(), text->size()});
        if (!id)
            continue;
        const auto found = scopeOf(db, *target, *id);
        if (!found)
            return found.error();
        if (*found == scope)
            return true;
    }
    return false;
}

Result<bool> isIn(Database& db, const PushOp& op, ScopeId scope)
{
    const EntityInfo* entity = mirroredEntity(op.entity);
    if (entity == nullptr)
        return false;
    const auto own = scopeOf(db, *entity, op.id);
    if (!own)
        return own.error();
    if (*own)
        return **own == scope;
    return refersInto(db, *entity, op, scope);
}

} // namespace

Result<std::vector<Mid>>
workIn(MirrorReader& reader, std::span<const PendingMutation> pending, ScopeId scope)
{
    std::vector<Mid> mids;
    std::set<Mid> known;
    for (const PendingMutation& mutation : pending) {
        bool isMeant = std::any_of(mutation.depends.begin(), mutation.depends.end(), [&](Mid mid) {
            return known.contains(mid);
        });
        for (const PushOp& op : mutation.mutation.ops) {
            if (isMeant)
                break;
            const auto found = isIn(reader.database(), op, scope);
            if (!found)
                return found.error();
            isMeant = *found;
        }
        if (!isMeant)
            continue;
        known.insert(mutation.mid);
        mids.push_back(mutation.mid);
    }
    return mids;
}

} // namespace tidemark::sync
