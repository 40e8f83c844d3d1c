// Steps on the two stores that pull and push have in common.
#pragma once

#include "sync/engine/stores.hpp"
#include "sync/protocol/pull_events.hpp"

namespace tidemark::sync {

/// A pull answer in the mirror, and where the mirror stands after it.
struct AppliedAt {
    PullApplied applied = {};
    MirrorPlace place = {};
};

/// What the windows were told.
struct Shown {
    OverlayChange change = {};
    std::int64_t mirrorBytes = 0;
};

[[nodiscard]] Result<MirrorPlace> placeOf(MirrorWriter& writer);

/// After an apply: windows first, then the sweep of the outbox.
[[nodiscard]] Result<Shown> showApplied(DeskStore& desk, const PullApplied& applied);

} // namespace tidemark::sync
