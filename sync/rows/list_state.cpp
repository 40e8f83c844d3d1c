#include "sync/rows/list_state.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

constexpr std::int64_t anchorEvery = 256;

} // namespace

const ListAnchor* ListState::before(std::int64_t offset) const
{
    const auto behind = std::upper_bound(
        anchors_.begin(),
        anchors_.end(),
        offset,
        [](std::int64_t wanted, const ListAnchor& anchor) { return wanted < anchor.rank; }
    );
    return behind == anchors_.begin() ? nullptr : &*std::prev(behind);
}

void ListState::passed(std::int64_t rank, const SqlValue& key, const Uuid& id)
{
    const std::int64_t last = anchors_.empty() ? 0 : anchors_.back().rank;
    if (rank < last + anchorEvery)
        return;
    ListAnchor anchor{.rank = rank};
    anchor.position.keep(key, id);
    anchors_.push_back(std::move(anchor));
}

void ListState::shift(std::span<const ListPosition> left, std::span<const ListPosition> came)
{
    const auto move = [this](const ListPosition& position, std::int64_t by) {
        const auto first = std::lower_bound(
            anchors_.begin(),
            anchors_.end(),
            position,
            [this](const ListAnchor& anchor, const ListPosition& place) {
                return comparePositions(query_, anchor.position, place) < 0;
            }
        );
        for (auto anchor = first; anchor != anchors_.end(); ++anchor)
            anchor->rank += by;
    };
    for (const ListPosition& position : left)
        move(position, -1);
    for (const ListPosition& position : came)
        move(position, 1);
    if (total)
        *total += static_cast<std::int64_t>(came.size()) - static_cast<std::int64_t>(left.size());
}

void ListState::forget()
{
    anchors_.clear();
    total.reset();
    isScanned = false;
    fewMatches = false;
}

} // namespace tidemark::sync
