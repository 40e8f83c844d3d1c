#include "sync/engine/region_watch.hpp"

namespace tidemark::sync {

void RegionWatch::add(Region region)
{
    const Millis patience = region.patience;
    all_.push_back({std::move(region), Watchdog(patience)});
}

void RegionWatch::look(Millis now, const Told& told)
{
    for (auto& [region, dog] : all_) {
        const auto verdict = dog.look(region.steps(), region.isBusy(), now);
        if (verdict == WatchVerdict::fine)
            continue;
        told(region.name, verdict == WatchVerdict::needsAttention);
        if (verdict == WatchVerdict::restart)
            region.restart();
    }
}

} // namespace tidemark::sync
