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

constexpr std::array steps{firstTables};

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
