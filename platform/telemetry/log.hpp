// The log: one JSON object per line, on standard error. Never a token, a password or a body;
// personal data is masked.
#pragma once

#include "models/core/fault.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace tidemark::platform {

/// Sets spdlog up for the program. `level`: trace, debug, info, warn, error or off.
[[nodiscard]] Result<void> startLog(std::string_view level);

/// Writes what is still buffered.
void flushLog();

/// What the log tells of one answered request.
struct RequestEntry {
    std::string_view requestId = {};
    std::string_view method = {};
    std::string_view path = {};
    int status = 0;
    std::chrono::microseconds time{};
    std::size_t bytes = 0;
    std::string_view address = {};
    int tenant = 0;
    std::string_view user = {}; ///< Id, or empty.
};

void logRequest(const RequestEntry& entry);

} // namespace tidemark::platform
