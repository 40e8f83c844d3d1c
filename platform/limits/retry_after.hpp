// Refusals of those who came too often: every 429 says when to come back.
#pragma once

#include "platform/http/response.hpp"

#include <chrono>

namespace tidemark::platform {

/// As `problem`, with Retry-After in whole seconds.
[[nodiscard]] Response
refusal(const Fault& fault, std::string_view requestId, std::chrono::milliseconds wait);

/// As `problem`; a fault of the code `full` gets the time after which it has passed at the latest.
[[nodiscard]] Response refusal(const Fault& fault, std::string_view requestId);

} // namespace tidemark::platform
