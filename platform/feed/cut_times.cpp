#include "platform/feed/cut_times.hpp"

#include <algorithm>

namespace tidemark::platform {
namespace {

/// A device that was away for longer is not what is measured.
constexpr auto kept = std::chrono::seconds(60);

} // namespace

CutTimes::CutTimes(Sequencer& sequencer)
    : subscription_(sequencer.onCut([this](const CutMade& made) { remember(made); }))
{
}

void CutTimes::remember(const CutMade& made)
{
    const auto now = Clock::now();
    auto& cuts = newest_[made.tenant];
    cuts.push_back({made.cut, now});
    while (now - cuts.front().at > kept)
        cuts.pop_front();
}

std::optional<std::chrono::duration<double>>
CutTimes::waitedAfter(int tenant, std::int64_t cut) const
{
    const auto cuts = newest_.find(tenant);
    if (cuts == newest_.end())
        return std::nullopt;
    const auto isAfter = [cut](const Made& made) { return made.cut > cut; };
    const auto first = std::find_if(cuts->second.begin(), cuts->second.end(), isAfter);
    // One before those that are remembered may be the first.
    const bool isKnown =
        first != cuts->second.end() && (first != cuts->second.begin() || first->cut == cut + 1);
    const auto waited = isKnown ? Clock::now() - first->at : Clock::duration::max();
    if (waited > kept)
        return std::nullopt;
    return std::chrono::duration<double>(waited);
}

} // namespace tidemark::platform
