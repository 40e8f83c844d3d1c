// The frames of a snapshot page and of a pull answer, applied in order.
#pragma once

#include "sync/mirror/row_applier.hpp"

#include <string_view>

namespace tidemark::sync {

/// What applying needs; all of it belongs to the writer.
struct ApplyContext {
    Database& db;
    Ledger& ledger;
    ScopeBook& scopes;
    RowApplier& rows;
};

/// Inside a transaction.
[[nodiscard]] Result<PageApplied>
applyPageFrames(ScopeBook& scopes, RowApplier& rows, std::string_view frames);

/// Inside a transaction, which must be rolled back unless the verdict is `applied`.
[[nodiscard]] Result<PullApplied>
applyPullFrames(const ApplyContext& context, std::string_view frames);

/// Inside a transaction: a page for columns that this version added.
[[nodiscard]] Result<ChangedRows>
applyBackfillFrames(const ApplyContext& context, const Backfill& backfill, std::string_view frames);

[[nodiscard]] Result<std::optional<Cursor>> readCursor(Database& db);
[[nodiscard]] Result<void> writeCursor(Database& db, const Cursor& cursor);

} // namespace tidemark::sync
