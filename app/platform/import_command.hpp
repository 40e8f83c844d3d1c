// `tidemark-platform import-users`: people of another system, with their passwords' hashes.
#pragma once

#include "app/platform/options.hpp"
#include "app/platform/program.hpp"

namespace tidemark::platform {

/// 0 when all were taken over, 1 when lines are wrong and nobody was: they are told on standard
/// error.
[[nodiscard]] Result<int> importUsersFrom(const Options& options, const DatabasePlace& place);

} // namespace tidemark::platform
