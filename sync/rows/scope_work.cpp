#include "sync/rows/scope_work.hpp"

#include "sync/mirror/mirror_schema.hpp"

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
Result<void>
addReferred(Database& db, const EntityInfo& entity, const PushOp& op, std::set<ScopeId>& scopes)
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
        if (*found)
            scopes.insert(**found);
    }
    return {};
}

Result<void> addScopes(Database& db, const PushOp& op, std::set<ScopeId>& scopes)
{
    const EntityInfo* entity = mirroredEntity(op.entity);
    if (entity == nullptr)
        return {};
    const auto own = scopeOf(db, *entity, op.id);
    if (!own)
        return own.error();
    if (!*own)
        return addReferred(db, *entity, op, scopes);
    scopes.insert(**own);
    return {};
}

} // namespace

Result<std::map<Mid, std::set<ScopeId>>>
scopesOfWork(MirrorReader& reader, std::span<const PendingMutation> pending)
{
    std::map<Mid, std::set<ScopeId>> found;
    for (const PendingMutation& mutation : pending) {
        std::set<ScopeId> scopes;
        for (const Mid mid : mutation.depends) {
            if (const auto earlier = found.find(mid); earlier != found.end())
                scopes.insert(earlier->second.begin(), earlier->second.end());
        }
        for (const PushOp& op : mutation.mutation.ops) {
            if (auto done = addScopes(reader.database(), op, scopes); !done)
                return done.error();
        }
        found.emplace(mutation.mid, std::move(scopes));
    }
    return found;
}

Result<std::vector<Mid>>
workIn(MirrorReader& reader, std::span<const PendingMutation> pending, ScopeId scope)
{
    const auto found = scopesOfWork(reader, pending);
    if (!found)
        return found.error();
    std::vector<Mid> mids;
    for (const PendingMutation& mutation : pending) {
        if (found->at(mutation.mid).contains(scope))
            mids.push_back(mutation.mid);
    }
    return mids;
}

} // namespace tidemark::sync
