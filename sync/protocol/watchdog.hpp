// Notices a region that waits for something that never comes.
#pragma once

#include "sync/protocol/tuning.hpp"

#include <cstdint>
#include <vector>

namespace tidemark::sync {

/// What is to be done about a region.
enum class WatchVerdict {
    fine,
    restart,        ///< Begin the region anew from what is on disk.
    needsAttention, ///< That was done three times within an hour: a person has to know.
};

/// Looks at one region now and then. Pure: `now` is any clock that goes forward.
class Watchdog {
public:
    /// `patience`: five times as long as anything that the region waits for may take.
    explicit Watchdog(Millis patience)
        : patience_(patience)
    {
    }

    /// `steps` counts what happened in the region; `isBusy`: it waits for something of its own.
    [[nodiscard]] WatchVerdict look(std::uint64_t steps, bool isBusy, Millis now);

private:
    Millis patience_;
    std::uint64_t steps_ = 0;
    Millis movedAt_ = 0;
    bool wasSeen_ = false;
    std::vector<Millis> restarts_ = {};
};

} // namespace tidemark::sync
