// When a window or the command line may say "up to date".
#pragma once

#include "sync/wire/status.hpp"

namespace tidemark::sync {

/// True when the platform answers, all is sent, fetched and verified, and nothing waits for a
/// person.
[[nodiscard]] bool isUpToDate(const Status& status);

} // namespace tidemark::sync
