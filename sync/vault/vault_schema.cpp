#include "sync/vault/vault_schema.hpp"

#include "sync/sqlite/transaction.hpp"

#include <sqlite3.h>

#include <array>

namespace tidemark::sync {
namespace {

constexpr std::string_view firstTables = R"sql(
CREATE TABLE meta(k TEXT PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE token(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE outbox(
  mid INTEGER PRIMARY KEY, body TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK(state IN('queued','sent','held','parked','rejected','conflict')),
  attempts INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL DEFAULT 0, error TEXT, result TEXT,
  discarded INTEGER NOT NULL DEFAULT 0);
CREATE TABLE archive(
  client TEXT NOT NULL, mid INTEGER NOT NULL, body TEXT NOT NULL, result TEXT,
  why TEXT NOT NULL CHECK(why IN('applied','discarded','retried')),
  cut INTEGER NOT NULL, keep_until INTEGER NOT NULL,
  PRIMARY KEY(client, mid, why)) WITHOUT ROWID;
CREATE TABLE conflict(
  cid INTEGER PRIMARY KEY, mid INTEGER NOT NULL, entity TEXT NOT NULL, id BLOB NOT NULL,
  field TEXT NOT NULL, base TEXT, mine TEXT, theirs TEXT,
  state TEXT NOT NULL DEFAULT 'open' CHECK(state IN('open','mine','abandoned')),
  opened_at INTEGER NOT NULL, resolved_at INTEGER);
CREATE UNIQUE INDEX conflict_one_open ON conflict(entity, id, field) WHERE state='open';
CREATE TABLE filler(bytes BLOB);
)sql";

/// Quarantine for work whose scope was taken away; where a replayed mutation was accepted before;
/// indexes that make each step of the outbox cost what it moves, not what waits.
constexpr std::string_view quarantineTables = R"sql(
CREATE TABLE quarantine(
  qid INTEGER PRIMARY KEY, mid INTEGER NOT NULL, scope INTEGER NOT NULL,
  scope_name TEXT NOT NULL, reason TEXT NOT NULL, body TEXT NOT NULL,
  created_at INTEGER NOT NULL, at INTEGER NOT NULL, exported_at INTEGER);
ALTER TABLE outbox ADD COLUMN leaving TEXT;
ALTER TABLE archive ADD COLUMN history TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_waiting ON outbox(mid)
  WHERE result IS NULL AND state IN('queued','sent','held');
CREATE INDEX outbox_answered ON outbox(mid)
  WHERE result IS NOT NULL AND state IN('queued','sent','held');
CREATE INDEX outbox_state ON outbox(state, discarded);
)sql";

/// Who wrote theirs, what is decided together, and what was decided.
constexpr std::string_view conflictTables = R"sql(
DROP INDEX conflict_one_open;
ALTER TABLE conflict RENAME TO conflict_before;
CREATE TABLE conflict(
  cid INTEGER PRIMARY KEY, mid INTEGER NOT NULL, entity TEXT NOT NULL, id BLOB NOT NULL,
  field TEXT NOT NULL, grp TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'values',
  base TEXT, mine TEXT, theirs TEXT, their_rv INTEGER NOT NULL DEFAULT 0,
  by_name TEXT NOT NULL DEFAULT '', by_device TEXT NOT NULL DEFAULT '', by_at INTEGER,
  rules TEXT NOT NULL DEFAULT '[]',
  state TEXT NOT NULL DEFAULT 'open'
    CHECK(state IN('open','mine','theirs','edited','abandoned')),
  chosen TEXT, copy TEXT, batch INTEGER,
  opened_at INTEGER NOT NULL, resolved_at INTEGER, resolved_mid INTEGER);
INSERT INTO conflict(cid, mid, entity, id, field, grp, base, mine, theirs, state, opened_at,
  resolved_at)
  SELECT cid, mid, entity, id, field, field, base, mine, theirs, state, opened_at, resolved_at
  FROM conflict_before;
DROP TABLE conflict_before;
CREATE UNIQUE INDEX conflict_one_open ON conflict(entity, id, field) WHERE state='open';
CREATE INDEX conflict_mid ON conflict(mid);
CREATE INDEX conflict_batch ON conflict(batch) WHERE batch IS NOT NULL;
)sql";

/// Files of attachments, each with its key, and the reports whose files are kept here.
constexpr std::string_view blobTables = R"sql(
CREATE TABLE blob(
  sha TEXT NOT NULL, report BLOB NOT NULL, size INTEGER NOT NULL, mime TEXT NOT NULL,
  file TEXT NOT NULL, key BLOB NOT NULL,
  state TEXT NOT NULL CHECK(state IN('local','fetching','here')),
  remote TEXT NOT NULL, done INTEGER NOT NULL, attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL, fault TEXT, used_at INTEGER NOT NULL,
  PRIMARY KEY(sha, report)) WITHOUT ROWID;
CREATE INDEX blob_state ON blob(state, next_at);
CREATE TABLE blob_pin(report BLOB PRIMARY KEY) WITHOUT ROWID;
)sql";

/// How sensitive the lost scope is; since when the platform has the work, and under which id.
constexpr std::string_view handoverColumns = R"sql(
ALTER TABLE quarantine ADD COLUMN class INTEGER NOT NULL DEFAULT 1;
ALTER TABLE quarantine ADD COLUMN handed_at INTEGER;
ALTER TABLE quarantine ADD COLUMN uid BLOB;
UPDATE quarantine SET uid=randomblob(16);
)sql";

/// Why a mutation may not go yet: its fields are not known to the platform.
constexpr std::string_view waitsColumn = R"sql(
ALTER TABLE outbox ADD COLUMN waits TEXT;
CREATE INDEX outbox_waits ON outbox(mid) WHERE waits NOT NULL;
)sql";

/// Under which keys edits were handed over: one that comes again is not saved again.
constexpr std::string_view editKeyTable = R"sql(
CREATE TABLE edit_key(key BLOB PRIMARY KEY, mid INTEGER NOT NULL, at INTEGER NOT NULL)
  WITHOUT ROWID;
)sql";

constexpr std::array steps{
    firstTables,
    quarantineTables,
    conflictTables,
    blobTables,
    handoverColumns,
    waitsColumn,
    editKeyTable};

/// Kept free in the file. An edit of one cell takes less than one page of it.
constexpr std::int64_t reserveBytes = 8 * 1024 * 1024;
constexpr int logPagesMost = 1024; // 4 MB; then the log starts over in its own space.

} // namespace

Result<void> migrateVault(Database& db)
{
    const auto version = db.integer("PRAGMA user_version");
    if (!version)
        return version.error();
    if (*version > static_cast<std::int64_t>(steps.size()))
        return Fault{
            FaultCode::unsupported,
            "newer_vault",
            "Your unsent work was saved by a newer version of Tidemark.",
            "Install that version again; nothing was changed."};
    for (auto next = static_cast<std::size_t>(*version); next < steps.size(); ++next) {
        auto transaction = Transaction::begin(db);
        if (!transaction)
            return transaction.error();
        if (auto done = db.execute(std::string(steps[next])); !done)
            return done;
        if (auto done = db.execute("PRAGMA user_version=" + std::to_string(next + 1)); !done)
            return done;
        if (auto done = transaction->commit(); !done)
            return done;
    }
    return {};
}

Result<bool> isOlderVault(Database& db)
{
    const auto version = db.integer("PRAGMA user_version");
    if (!version)
        return version.error();
    return *version > 0 && *version < static_cast<std::int64_t>(steps.size());
}

void reserveSpace(Database& db)
{
    int keepLog = 1;
    sqlite3_file_control(db.handle(), "main", SQLITE_FCNTL_PERSIST_WAL, &keepLog);
    const auto pages = db.integer("PRAGMA freelist_count");
    const auto pageBytes = db.integer("PRAGMA page_size");
    if (!pages || !pageBytes || *pages * *pageBytes >= reserveBytes / 2)
        return;
    // What is inserted grows log and file; what is deleted leaves its pages free in both.
    const std::string most = std::to_string(reserveBytes);
    auto grown = db.execute("PRAGMA wal_autocheckpoint=" + std::to_string(logPagesMost));
    if (grown)
        grown = db.execute("INSERT INTO filler VALUES(zeroblob(" + most + "))");
    if (grown)
        grown = db.execute("DELETE FROM filler");
    sqlite3_wal_checkpoint_v2(db.handle(), "main", SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
}

Result<std::string> vaultMeta(Database& db, std::string_view key)
{
    auto statement = db.prepare("SELECT v FROM meta WHERE k=?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, key).step();
    if (!row)
        return row.error();
    return *row ? std::string(statement->text(0)) : std::string();
}

Result<void> setVaultMeta(Database& db, std::string_view key, std::string_view value)
{
    auto statement =
        db.prepare("INSERT INTO meta(k, v) VALUES(?,?) ON CONFLICT(k) DO UPDATE SET v=excluded.v");
    if (!statement)
        return statement.error();
    return statement->bind(1, key).bind(2, value).run();
}

} // namespace tidemark::sync
