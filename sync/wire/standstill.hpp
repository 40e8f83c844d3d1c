// What is said of a part of the agent that stands still however often it is begun anew.
#pragma once

#include "models/core/fault.hpp"

#include <string_view>

namespace tidemark::sync {

/// The notices' ids begin so; the region follows: `stuck_pull`, `stuck_push`, `stuck_link`,
/// `stuck_files`.
inline constexpr std::string_view standstillNotice = "stuck_";

/// The same fault, and so the same id for support, wherever it is told.
[[nodiscard]] Fault standstill(std::string_view region);

} // namespace tidemark::sync
