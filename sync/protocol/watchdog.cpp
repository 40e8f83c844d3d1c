#include "sync/protocol/watchdog.hpp"

namespace tidemark::sync {

WatchVerdict Watchdog::look(std::uint64_t steps, bool isBusy, Millis now)
{
    const bool hasMoved = !wasSeen_ || steps != steps_ || !isBusy;
    wasSeen_ = true;
    steps_ = steps;
    if (hasMoved)
        movedAt_ = now;
    if (now - movedAt_ < patience_)
        return WatchVerdict::fine;
    movedAt_ = now; // What is done about it has its time too.
    std::erase_if(restarts_, [now](Millis at) { return now - at > watchWindow; });
    if (restarts_.size() >= static_cast<std::size_t>(watchRestartsMax))
        return WatchVerdict::needsAttention;
    restarts_.push_back(now);
    return WatchVerdict::restart;
}

} // namespace tidemark::sync
