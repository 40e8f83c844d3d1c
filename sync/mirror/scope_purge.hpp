// What leaves the mirror: revoked scopes, those that are not wanted here, entities that may not be
// read any more.
#pragma once

#include "sync/mirror/other_rows.hpp"
#include "sync/mirror/row_applier.hpp"

#include <span>

namespace tidemark::sync {

/// Inside a transaction: the rows of a scope that was taken away, in the tables, the stages and
/// `other`, then the scope itself. What the platform is to be told of it is kept as a receipt.
[[nodiscard]] Result<void>
purgeScope(Database& db, RowApplier& rows, ScopeBook& scopes, ScopeId scope, std::int64_t rv);

/// Inside a transaction: the same for a scope that is not wanted on this device; nobody is told.
[[nodiscard]] Result<void>
takeOff(Database& db, RowApplier& rows, ScopeBook& scopes, ScopeId scope);

/// Inside a transaction: a scope that was not wanted here was taken away too. That there is nothing
/// of it is told as a receipt.
[[nodiscard]] Result<void>
loseAway(Database& db, ScopeBook& scopes, ScopeId scope, std::int64_t rv);

/// Inside a transaction: only rows of these entities may be read. Others go; when there are new
/// ones among them, all live scopes are to be compared. `projection` is the platform's short text
/// for it.
[[nodiscard]] Result<void> narrowTo(
    Database& db,
    RowApplier& rows,
    ScopeBook& scopes,
    std::span<const std::string> readable,
    std::string_view projection
);

[[nodiscard]] Result<std::vector<OwedReceipt>> owedReceipts(Database& db);
[[nodiscard]] Result<void> forgetReceipt(Database& db, ScopeId scope, std::int64_t rv);

} // namespace tidemark::sync
