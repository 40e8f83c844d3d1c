#include "sync/mirror/scope_purge.hpp"

#include "models/core/seeded_fault.hpp"
#include "models/core/timestamp.hpp"
#include "sync/mirror/mirror_schema.hpp"

#include <algorithm>
#include <set>

namespace tidemark::sync {
namespace {

Result<std::int64_t> freeBytes(Database& db)
{
    const auto pages = db.integer("PRAGMA freelist_count");
    const auto size = db.integer("PRAGMA page_size");
    if (!pages || !size)
        return pages ? size.error() : pages.error();
    return *pages * *size;
}

std::set<std::string> namesIn(std::string_view text)
{
    std::set<std::string> names;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        names.emplace(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return names;
}

Result<void> forgetScope(Database& db, ScopeBook& scopes, ScopeId scope)
{
    if (auto done = db.execute("DELETE FROM backfill WHERE scope=" + std::to_string(scope)); !done)
        return done;
    return scopes.remove(scope);
}

} // namespace

Result<void>
purgeScope(Database& db, RowApplier& rows, ScopeBook& scopes, ScopeId scope, std::int64_t rv)
{
    const auto before = freeBytes(db);
    if (!before)
        return before.error();
    if (auto done = TIDEMARK_SEEDED(purgeSkipped) ? Result<void>() : rows.purge(scope); !done)
        return done;
    const auto after = freeBytes(db);
    if (!after)
        return after.error();
    auto receipt = db.prepare("INSERT OR REPLACE INTO receipt(scope, name, rv, rows, bytes, at) "
                              "SELECT id, name, ?, n, ?, ? FROM scope WHERE id=?");
    if (!receipt)
        return receipt.error();
    receipt->bind(1, rv).bind(2, std::max<std::int64_t>(*after - *before, 0));
    if (auto done = receipt->bind(3, Timestamp::now().micros).bind(4, scope).run(); !done)
        return done;
    return forgetScope(db, scopes, scope);
}

Result<void> takeOff(Database& db, RowApplier& rows, ScopeBook& scopes, ScopeId scope)
{
    if (auto done = rows.purge(scope); !done)
        return done;
    return forgetScope(db, scopes, scope);
}

Result<void> loseAway(Database& db, ScopeBook& scopes, ScopeId scope, std::int64_t rv)
{
    auto left = scopes.away();
    left.erase(scope);
    if (auto done = scopes.setAway(std::move(left)); !done)
        return done;
    auto receipt = db.prepare("INSERT OR REPLACE INTO receipt(scope, name, rv, rows, bytes, at) "
                              "VALUES(?, '', ?, 0, 0, ?)");
    if (!receipt)
        return receipt.error();
    return receipt->bind(1, scope).bind(2, rv).bind(3, Timestamp::now().micros).run();
}

Result<void> narrowTo(
    Database& db,
    RowApplier& rows,
    ScopeBook& scopes,
    std::span<const std::string> readable,
    std::string_view projection
)
{
    const auto before = readMeta(db, "reads");
    if (!before)
        return before.error();
    const std::set<std::string> now(readable.begin(), readable.end());
    const std::set<std::string> known = namesIn(*before);
    if (auto done = rows.keepOnly(now); !done)
        return done;
    const bool hasNew =
        !known.empty() && !std::includes(known.begin(), known.end(), now.begin(), now.end());
    if (hasNew) {
        const auto held = readScopes(db);
        if (!held)
            return held.error();
        for (const ScopeState& scope : *held) {
            if (scope.standing != ScopeStanding::live)
                continue;
            if (auto done = scopes.setRecheck(scope.grant.scope, Recheck::wanted); !done)
                return done;
        }
    }
    std::string names;
    for (const std::string& name : now)
        names += name + ",";
    if (auto done = writeMeta(db, "reads", names); !done)
        return done;
    return writeMeta(db, "projection", projection);
}

Result<std::vector<OwedReceipt>> owedReceipts(Database& db)
{
    auto statement = db.prepare("SELECT scope, name, rv, rows, bytes, at FROM receipt ORDER BY at");
    if (!statement)
        return statement.error();
    std::vector<OwedReceipt> owed;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        owed.push_back(
            {statement->integer(0),
             std::string(statement->text(1)),
             statement->integer(2),
             statement->integer(3),
             statement->integer(4),
             statement->integer(5)}
        );
    if (!more)
        return more.error();
    return owed;
}

Result<void> forgetReceipt(Database& db, ScopeId scope, std::int64_t rv)
{
    auto statement = db.prepare("DELETE FROM receipt WHERE scope=? AND rv=?");
    if (!statement)
        return statement.error();
    return statement->bind(1, scope).bind(2, rv).run();
}

} // namespace tidemark::sync
