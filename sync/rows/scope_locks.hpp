// Scopes whose lease has ended: their rows are there, and nobody may read them.
#pragma once

#include "sync/mirror/mirror_types.hpp"
#include "sync/sqlite/database.hpp"

#include <set>
#include <span>

namespace tidemark::sync {

/// Every reader on this connection asks `temp.visible_scope` which scopes it may show: the live
/// ones without those that are locked.
class ScopeLocks {
public:
    explicit ScopeLocks(Database& db)
        : db_(db)
    {
    }

    /// Makes the table and the view; before the first reader.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] Result<void> set(std::span<const ScopeId> scopes);
    [[nodiscard]] bool isAny() const { return !locked_.empty(); }
    [[nodiscard]] const std::set<ScopeId>& locked() const { return locked_; }

private:
    Database& db_;
    std::set<ScopeId> locked_;
    bool isStarted_ = false;
};

} // namespace tidemark::sync
