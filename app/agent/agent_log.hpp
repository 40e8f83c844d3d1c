// The agent's log file.
#pragma once

#include "models/core/fault.hpp"
#include "sync/engine/log.hpp"

#include <QString>

namespace tidemark::agent {

/// Writes JSON lines to `<folder>/agent.log`, three files of 5 MiB at most, and with `isForeground`
/// plain lines to the terminal. `level` is one of debug, info, warning, error.
[[nodiscard]] Result<sync::Log>
openLog(const QString& folder, const QString& level, bool isForeground);

} // namespace tidemark::agent
