#include "platform/feed/sync_meter.hpp"

#include "platform/feed/sequencer.hpp"

#include <set>

namespace tidemark::platform {

SyncMeter SyncMeter::in(Metrics& metrics)
{
    SyncMeter meter;
    meter.cutSeconds = metrics.distribution(
        "tidemark_sync_cut_seconds",
        "To move what was committed into the feed.",
        {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10}
    );
    meter.cutRows = metrics.counters("tidemark_sync_cut_rows_total", "Rows moved into the feed.");
    meter.pullBytes = metrics.counters(
        "tidemark_sync_pull_bytes_total", "Answers to pulls, before they are packed."
    );
    meter.cutsBehind = metrics.distribution(
        "tidemark_sync_cuts_behind",
        "How many cuts who pulls is behind the head.",
        {0, 1, 2, 5, 10, 50, 100, 1'000, 10'000, 100'000}
    );
    meter.deliverySeconds = metrics.distribution(
        "tidemark_sync_delivery_seconds",
        "From a cut to the pull that brings it to a device, within a minute.",
        {0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60}
    );
    meter.snapshotPages = metrics.counters("tidemark_sync_snapshot_pages_total", "Pages answered.");
    meter.results = metrics.counters(
        "tidemark_sync_results_total", "Answers to mutations by status and code, repeats included."
    );
    meter.conflicts = metrics.counters(
        "tidemark_sync_conflicts_total", "Mutations in conflict by entity, repeats included."
    );
    meter.comparisons = metrics.counters(
        "tidemark_sync_comparisons_total", "Scopes that did not add up, compared by buckets."
    );
    meter.reconciles = metrics.counters(
        "tidemark_sync_reconciles_total", "Mirrors that hold another past, by reason."
    );
    meter.purgeSeconds = metrics.distribution(
        "tidemark_sync_purge_seconds",
        "From a revocation to the receipt of a device that removed the rows.",
        {1, 5, 15, 60, 300, 3'600, 6 * 3'600, 86'400, 7 * 86'400, 30 * 86'400}
    );
    return meter;
}

void addFeedAge(Metrics& metrics, const Sequencer& sequencer)
{
    metrics.addGauge(
        "tidemark_sync_feed_age_seconds",
        "Since the feed was last brought up to date; nothing committed waits longer.",
        [&sequencer] {
            const auto age = std::chrono::steady_clock::now() - sequencer.lastSuccess();
            return std::chrono::duration<double>(age).count();
        }
    );
}

void SyncMeter::pushed(const PushAnswer& answer) const
{
    for (const PushResult& result : answer.results) {
        results.add({{"status", std::string(nameOf(result.status))}, {"code", result.code}});
        std::set<std::string> entities;
        for (const PushConflict& conflict : result.conflicts)
            entities.insert(conflict.entity);
        for (const std::string& entity : entities)
            conflicts.add({{"entity", entity}});
    }
}

} // namespace tidemark::platform
