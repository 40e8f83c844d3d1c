// What is counted of sync, for Prometheus.
#pragma once

#include "models/protocol/push.hpp"
#include "platform/telemetry/metrics.hpp"

namespace tidemark::platform {

class Sequencer;

/// Copies count in the same figures; one that was not made by `in` counts nothing.
struct SyncMeter {
    Distribution cutSeconds = {};      ///< To move what was committed into the feed.
    Counters cutRows = {};             ///< Moved so.
    Counters pullBytes = {};           ///< Of answers, before they are packed.
    Distribution cutsBehind = {};      ///< Of who pulls.
    Distribution deliverySeconds = {}; ///< From a cut to the pull of a device that is there.
    Counters snapshotPages = {};       ///< Answered.
    Counters results = {};             ///< Of mutations, by `status` and `code`.
    Counters conflicts = {};           ///< By `entity`.
    Counters comparisons = {};         ///< Scopes that did not add up, compared by buckets.
    Counters reconciles = {};          ///< Mirrors of another past, by `reason`.
    Distribution purgeSeconds = {};    ///< From a revocation to the receipt of a device.

    [[nodiscard]] static SyncMeter in(Metrics& metrics);

    void pushed(const PushAnswer& answer) const;
};

/// `sequencer` is asked at each scrape and must live as long as `metrics` is.
void addFeedAge(Metrics& metrics, const Sequencer& sequencer);

} // namespace tidemark::platform
