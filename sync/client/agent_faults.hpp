// What can be wrong between a window and the agent.
#pragma once

#include "models/core/fault.hpp"

#include <string>

namespace tidemark::sync {

/// Nobody listens on the socket, or whoever does is no agent.
[[nodiscard]] Fault notReachable();

/// The connection ended before the answer came.
[[nodiscard]] Fault agentLost();

/// The agent took too long over this method.
[[nodiscard]] Fault timedOut(const std::string& method);

} // namespace tidemark::sync
