// Tries a connector step by step, so that a failure names its own cause.
#pragma once

#include "platform/runs/source_reader.hpp"

namespace tidemark::platform {

/// One step of the test: `dns`, `tcp`, `tls`, `auth`, `read`.
struct ConnectionStep {
    std::string name = {};
    bool isOk = false;
    std::int64_t milliseconds = 0;
    std::string cause = {}; ///< What was found, or why it failed.
};

/// The steps up to the first that fails. Blocking, at most about half a minute.
[[nodiscard]] std::vector<ConnectionStep> testConnection(const SourceTarget& target);

} // namespace tidemark::platform
