// The words of the checks: what each can find, how bad that is, and what to do about it.
#pragma once

#include "sync/engine/diagnostics.hpp"

namespace tidemark::sync {

/// The check `id` with its finding; `args` go into the places %1, %2, … of its words. A finding
/// that is not in the table is a bug and says so.
[[nodiscard]] Check
found(std::string_view id, std::string_view finding, std::vector<std::string> args = {});

} // namespace tidemark::sync
