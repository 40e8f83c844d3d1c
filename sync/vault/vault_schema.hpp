// The tables of the vault, and the space that it keeps for a full disk.
#pragma once

#include "sync/sqlite/database.hpp"

namespace tidemark::sync {

/// Makes the tables of a new vault, or brings an old one up to date. The list of steps only grows.
/// Fault `unsupported`/`newer_vault` for a vault of a newer version.
[[nodiscard]] Result<void> migrateVault(Database& db);

/// An older version of Tidemark made it, and it is not empty.
[[nodiscard]] Result<bool> isOlderVault(Database& db);

/// Free pages in the file and room in its log, so that edits are still saved when the disk is
/// full. Does its best: without space for the reserve there is no fault.
void reserveSpace(Database& db);

[[nodiscard]] Result<std::string> vaultMeta(Database& db, std::string_view key);
[[nodiscard]] Result<void> setVaultMeta(Database& db, std::string_view key, std::string_view value);

} // namespace tidemark::sync
