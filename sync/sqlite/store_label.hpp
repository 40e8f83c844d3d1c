// The small file beside a store that says how to open it.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace tidemark::sync {

/// `<file>.cipher`. Holds nothing secret: the check value is an HMAC of a constant under a random
/// 256-bit key.
struct StoreLabel {
    std::string cipher = {};   ///< `aegis` or `chacha20`.
    std::string keyCheck = {}; ///< Hex.
};

/// The check value of a key.
[[nodiscard]] std::string keyCheckOf(const Secret& key);

/// nullopt when there is none or it is not one of ours.
[[nodiscard]] std::optional<StoreLabel> readLabel(const std::filesystem::path& store);
[[nodiscard]] Result<void> writeLabel(const std::filesystem::path& store, const StoreLabel& label);

} // namespace tidemark::sync
