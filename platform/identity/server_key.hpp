// The server's own secret, from which the keys of its tokens are derived.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <filesystem>

namespace tidemark::platform {

/// Reads 32 bytes from `file`, making it (mode 0600) when it is not there. Faults: `insecure`
/// `key_file_open` when others may read it, `corrupt` `key_file_damaged`, `full` `disk_full`.
[[nodiscard]] Result<Secret> loadServerKey(const std::filesystem::path& file);

} // namespace tidemark::platform
