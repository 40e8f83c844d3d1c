// Keeps to a definition's `maxRowsPerSecond`.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace tidemark::platform {

/// Says how long to pause so that rows come no faster than the limit. No clock of its own.
class RatePacer {
public:
    /// `rowsPerSecond` 0: no limit.
    explicit RatePacer(std::int64_t rowsPerSecond)
        : limit_(rowsPerSecond)
    {
    }

    /// Rows to ask for at once: a quarter of a second's worth, so that the pace is even.
    [[nodiscard]] int chunk(int most) const
    {
        if (limit_ <= 0)
            return most;
        return static_cast<int>(std::clamp<std::int64_t>(limit_ / 4, 1, most));
    }

    /// The pause after `rows` rows in `elapsed`.
    [[nodiscard]] std::chrono::milliseconds
    pause(std::int64_t rows, std::chrono::milliseconds elapsed) const
    {
        if (limit_ <= 0)
            return std::chrono::milliseconds(0);
        const std::chrono::milliseconds due(rows * 1000 / limit_);
        return std::max(due - elapsed, std::chrono::milliseconds(0));
    }

private:
    std::int64_t limit_;
};

} // namespace tidemark::platform
