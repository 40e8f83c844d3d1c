// The guards: which row of a page or a batch may go where.
#pragma once

#include "sync/mirror/other_rows.hpp"

#include <set>

namespace tidemark::sync {

/// Applies rows inside one transaction.
///
/// A row is in the table under at most one scope. The rows of joining scopes are in the tables too,
/// hidden by their scope; only where two scopes claim the same id does one of them wait in the
/// stage. What makes a late, doubled or out-of-order page harmless:
/// - a row replaces another of its scope only with a higher rv;
/// - a page never displaces a row of another scope: it waits in the stage until its scope is
///   published;
/// - deletes and leaves leave a tomb while any scope is joining.
class RowApplier {
public:
    RowApplier(Database& db, Ledger& ledger, ScopeBook& scopes);

    /// At the begin of a transaction.
    [[nodiscard]] Result<void> start();
    /// The rows that follow are of this entity and scope.
    [[nodiscard]] Result<void> select(const EntityInfo& entity, ScopeId scope);
    /// A row of a snapshot page. The selected scope is joining.
    [[nodiscard]] Result<void> page(const RowBuffer& row);
    /// A row of a pull answer: where it is at the answer's cut.
    [[nodiscard]] Result<void> pulled(const RowBuffer& row);
    /// A row of a repair: the platform's, whatever version is here.
    [[nodiscard]] Result<void> repaired(const RowBuffer& row);
    /// A row of a repair that the platform does not have in that scope.
    [[nodiscard]] Result<void> drop(ScopeId scope, std::string_view entity, const RowKey& key);
    /// A row that came again for the values of new columns: only its own version is overwritten.
    [[nodiscard]] Result<void> refilled(const RowBuffer& row);
    /// Rows of entities that are not named go, in all scopes.
    [[nodiscard]] Result<void> keepOnly(const std::set<std::string>& entities);
    [[nodiscard]] Result<void> gone(const GoneFrame& frame);
    /// All rows of a scope, its stage and its tombs.
    [[nodiscard]] Result<void> purge(ScopeId scope);
    /// What waits in the stage of a scope takes its place.
    [[nodiscard]] Result<void> unstage(ScopeId scope);
    /// Tombs are needed no more once nothing is joining.
    [[nodiscard]] Result<void> dropTombs();

    /// Rows of entities that this version does not know.
    [[nodiscard]] OtherRows& others() { return others_; }

    /// Visible rows that changed since `start`.
    [[nodiscard]] ChangedRows takeChanged() { return std::move(changed_); }
    /// Live scopes that lost a row to `repaired` in another one since this was last asked.
    [[nodiscard]] std::set<ScopeId> takeLessened() { return std::exchange(lessened_, {}); }
    /// Everything of the entity may look different.
    void changedAll(const EntityInfo& entity) { changed_[entity.name] = std::nullopt; }

private:
    [[nodiscard]] Result<void> put(const RowBuffer& row, const StoredRow& old);
    [[nodiscard]] Result<void> add(const RowBuffer& row, bool& added);
    [[nodiscard]] Result<RowPlace> placeOf(const RowBuffer& row);
    [[nodiscard]] Result<bool> isBuried(const RowBuffer& row);
    /// Pages with an older version of the row are late, and with this one, where it left `scope`.
    [[nodiscard]] Result<void>
    bury(const EntityInfo& entity, const RowKey& key, ScopeId scope, bool isLeave);
    [[nodiscard]] Result<void>
    unstageRow(EntityTable& table, const Uuid& id, const StoredRow& staged);
    void note(const EntityInfo& entity, const Uuid& id, ScopeId scope);

    Database& db_;
    Ledger& ledger_;
    ScopeBook& scopes_;
    OtherRows others_;
    EntityTable* table_ = nullptr;
    const EntityInfo* entity_ = nullptr;
    ScopeId scope_ = 0;
    bool isLive_ = false;
    bool hasTombs_ = false;
    ChangedRows changed_;
    std::set<ScopeId> lessened_;
};

} // namespace tidemark::sync
