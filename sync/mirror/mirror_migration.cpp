#include "sync/mirror/mirror_migration.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/more_columns.hpp"
#include "sync/mirror/other_rows.hpp"
#include "sync/sqlite/transaction.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace tidemark::sync {
namespace {

using Columns = std::map<std::string, std::string>; // Name to affinity.

Fault otherDescription()
{
    return {
        FaultCode::unsupported,
        "other_description",
        "The local copy was made by another version of Tidemark.",
        "Wait while it is fetched again; unsent work is kept apart and safe."};
}

Fault newerLayout()
{
    return {
        FaultCode::unsupported,
        "newer_mirror",
        "The local copy was made by a newer version of Tidemark than this one.",
        "Install the newer version again. Nothing was changed, and unsent work is safe."};
}

Result<Columns> columnsOf(Database& db, const std::string& table)
{
    auto statement = db.prepareOnce("SELECT name, type FROM pragma_table_info('" + table + "')");
    if (!statement)
        return statement.error();
    Columns columns;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        columns.emplace(statement->text(0), statement->text(1));
    if (!more)
        return more.error();
    return columns;
}

Result<std::set<std::string>> entityTablesThere(Database& db)
{
    auto statement = db.prepareOnce("SELECT name FROM sqlite_schema WHERE type='table' AND "
                                    "name GLOB 'm_*'");
    if (!statement)
        return statement.error();
    std::set<std::string> tables;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        tables.emplace(statement->text(0));
    if (!more)
        return more.error();
    return tables;
}

Columns describedColumns(const EntityInfo& entity)
{
    Columns columns{
        {"id", "BLOB"},
        {"rv", "INTEGER"},
        {"created_at", "INTEGER"},
        {"updated_at", "INTEGER"},
        {"_scope", "INTEGER"},
        {"_word", "INTEGER"},
        {"_more", "TEXT"}};
    for (const FieldInfo& field : entity.fields)
        columns.emplace(field.column, affinityOf(field));
    return columns;
}

/// Indexes are built again with `MirrorWriter::tidy`.
Result<void> dropIndexesOf(Database& db, const std::string& table)
{
    auto statement = db.prepareOnce(
        "SELECT name FROM sqlite_schema WHERE type='index' AND "
        "tbl_name='" +
        table + "' AND sql IS NOT NULL"
    );
    if (!statement)
        return statement.error();
    std::string sql;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        sql += "DROP INDEX " + quotedName(statement->text(0)) + ";";
    if (!more)
        return more.error();
    statement->reset();
    return db.execute(sql);
}

Result<void> wantBackfill(Database& db, const EntityInfo& entity)
{
    return db.execute(
        "INSERT OR REPLACE INTO backfill(scope, entity, after) SELECT scope, '" + entity.name +
        "', NULL FROM tally WHERE rows>0 AND entity=" + std::to_string(entity.code)
    );
}

/// The fields whose columns came, which have no values yet.
Result<std::vector<const FieldInfo*>>
fitColumns(Database& db, const EntityInfo& entity, const std::string& table)
{
    const auto there = columnsOf(db, table);
    if (!there)
        return there.error();
    const Columns wanted = describedColumns(entity);
    if (*there == wanted)
        return std::vector<const FieldInfo*>();
    if (auto done = dropIndexesOf(db, table); !done)
        return done.error();
    std::string sql;
    std::vector<const FieldInfo*> added;
    for (const auto& [name, affinity] : *there) {
        const auto still = wanted.find(name);
        if (still == wanted.end() || still->second != affinity)
            sql += "ALTER TABLE " + table + " DROP COLUMN " + quotedName(name) + ";";
    }
    for (const auto& [name, affinity] : wanted) {
        const auto before = there->find(name);
        if (before != there->end() && before->second == affinity)
            continue;
        sql += "ALTER TABLE " + table + " ADD COLUMN " + quotedName(name) + " " + affinity + ";";
        for (const FieldInfo& field : entity.fields) {
            if (field.column == name)
                added.push_back(&field);
        }
    }
    if (auto done = db.execute(sql); !done)
        return done.error();
    return added;
}

/// True when every row has all values: no column came, or what rows kept besides had them.
Result<bool> fitTable(Database& db, const EntityInfo& entity, const std::string& table)
{
    const auto added = fitColumns(db, entity, table);
    if (!added)
        return added.error();
    return added->empty() ? Result<bool>(true) : takeFromMore(db, table, *added);
}

/// What is searched is stored folded; other fields make other texts for every row.
Result<bool> sameSearch(Database& db, const EntityInfo& entity)
{
    const auto before = readMeta(db, "search." + entity.table);
    if (!before)
        return before.error();
    return before->empty() || *before == searchStampOf(entity);
}

Result<void> fitEntity(Database& db, const EntityInfo& entity)
{
    const auto same = sameSearch(db, entity);
    if (!same)
        return same.error();
    if (!*same)
        return otherDescription();
    const auto isWhole = fitTable(db, entity, tableOf(entity));
    if (!isWhole)
        return isWhole.error();
    if (const auto stage = fitTable(db, entity, "s_" + entity.table); !stage)
        return stage.error();
    return *isWhole ? Result<void>() : wantBackfill(db, entity);
}

Result<void> recheckAll(Database& db)
{
    return db.execute("UPDATE scope SET recheck=1, verified_cut=NULL WHERE standing='live'");
}

Result<void> toLayoutTwo(Database& db)
{
    return db.execute(
        "ALTER TABLE scope ADD COLUMN class INTEGER NOT NULL DEFAULT 1;"
        "ALTER TABLE scope ADD COLUMN recheck INTEGER NOT NULL DEFAULT 0;" +
        std::string(laterMirrorTables())
    );
}

Result<void> migrate(Database& db, std::string_view written)
{
    if (isNewerLayout(written))
        return newerLayout();
    const int before = layoutOf(written);
    const bool isFirst = before == 1;
    if (before < 1)
        return otherDescription();
    if (isFirst) {
        if (auto done = toLayoutTwo(db); !done)
            return done;
    }
    if (before < 3) {
        if (auto done = db.execute(std::string(mirrorLogTable())); !done)
            return done;
    }
    auto there = entityTablesThere(db);
    if (!there)
        return there.error();
    for (const EntityInfo* entity : mirroredEntities()) {
        if (there->erase(tableOf(*entity)) > 0) {
            if (auto done = fitEntity(db, *entity); !done)
                return done;
            continue;
        }
        if (auto done = db.execute(entityTables(*entity)); !done)
            return done;
        const auto taken = takeFromOther(db, *entity);
        if (!taken)
            return taken.error();
        // A mirror of the first layout kept nothing of what it did not know.
        if (isFirst) {
            if (auto done = recheckAll(db); !done)
                return done;
        }
    }
    for (const std::string& gone : *there) {
        const std::string name = gone.substr(2);
        if (auto done = db.execute(
                "DROP TABLE " + gone + "; DROP TABLE IF EXISTS s_" + name +
                "; DROP TABLE IF EXISTS w_" + name
            );
            !done)
            return done;
        if (auto done = recheckAll(db); !done)
            return done;
    }
    return writeSearchStamps(db);
}

} // namespace

Result<void> migrateMirror(Database& db, std::string_view written, std::string_view stamp)
{
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    if (auto done = migrate(db, written); !done)
        return done;
    // With the tables: a kill in between would have them changed twice.
    if (auto done = writeMeta(db, "schema", stamp); !done)
        return done;
    return transaction->commit();
}

} // namespace tidemark::sync
