#include "platform/schema/migrations.hpp"

#include "platform/schema/embedded.hpp"
#include "platform/schema/schema_connection.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>
#include <map>

namespace tidemark::platform {
namespace {

std::string hashOf(std::string_view text)
{
    std::array<unsigned char, 32> digest = {};
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::string hex;
    for (const unsigned char byte : digest) {
        constexpr std::string_view digits = "0123456789abcdef";
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

using Applied = std::map<int, std::string>; // Number → hash.

Result<Applied> readApplied(PGconn& connection)
{
    auto made = runSchema(
        connection,
        "CREATE SCHEMA IF NOT EXISTS migration;"
        "CREATE TABLE IF NOT EXISTS migration.applied (number int PRIMARY KEY, name text NOT NULL,"
        " sha256 text NOT NULL, at timestamptz NOT NULL DEFAULT now())",
        "the list of migrations"
    );
    if (!made)
        return made.error();
    auto rows = runSchema(
        connection, "SELECT number, sha256 FROM migration.applied", "the list of migrations"
    );
    if (!rows)
        return rows.error();
    Applied applied;
    for (int row = 0; row < PQntuples(rows->get()); ++row)
        applied[std::atoi(PQgetvalue(rows->get(), row, 0))] = PQgetvalue(rows->get(), row, 1);
    return applied;
}

Result<void> checkApplied(const Applied& applied)
{
    std::map<int, const Migration*> known;
    for (const Migration& migration : allMigrations())
        known[migration.number] = &migration;
    for (const auto& [number, hash] : applied) {
        const auto found = known.find(number);
        if (found == known.end())
            return Fault{
                FaultCode::unsupported,
                "schema_too_new",
                "The database was used by a newer Tidemark: it has migration " +
                    std::to_string(number) + ".",
                "Start the newer version, or restore a backup from before its upgrade."};
        if (hashOf(found->second->sql) != hash)
            return Fault{
                FaultCode::corrupt,
                "migration_changed",
                "Migration " + std::string(found->second->name) +
                    " was applied with another text than this program holds.",
                "Start the version that made this database, or restore its backup."};
    }
    return {};
}

Result<void> apply(PGconn& connection, const Migration& migration)
{
    const std::string text = "BEGIN;\n" + std::string(migration.sql) +
                             "\n;INSERT INTO migration.applied (number, name, sha256) VALUES (" +
                             std::to_string(migration.number) + ", '" +
                             std::string(migration.name) + "', '" + hashOf(migration.sql) +
                             "');\nCOMMIT";
    auto done = runSchema(connection, text, migration.name);
    if (done)
        return {};
    const Fault fault = done.error();
    SchemaRows(PQexec(&connection, "ROLLBACK"));
    return fault;
}

/// For the server's login, which may not read the list: a comment is there for everybody.
std::string tellNewest()
{
    return "COMMENT ON SCHEMA migration IS '" + std::to_string(allMigrations().back().number) + "'";
}

} // namespace

std::span<const Migration> allMigrations()
{
    return embedded::migrations;
}

Result<MigrationOutcome> migrate(const std::string& parameters)
{
    auto connected = connectSchema(parameters);
    if (!connected)
        return connected.error();
    PGconn& connection = **connected;
    auto lock = runSchema(connection, "SELECT pg_advisory_lock(7310000)", "the lock of migrations");
    if (!lock)
        return lock.error();
    if (auto owner = becomeOwner(connection); !owner)
        return owner.error();
    auto applied = readApplied(connection);
    if (!applied)
        return applied.error();
    if (auto checked = checkApplied(*applied); !checked)
        return checked.error();
    MigrationOutcome outcome{.applied = 0, .total = static_cast<int>(applied->size())};
    for (const Migration& migration : allMigrations()) {
        if (applied->contains(migration.number))
            continue;
        if (auto done = apply(connection, migration); !done)
            return done.error();
        ++outcome.applied;
        ++outcome.total;
    }
    if (auto told = runSchema(connection, tellNewest(), "the newest migration's number"); !told)
        return told.error();
    return outcome;
}

} // namespace tidemark::platform
