#include "sync/rows/scope_locks.hpp"

#include "sync/rows/writable_temp.hpp"

namespace tidemark::sync {

Result<void> ScopeLocks::start()
{
    if (isStarted_)
        return {};
    const WritableTemp writable(db_);
    auto made = db_.execute("CREATE TEMP TABLE IF NOT EXISTS locked_scope(id INTEGER PRIMARY KEY);"
                            "CREATE TEMP VIEW IF NOT EXISTS visible_scope AS SELECT id FROM "
                            "main.scope WHERE standing='live' AND id NOT IN "
                            "(SELECT id FROM temp.locked_scope)");
    isStarted_ = made.has_value();
    return made;
}

Result<void> ScopeLocks::set(std::span<const ScopeId> scopes)
{
    if (auto made = start(); !made)
        return made;
    const WritableTemp writable(db_);
    if (auto emptied = db_.execute("DELETE FROM temp.locked_scope"); !emptied)
        return emptied;
    locked_.clear();
    for (const ScopeId scope : scopes) {
        auto insert = db_.prepare("INSERT OR IGNORE INTO temp.locked_scope(id) VALUES(?)");
        if (!insert)
            return insert.error();
        if (auto done = insert->bind(1, scope).run(); !done)
            return done;
        locked_.insert(scope);
    }
    return {};
}

} // namespace tidemark::sync
