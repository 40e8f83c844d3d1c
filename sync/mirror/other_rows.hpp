// Rows of entities that this version does not know: kept as they came, so that the digests agree
// and a later version need not fetch them.
#pragma once

#include "sync/mirror/ledger.hpp"
#include "sync/mirror/scope_book.hpp"

namespace tidemark::sync {

/// Works on the table `other` inside a transaction of the writer.
class OtherRows {
public:
    OtherRows(Database& db, Ledger& ledger, ScopeBook& scopes)
        : db_(db)
        , ledger_(ledger)
        , scopes_(scopes)
    {
    }

    /// A `rows` frame of an unknown entity. Older versions change nothing unless `isRepair`.
    [[nodiscard]] Result<void> put(std::string_view line, bool isRepair = false);
    [[nodiscard]] Result<void> gone(const GoneFrame& frame);
    /// One row, if it has that version in that scope.
    [[nodiscard]] Result<void> remove(ScopeId scope, std::string_view entity, const RowKey& key);
    /// All rows of a scope. The caller's sums for the scope go with it.
    [[nodiscard]] Result<void> purge(ScopeId scope);
    /// All rows of an entity that may not be read any more.
    [[nodiscard]] Result<void> drop(std::string_view entity);
    /// Names of the entities that have rows here.
    [[nodiscard]] Result<std::vector<std::string>> entities();

private:
    struct Found {
        ScopeId scope = 0;
        std::int64_t rv = 0;
    };
    [[nodiscard]] Result<std::optional<Found>> find(std::string_view entity, const Uuid& id);
    [[nodiscard]] Result<void> erase(std::string_view entity, const Uuid& id, const Found& row);

    Database& db_;
    Ledger& ledger_;
    ScopeBook& scopes_;
};

/// This version knows the entity now: its rows move into its tables. The digests stay as they are.
[[nodiscard]] Result<void> takeFromOther(Database& db, const EntityInfo& entity);

} // namespace tidemark::sync
