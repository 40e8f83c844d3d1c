// Copies of the vault, and what is left of it when its file is damaged.
#pragma once

#include "models/core/secret.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/vault/vault_types.hpp"

#include <filesystem>

namespace tidemark::sync {

/// Backups that are kept; older ones go.
inline constexpr std::size_t vaultBackupsMost = 3;

struct VaultBackup {
    std::filesystem::path file = {};
    Timestamp at = {};
};

/// Newest first.
[[nodiscard]] std::vector<VaultBackup> vaultBackups(const std::filesystem::path& vault);

/// Copies the open vault, page by page in one read transaction; the copy is read through before it
/// counts.
[[nodiscard]] Result<void>
backUpVault(Database& db, const std::filesystem::path& vault, const Secret& key, Timestamp now);

/// What a salvage brought back.
struct Salvaged {
    std::filesystem::path damaged = {};     ///< Where the damaged file was kept.
    std::optional<Timestamp> backupAt = {}; ///< Of the backup that filled gaps.
    std::vector<Mid> recovered = {};        ///< Waiting work that is there again.
    std::vector<Mid> lost = {};             ///< Waiting work that no file can tell any more.
    bool isEndUnknown = false;              ///< Later work may have been there too.
};

/// The vault could not be opened or read: a new file is made of every row of it that can still be
/// read and, for the rest, of the newest good backup; then the old one is moved aside. Never
/// touches the mirror. Fault when not even a new file can be made; the old one then stays.
[[nodiscard]] Result<Salvaged> salvageVault(const std::filesystem::path& vault, const Secret& key);

/// The rest of a salvage that ended after the damaged file was moved aside.
[[nodiscard]] Result<void> finishSalvage(const std::filesystem::path& vault);

} // namespace tidemark::sync
