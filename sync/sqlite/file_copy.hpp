// Copies of whole stores.
#pragma once

#include "sync/sqlite/database.hpp"

#include <filesystem>
#include <system_error>

namespace tidemark::sync {

/// Every page of `from`, as one moment of it, into `to`, which may have another key.
[[nodiscard]] Result<void> copyPages(Database& from, Database& to);

/// Gives a closed store another name, where none is; the file itself last, so that it counts only
/// with what belongs to it. `failed` names the reason when that cannot be.
void renameStore(
    const std::filesystem::path& from, const std::filesystem::path& to, std::error_code& failed
);

/// Removes the file with all that lies beside it, as far as it is there.
void removeStore(const std::filesystem::path& file);

/// The content of the file is on the disk when this returns.
void syncFile(const std::filesystem::path& file);

} // namespace tidemark::sync
