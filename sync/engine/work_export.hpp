// A person's own unsent work as a document that can be read without Tidemark.
#pragma once

#include "sync/vault/vault_types.hpp"

#include <span>
#include <string>

namespace tidemark::sync {

/// JSON with one member per line and the values before and after each change.
[[nodiscard]] std::string exportOf(std::span<const PendingMutation> pending);
[[nodiscard]] std::string exportOf(std::span<const QuarantinedWork> kept);

} // namespace tidemark::sync
