// Copies of whole stores.
#pragma once

#include "sync/sqlite/database.hpp"

#include <filesystem>

namespace tidemark::sync {

/// Every page of `from`, as one moment of it, into `to`, which may have another key.
[[nodiscard]] Result<void> copyPages(Database& from, Database& to);

/// The content of the file is on the disk when this returns.
void syncFile(const std::filesystem::path& file);

} // namespace tidemark::sync
