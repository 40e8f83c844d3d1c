#include "sync/vault/edit_keys.hpp"

#include "sync/sqlite/statement.hpp"

namespace tidemark::sync {
namespace {

/// A desk may stand in a drawer for a season, with a journal of edits that had arrived.
constexpr std::int64_t keptMicros = 400LL * 24 * 3600 * 1'000'000;

} // namespace

Result<std::optional<Mid>> midOfKey(Database& db, const Uuid& key)
{
    auto statement = db.prepare("SELECT mid FROM edit_key WHERE key=?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, key).step();
    if (!row)
        return row.error();
    return *row ? std::optional<Mid>(statement->integer(0)) : std::optional<Mid>();
}

Result<void> rememberKey(Database& db, const Uuid& key, Mid mid, Timestamp at)
{
    auto insert = db.prepare("INSERT INTO edit_key(key, mid, at) VALUES(?,?,?)");
    if (!insert)
        return insert.error();
    return insert->bind(1, key).bind(2, mid).bind(3, at.micros).run();
}

Result<void> renumberKey(Database& db, Mid before, Mid now)
{
    auto update = db.prepare("UPDATE edit_key SET mid=? WHERE mid=?");
    if (!update)
        return update.error();
    return update->bind(1, now).bind(2, before).run();
}

Result<void> trimKeys(Database& db, Timestamp now)
{
    auto remove = db.prepare("DELETE FROM edit_key WHERE at<?");
    if (!remove)
        return remove.error();
    return remove->bind(1, now.micros - keptMicros).run();
}

} // namespace tidemark::sync
