// Where log lines of the agent go.
#pragma once

#include <functional>
#include <string_view>

namespace tidemark::sync {

enum class LogLevel { debug, info, warning, error };

/// `area` is a stable dotted name that people filter by, such as `sync.pull`. A line names ids,
/// counts and reasons, never a value of a row and never a secret.
struct Log {
    std::function<void(LogLevel, std::string_view area, std::string_view line)> sink = {};

    void operator()(LogLevel level, std::string_view area, std::string_view line) const
    {
        if (sink)
            sink(level, area, line);
    }
};

} // namespace tidemark::sync
