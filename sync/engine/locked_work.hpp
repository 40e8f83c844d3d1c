// Waiting changes and conflicts about rows that may not be read.
#pragma once

#include "sync/engine/stores.hpp"

#include <set>

namespace tidemark::sync {

/// The waiting changes about rows of these scopes. Those that were found while the rows were there
/// are kept in the vault, and count as long as their scope is among these.
[[nodiscard]] Result<std::set<Mid>> lockedWork(DeskStore& desk, const std::vector<ScopeId>& scopes);

/// Takes the content out of those that may not be read; that they wait may be known.
void hideLocked(const RowWindows& windows, std::vector<PendingMutation>& pending);

/// The open conflicts that may be looked at.
[[nodiscard]] Result<std::vector<ConflictCase>> visibleConflicts(DeskStore& desk);

} // namespace tidemark::sync
