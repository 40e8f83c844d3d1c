// Reads the mirror, on a connection of its own.
#pragma once

#include "sync/mirror/mirror_types.hpp"
#include "sync/mirror/sync_log.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/sqlite/quick_check.hpp"

#include <set>
#include <span>
#include <string>

namespace tidemark::sync {

/// Reads committed state only. Not thread-safe; may live on another thread than the writer.
class MirrorReader {
public:
    /// Use `openMirrorReader`.
    explicit MirrorReader(Database db);

    [[nodiscard]] Result<std::optional<Cursor>> cursor();
    [[nodiscard]] Result<std::vector<ScopeState>> scopes();
    /// True while a scope is joining or being compared: rows that are not here may still come.
    [[nodiscard]] Result<bool> isJoining();
    /// rv of the row as readers see it; nullopt when it is not visible.
    [[nodiscard]] Result<std::optional<std::int64_t>>
    visibleRv(std::string_view entity, const Uuid& id);
    /// The entities that the platform said may be read; empty: it did not say.
    [[nodiscard]] Result<std::set<std::string>> readableEntities();
    /// The scope that a row lies in; none: the mirror does not have it.
    [[nodiscard]] Result<std::optional<ScopeId>> scopeOf(std::string_view entity, const Uuid& id);
    /// Results that came by pull and were not yet forgotten, by mid.
    [[nodiscard]] Result<std::vector<PushResult>> results();
    /// What sync did, newest first.
    [[nodiscard]] Result<std::vector<SyncEvent>> events(const EventQuery& query);
    /// Goes on reading the file through, see `checkFurther`. Fault `corrupt`/`store_damaged`.
    [[nodiscard]] Result<void> check(
        CheckPlace& place, std::chrono::milliseconds budget, const std::atomic_bool* stop = nullptr
    );
    /// Bytes of the file and its log.
    [[nodiscard]] std::int64_t bytes() const;
    /// Of the file, without what is free in it.
    [[nodiscard]] Result<std::int64_t> usedBytes();

    /// For sync/rows.
    [[nodiscard]] Database& database() { return db_; }

private:
    Database db_;
};

} // namespace tidemark::sync
