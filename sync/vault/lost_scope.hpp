// Why work is in quarantine, as a text.
#pragma once

#include "sync/vault/vault_types.hpp"

#include <string_view>

namespace tidemark::sync {

[[nodiscard]] std::string textOf(const LostScope& lost);
/// nullopt when it is none of ours.
[[nodiscard]] std::optional<LostScope> readLostScope(std::string_view text);

} // namespace tidemark::sync
