// Watches the parts of the agent that move by themselves, and begins those anew that stand still.
#pragma once

#include "sync/protocol/watchdog.hpp"

#include <functional>
#include <string>
#include <vector>

namespace tidemark::sync {

/// One such part.
struct Region {
    std::string name = {};
    Millis patience = 0;
    std::function<std::uint64_t()> steps = {}; ///< How often something happened in it.
    std::function<bool()> isBusy = {};         ///< It waits for something of its own.
    std::function<void()> restart = {};        ///< Begins it anew from what is on disk.
};

/// Looks at them now and then, on the engine's thread.
class RegionWatch {
public:
    /// `isLost`: that was done three times within an hour, and is not done again.
    using Told = std::function<void(const std::string& region, bool isLost)>;

    void add(Region region);
    /// Tells of each that stands still, and begins it anew. `now` is any clock that goes forward.
    void look(Millis now, const Told& told);

private:
    struct Watched {
        Region region;
        Watchdog dog;
    };
    std::vector<Watched> all_ = {};
};

} // namespace tidemark::sync
