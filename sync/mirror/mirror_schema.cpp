#include "sync/mirror/mirror_schema.hpp"

#include "models/entities/entities.hpp"
#include "sync/mirror/mirror_migration.hpp"
#include "sync/sqlite/transaction.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace tidemark::sync {
namespace {

/// Raised when the tables below change; the entities' own columns are part of the stamp anyway.
constexpr int layout = 4;

constexpr std::string_view fixedTables = R"sql(
CREATE TABLE meta(k TEXT PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE scope(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, lease INTEGER NOT NULL,
  standing TEXT NOT NULL CHECK(standing IN('joining','live')),
  entity TEXT NOT NULL, after BLOB, complete INTEGER NOT NULL DEFAULT 0,
  ready_cut INTEGER, verified_cut INTEGER,
  n INTEGER NOT NULL DEFAULT 0, s INTEGER NOT NULL DEFAULT 0,
  class INTEGER NOT NULL DEFAULT 1, recheck INTEGER NOT NULL DEFAULT 0);
CREATE TABLE tally(scope INTEGER NOT NULL, entity INTEGER NOT NULL, rows INTEGER NOT NULL,
  PRIMARY KEY(scope, entity)) WITHOUT ROWID;
CREATE TABLE tomb(entity INTEGER NOT NULL, id BLOB NOT NULL, scope INTEGER NOT NULL,
  rv INTEGER NOT NULL, leave INTEGER NOT NULL, PRIMARY KEY(entity, id)) WITHOUT ROWID;
CREATE TABLE result(mid INTEGER PRIMARY KEY, body TEXT NOT NULL, cut INTEGER NOT NULL);
)sql";

/// Since layout 2: rows of entities that this version does not know, repairs of the last day,
/// receipts that the platform is owed, and pages to fetch for new columns.
constexpr std::string_view laterTables = R"sql(
CREATE TABLE other(entity TEXT NOT NULL, id BLOB NOT NULL, scope INTEGER NOT NULL,
  rv INTEGER NOT NULL, columns TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(entity, id)) WITHOUT ROWID;
CREATE TABLE mend(scope INTEGER NOT NULL, at INTEGER NOT NULL, rejoin INTEGER NOT NULL);
CREATE TABLE receipt(scope INTEGER NOT NULL, name TEXT NOT NULL, rv INTEGER NOT NULL,
  rows INTEGER NOT NULL, bytes INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(scope, rv)) WITHOUT ROWID;
CREATE TABLE backfill(scope INTEGER NOT NULL, entity TEXT NOT NULL, after BLOB,
  PRIMARY KEY(scope, entity)) WITHOUT ROWID;
)sql";

/// Of a row's table: its scope, its searchable text, and values of columns that are not known.
constexpr std::string_view ownColumns = "_scope INTEGER NOT NULL, _word INTEGER, _more TEXT, ";

/// Since layout 3: what sync did.
constexpr std::string_view logTable = R"sql(
CREATE TABLE synclog(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, level INTEGER NOT NULL,
  kind TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL, code TEXT NOT NULL,
  reason TEXT NOT NULL, fault TEXT NOT NULL, cut INTEGER, mid INTEGER, scope INTEGER, n INTEGER,
  bytes INTEGER, ms INTEGER, times INTEGER NOT NULL);
)sql";

} // namespace

std::string_view affinityOf(const FieldInfo& field)
{
    switch (field.kind) {
    case FieldKind::text:
    case FieldKind::enumeration:
    case FieldKind::json:
        return "TEXT";
    case FieldKind::uuid:
        return "BLOB";
    default:
        return "INTEGER";
    }
}

std::string_view laterMirrorTables()
{
    return laterTables;
}

std::string_view mirrorLogTable()
{
    return logTable;
}

int layoutOf(std::string_view stamp)
{
    int number = 0;
    const auto read = std::from_chars(stamp.data(), stamp.data() + stamp.size(), number);
    return read.ec == std::errc() ? number : 0;
}

bool isNewerLayout(std::string_view stamp)
{
    return layoutOf(stamp) > layout;
}

std::string entityTables(const EntityInfo& entity)
{
    // Without rowid: a page of a snapshot comes in the order of its ids, so the rows append, and
    // every index ends with the id, which makes each order total.
    std::string sql =
        "CREATE TABLE " + tableOf(entity) + "(" +
        rowColumns(entity, std::string(ownColumns) + "PRIMARY KEY(id)") +
        ") WITHOUT ROWID;\n";
    sql += "CREATE TABLE s_" + entity.table + "(" +
           rowColumns(entity, std::string(ownColumns) + "PRIMARY KEY(_scope, id)") +
           ") WITHOUT ROWID;\n";
    if (isSearchable(entity))
        sql += "CREATE TABLE " + wordsOf(entity) +
               "(word INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, rows INTEGER NOT NULL);\n";
    return sql;
}

namespace {

std::string wholeSchema()
{
    std::string sql(fixedTables);
    sql += laterTables;
    sql += logTable;
    for (const EntityInfo* entity : mirroredEntities())
        sql += entityTables(*entity);
    return sql;
}

/// FNV-1a: tells descriptions apart; nobody gains by a collision.
std::string stampOf(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return std::to_string(layout) + "-" + std::to_string(hash);
}

} // namespace

std::span<const EntityInfo* const> mirroredEntities()
{
    static const std::vector<const EntityInfo*> mirrored = [] {
        std::vector<const EntityInfo*> found;
        for (const EntityInfo& entity : allEntities()) {
            if (entity.sync == SyncPolicy::mirrored)
                found.push_back(&entity);
        }
        return found;
    }();
    return mirrored;
}

const EntityInfo* mirroredEntity(std::string_view name)
{
    const EntityInfo* entity = findEntity(name);
    return entity != nullptr && entity->sync == SyncPolicy::mirrored ? entity : nullptr;
}

std::string quotedName(std::string_view name)
{
    return '"' + std::string(name) + '"'; // Names come from descriptions: never a quote in them.
}

std::string tableOf(const EntityInfo& entity)
{
    return "m_" + entity.table;
}

std::string wordsOf(const EntityInfo& entity)
{
    return "w_" + entity.table;
}

std::string indexOf(const EntityInfo& entity, const FieldInfo& field)
{
    return "i_" + entity.table + "__" + field.column;
}

std::string wordIndexOf(const EntityInfo& entity)
{
    return "i_" + entity.table + "___word";
}

bool isSearchable(const EntityInfo& entity)
{
    return std::any_of(entity.fields.begin(), entity.fields.end(), [](const FieldInfo& field) {
        return field.searchable;
    });
}

std::span<const FieldInfo> commonFields()
{
    static const std::array<FieldInfo, 4> fields{
        FieldInfo{.name = "id", .column = "id", .kind = FieldKind::uuid},
        FieldInfo{.name = "rv", .column = "rv", .kind = FieldKind::integer},
        FieldInfo{
            .name = "createdAt",
            .column = "created_at",
            .kind = FieldKind::timestamp,
            .nullable = true},
        FieldInfo{
            .name = "updatedAt",
            .column = "updated_at",
            .kind = FieldKind::timestamp,
            .nullable = true},
    };
    return fields;
}

std::string rowColumns(const EntityInfo& entity, std::string_view extra)
{
    std::string sql = "id BLOB NOT NULL, rv INTEGER NOT NULL, created_at INTEGER, "
                      "updated_at INTEGER, ";
    for (const FieldInfo& field : entity.fields)
        ((sql += quotedName(field.column)) += ' ') += std::string(affinityOf(field)) + ", ";
    return sql += extra;
}

std::string rowColumnNames(const EntityInfo& entity)
{
    std::string sql = "id, rv, created_at, updated_at";
    for (const FieldInfo& field : entity.fields)
        sql += ", " + quotedName(field.column);
    return sql;
}

std::string searchStampOf(const EntityInfo& entity)
{
    std::string stamp = "search:";
    for (const FieldInfo& field : entity.fields)
        stamp += field.searchable ? field.column + "," : std::string();
    return stamp;
}

Result<void> writeSearchStamps(Database& db)
{
    for (const EntityInfo* entity : mirroredEntities()) {
        if (auto done = writeMeta(db, "search." + entity->table, searchStampOf(*entity)); !done)
            return done;
    }
    return {};
}

Result<void> ensureSchema(Database& db)
{
    const std::string sql = wholeSchema();
    const std::string stamp = stampOf(sql);
    const auto tables = db.integer("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return tables.error();
    if (*tables != 0) {
        const auto written = readMeta(db, "schema");
        if (!written)
            return written.error();
        if (*written == stamp)
            return {};
        return migrateMirror(db, *written, stamp);
    }
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    if (auto done = db.execute(sql); !done)
        return done;
    if (auto done = writeMeta(db, "schema", stamp); !done)
        return done;
    if (auto done = writeSearchStamps(db); !done)
        return done;
    return transaction->commit();
}

Result<std::string> readMeta(Database& db, std::string_view key)
{
    auto statement = db.prepare("SELECT v FROM meta WHERE k=?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, key).step();
    if (!row)
        return row.error();
    return *row ? std::string(statement->text(0)) : std::string();
}

Result<void> writeMeta(Database& db, std::string_view key, std::string_view value)
{
    auto statement =
        db.prepare("INSERT INTO meta(k,v) VALUES(?,?) ON CONFLICT(k) DO UPDATE SET v=excluded.v");
    if (!statement)
        return statement.error();
    return statement->bind(1, key).bind(2, value).run();
}

} // namespace tidemark::sync
