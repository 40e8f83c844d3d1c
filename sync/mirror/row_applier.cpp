#include "sync/mirror/row_applier.hpp"

#include "models/core/seeded_fault.hpp"
#include "sync/mirror/mirror_schema.hpp"

namespace tidemark::sync {
namespace {

/// A page may have seen an older version in another scope, through which the row went meanwhile.
Result<void> unstageGone(EntityTable& table, const GoneFrame& frame, const RowKey& key)
{
    if (frame.op != GoneOp::leave)
        return table.unstage(0, key.id, key.rv);
    if (auto done = table.unstage(0, key.id, key.rv - 1); !done)
        return done;
    return table.unstage(frame.scope, key.id, key.rv);
}

} // namespace

RowApplier::RowApplier(Database& db, Ledger& ledger, ScopeBook& scopes)
    : db_(db)
    , ledger_(ledger)
    , scopes_(scopes)
    , others_(db, ledger, scopes)
{
}

Result<void> RowApplier::start()
{
    changed_.clear();
    lessened_.clear();
    table_ = nullptr;
    const auto tombs = db_.integer("SELECT EXISTS(SELECT 1 FROM tomb)");
    if (!tombs)
        return tombs.error();
    hasTombs_ = *tombs != 0;
    return {};
}

Result<void> RowApplier::select(const EntityInfo& entity, ScopeId scope)
{
    auto table = ledger_.table(entity);
    if (!table)
        return table.error();
    table_ = *table;
    entity_ = &entity;
    scope_ = scope;
    isLive_ = scopes_.standing(scope) == ScopeStanding::live;
    return {};
}

Result<RowPlace> RowApplier::placeOf(const RowBuffer& row)
{
    const auto word = ledger_.words(*entity_).wordOf(row);
    if (!word)
        return word.error();
    return RowPlace{scope_, *word};
}

Result<void> RowApplier::add(const RowBuffer& row, bool& added)
{
    const auto place = placeOf(row);
    if (!place)
        return place.error();
    const auto inserted = table_->insert(row, *place);
    if (!inserted)
        return inserted.error();
    added = *inserted;
    if (added) {
        ledger_.added(*entity_, row.id(), {row.rv(), scope_, place->word});
        if (isLive_)
            note(*entity_, row.id(), scope_);
    }
    return {};
}

Result<void> RowApplier::put(const RowBuffer& row, const StoredRow& old)
{
    const auto place = placeOf(row);
    if (!place)
        return place.error();
    if (auto done = table_->update(row, *place); !done)
        return done;
    ledger_.removed(*entity_, row.id(), old);
    ledger_.added(*entity_, row.id(), {row.rv(), scope_, place->word});
    note(*entity_, row.id(), scope_);
    note(*entity_, row.id(), old.scope);
    return {};
}

Result<void> RowApplier::page(const RowBuffer& row)
{
    if (hasTombs_) {
        const auto buried = isBuried(row);
        if (!buried)
            return buried.error();
        if (*buried)
            return {};
    }
    bool added = false;
    if (auto done = add(row, added); !done || added)
        return done;
    const auto old = table_->find(row.id());
    if (!old)
        return old.error();
    if ((*old)->scope == scope_)
        return (*old)->rv < row.rv() || TIDEMARK_SEEDED(rvIgnored) ? put(row, **old)
                                                                   : Result<void>();
    const bool isLive = scopes_.standing((*old)->scope) == ScopeStanding::live;
    if (isLive && (*old)->rv >= row.rv())
        return {}; // It has moved on since, and our cut knows where to.
    const auto place = placeOf(row);
    if (!place)
        return place.error();
    return table_->stage(row, *place);
}

Result<void> RowApplier::pulled(const RowBuffer& row)
{
    if (!isLive_) { // Pages of other joining scopes may have seen it there, on its way here.
        if (auto done = table_->unstage(0, row.id(), row.rv() - 1); !done)
            return done;
        if (auto done = bury(*entity_, {row.id(), row.rv()}, 0, true); !done)
            return done;
    }
    bool added = false;
    if (auto done = add(row, added); !done || added)
        return done;
    const auto old = table_->find(row.id());
    if (!old)
        return old.error();
    if ((*old)->rv < row.rv() || TIDEMARK_SEEDED(rvIgnored))
        return put(row, **old);
    if ((*old)->scope == scope_ || scopes_.standing((*old)->scope) == ScopeStanding::live)
        return {}; // The same once more.
    // A page of a joining scope has seen a later move of this row: that waits in the stage.
    if (auto done = table_->moveToStage(row.id()); !done)
        return done;
    ledger_.removed(*entity_, row.id(), **old);
    return add(row, added);
}

Result<bool> RowApplier::isBuried(const RowBuffer& row)
{
    auto statement = db_.prepare("SELECT 1 FROM tomb WHERE entity=?1 AND id=?2 AND (rv>?3 OR "
                                 "(rv=?3 AND (leave=0 OR scope=?4)))");
    if (!statement)
        return statement.error();
    statement->bind(1, static_cast<std::int64_t>(entity_->code)).bind(2, row.id());
    return statement->bind(3, row.rv()).bind(4, scope_).step();
}

Result<void>
RowApplier::bury(const EntityInfo& entity, const RowKey& key, ScopeId scope, bool isLeave)
{
    auto statement = db_.prepare(
        "INSERT INTO tomb(entity, id, scope, rv, leave) VALUES(?,?,?,?,?) ON CONFLICT(entity, id) "
        "DO UPDATE SET scope=excluded.scope, rv=excluded.rv, leave=excluded.leave "
        "WHERE excluded.rv>=rv"
    );
    if (!statement)
        return statement.error();
    hasTombs_ = true;
    statement->bind(1, static_cast<std::int64_t>(entity.code)).bind(2, key.id);
    statement->bind(3, scope).bind(4, key.rv);
    return statement->bind(5, static_cast<std::int64_t>(isLeave ? 1 : 0)).run();
}

Result<void> RowApplier::gone(const GoneFrame& frame)
{
    const EntityInfo* entity = mirroredEntity(frame.entity);
    if (!scopes_.standing(frame.scope))
        return {};
    if (entity == nullptr)
        return others_.gone(frame);
    auto table = ledger_.table(*entity);
    if (!table)
        return table.error();
    const bool isJoining = scopes_.isAnyJoining() && !TIDEMARK_SEEDED(tombsForgotten);
    for (const RowKey& key : frame.keys) {
        if (isJoining) {
            const bool isLeave = frame.op == GoneOp::leave;
            if (auto done = bury(*entity, key, frame.scope, isLeave); !done)
                return done;
            if (auto done = unstageGone(**table, frame, key); !done)
                return done;
        }
        const auto old = (*table)->find(key.id);
        if (!old)
            return old.error();
        // A newer version stays, and with a leave the same version in the scope that it went to.
        // An older one goes from wherever it is: it may have been in other scopes meanwhile.
        const bool isWhereItWent = frame.op == GoneOp::leave && *old && (*old)->rv == key.rv &&
                                   (*old)->scope != frame.scope && !TIDEMARK_SEEDED(leaveTakesAll);
        if (!*old || (*old)->rv > key.rv || isWhereItWent)
            continue;
        if (auto done = (*table)->remove(key.id); !done)
            return done;
        ledger_.removed(*entity, key.id, **old);
        note(*entity, key.id, (*old)->scope);
    }
    return {};
}

Result<void> RowApplier::purge(ScopeId scope)
{
    const bool wasLive = scopes_.standing(scope) == ScopeStanding::live;
    if (auto done = ledger_.flush(); !done) // The counts below are those of the tables.
        return done;
    for (const EntityInfo* entity : mirroredEntities()) {
        const std::string table = tableOf(*entity);
        std::string sql;
        const std::string here = " WHERE _scope=" + std::to_string(scope);
        if (isSearchable(*entity))
            sql = "UPDATE " + wordsOf(*entity) + " SET rows=rows-(SELECT n FROM (SELECT _word, " +
                  "count(*) AS n FROM " + table + here + " GROUP BY _word) WHERE _word=word) " +
                  "WHERE word IN (SELECT _word FROM " + table + here + ");";
        sql += "DELETE FROM " + table + here + "; DELETE FROM s_" + entity->table + here + ";";
        const auto tally = db_.integer(
            "SELECT coalesce(sum(rows),0) FROM tally WHERE scope=" + std::to_string(scope) +
            " AND entity=" + std::to_string(entity->code)
        );
        if (!tally)
            return tally.error();
        if (auto done = db_.execute(sql); !done)
            return done;
        if (*tally != 0 && wasLive)
            changedAll(*entity);
    }
    if (auto done = others_.purge(scope); !done)
        return done;
    return db_.execute(
        "DELETE FROM tally WHERE scope=" + std::to_string(scope) +
        "; DELETE FROM tomb WHERE leave=1 AND scope=" + std::to_string(scope)
    );
}

Result<void> RowApplier::unstage(ScopeId scope)
{
    if (TIDEMARK_SEEDED(stageForgotten))
        return {};
    for (const EntityInfo* entity : mirroredEntities()) {
        auto table = ledger_.table(*entity);
        if (!table)
            return table.error();
        const auto staged = (*table)->staged(scope);
        if (!staged)
            return staged.error();
        for (const auto& [id, row] : *staged) {
            if (auto done = unstageRow(**table, id, row); !done)
                return done;
        }
    }
    return {};
}

Result<void> RowApplier::unstageRow(EntityTable& table, const Uuid& id, const StoredRow& staged)
{
    const auto old = table.find(id);
    if (!old)
        return old.error();
    if (*old) {
        const bool isRival = (*old)->scope != staged.scope &&
                             scopes_.standing((*old)->scope) == ScopeStanding::joining;
        if ((*old)->rv >= staged.rv && !isRival)
            return table.unstage(staged.scope, id, INT64_MAX);
        if ((*old)->rv > staged.rv) { // It moves on later than our cut; until then it waits.
            if (auto done = table.moveToStage(id); !done)
                return done;
        }
        ledger_.removed(table.entity(), id, **old);
    }
    ledger_.added(table.entity(), id, staged);
    note(table.entity(), id, staged.scope);
    return table.moveFromStage(staged.scope, id);
}

Result<void> RowApplier::dropTombs()
{
    if (!hasTombs_ || scopes_.isAnyJoining())
        return {};
    hasTombs_ = false;
    return db_.execute("DELETE FROM tomb");
}

void RowApplier::note(const EntityInfo& entity, const Uuid& id, ScopeId scope)
{
    if (scopes_.standing(scope) != ScopeStanding::live)
        return;
    auto& ids = changed_.try_emplace(entity.name, std::vector<Uuid>{}).first->second;
    if (!ids)
        return;
    if (!ids->empty() && ids->back() == id)
        return;
    if (ids->size() >= changedIdsMax)
        ids.reset();
    else
        ids->push_back(id);
}

} // namespace tidemark::sync
