#include "sync/vault/vault_backup.hpp"

#include "sync/sqlite/encrypted_file.hpp"
#include "sync/sqlite/file_copy.hpp"
#include "sync/sqlite/quick_check.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view infix = ".backup-";

std::string stampOf(Timestamp at)
{
    return std::to_string(at.micros / 1000);
}

} // namespace

std::vector<VaultBackup> vaultBackups(const fs::path& vault)
{
    std::vector<VaultBackup> backups;
    const std::string prefix = vault.filename().string() + std::string(infix);
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(vault.parent_path(), failed)) {
        const std::string name = entry.path().filename().string();
        const auto digits = name.starts_with(prefix) ? name.substr(prefix.size()) : std::string();
        const bool isStamp = !digits.empty() &&
                             digits.find_first_not_of("0123456789") == std::string::npos &&
                             digits.size() < 18;
        if (isStamp)
            backups.push_back({entry.path(), Timestamp{std::stoll(digits) * 1000}});
    }
    std::sort(backups.begin(), backups.end(), [](const auto& a, const auto& b) {
        return a.at > b.at;
    });
    return backups;
}

Result<void> backUpVault(Database& db, const fs::path& vault, const Secret& key, Timestamp now)
{
    const fs::path target = fs::path(vault) += std::string(infix) + stampOf(now);
    const fs::path draft = fs::path(vault) += ".backing-up";
    removeStore(draft);
    Result<void> done;
    {
        auto copy = openEncrypted(draft, key, {.kind = StoreKind::vault, .exclusive = true});
        if (!copy)
            return copy.error();
        done = copyPages(db, *copy);
        if (done)
            done = quickCheck(*copy, "Make room on the disk.");
        if (done) {
            const auto emptied = copy->checkpoint();
            done = emptied ? Result<void>() : emptied.error();
        }
    }
    if (!done) {
        removeStore(draft);
        return done;
    }
    std::error_code failed;
    renameStore(draft, target, failed);
    if (failed)
        return Fault{
            FaultCode::full,
            "backup_failed",
            "The backup of unsent work cannot be kept: " + failed.message() + ".",
            "Check the rights of the data folder and the room on the disk."};
    removeStore(draft);
    const auto backups = vaultBackups(vault);
    for (std::size_t i = vaultBackupsMost; i < backups.size(); ++i)
        removeStore(backups[i].file);
    return {};
}

} // namespace tidemark::sync
