// Starts the agent that lies beside this program.
#pragma once

#include "models/core/fault.hpp"

#include <QString>

namespace tidemark::desk {

/// Starts `tidemark-agent` detached, for the home folder `home` (empty: the system's folders).
/// Returns at once; whether it comes up is seen by connecting.
[[nodiscard]] Result<void> startAgent(const QString& home);

} // namespace tidemark::desk
