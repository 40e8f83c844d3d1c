// The guards of repairs: here the platform's word counts, not the version.
#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/row_applier.hpp"

namespace tidemark::sync {

Result<void> RowApplier::repaired(const RowBuffer& row)
{
    bool added = false;
    if (auto done = add(row, added); !done || added)
        return done;
    const auto old = table_->find(row.id());
    if (!old)
        return old.error();
    const bool isOthers =
        (*old)->scope != scope_ && scopes_.standing((*old)->scope) == ScopeStanding::joining;
    if (!isOthers) {
        if ((*old)->scope != scope_)
            lessened_.insert((*old)->scope);
        return put(row, **old);
    }
    // A page of a joining scope has seen a later move of this row: that waits in the stage.
    if (auto done = table_->moveToStage(row.id()); !done)
        return done;
    ledger_.removed(*entity_, row.id(), **old);
    return add(row, added);
}

Result<void> RowApplier::drop(ScopeId scope, std::string_view entity, const RowKey& key)
{
    const EntityInfo* info = mirroredEntity(entity);
    if (info == nullptr)
        return others_.remove(scope, entity, key);
    auto table = ledger_.table(*info);
    if (!table)
        return table.error();
    const auto old = (*table)->find(key.id);
    if (!old)
        return old.error();
    if (!*old || (*old)->scope != scope || (*old)->rv != key.rv)
        return {};
    if (auto done = (*table)->remove(key.id); !done)
        return done;
    ledger_.removed(*info, key.id, **old);
    note(*info, key.id, scope);
    return {};
}

Result<void> RowApplier::refilled(const RowBuffer& row)
{
    const auto old = table_->find(row.id());
    if (!old)
        return old.error();
    if (!*old || (*old)->rv != row.rv() || (*old)->scope != scope_)
        return {}; // It moved on: the pull brings it whole.
    return put(row, **old);
}

Result<void> RowApplier::keepOnly(const std::set<std::string>& entities)
{
    if (auto done = ledger_.flush(); !done)
        return done;
    for (const EntityInfo* entity : mirroredEntities()) {
        if (entities.contains(entity->name))
            continue;
        auto statement = db_.prepareOnce("SELECT id, rv, _scope, _word FROM " + tableOf(*entity));
        if (!statement)
            return statement.error();
        bool wasThere = false;
        auto more = statement->step();
        for (; more && *more; more = statement->step()) {
            StoredRow row{.rv = statement->integer(1), .scope = statement->integer(2)};
            if (!statement->isNull(3))
                row.word = statement->integer(3);
            ledger_.removed(*entity, statement->uuid(0), row);
            wasThere = true;
        }
        if (!more)
            return more.error();
        statement->reset();
        if (auto done =
                db_.execute("DELETE FROM " + tableOf(*entity) + "; DELETE FROM s_" + entity->table);
            !done)
            return done;
        if (wasThere)
            changedAll(*entity);
    }
    const auto others = others_.entities();
    if (!others)
        return others.error();
    for (const std::string& entity : *others) {
        if (entities.contains(entity))
            continue;
        if (auto done = others_.drop(entity); !done)
            return done;
    }
    return {};
}

} // namespace tidemark::sync
