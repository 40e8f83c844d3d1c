// By which keys edits were handed over, so that one that comes again is not saved again.
#pragma once

#include "sync/sqlite/database.hpp"
#include "sync/vault/vault_types.hpp"

namespace tidemark::sync {

/// The mutation that was saved under this key; nothing when the key is new.
[[nodiscard]] Result<std::optional<Mid>> midOfKey(Database& db, const Uuid& key);
/// In the transaction that saves the mutation.
[[nodiscard]] Result<void> rememberKey(Database& db, const Uuid& key, Mid mid, Timestamp at);
/// A waiting mutation has another number now.
[[nodiscard]] Result<void> renumberKey(Database& db, Mid before, Mid now);
/// Forgets keys that nobody comes back with any more.
[[nodiscard]] Result<void> trimKeys(Database& db, Timestamp now);

} // namespace tidemark::sync
