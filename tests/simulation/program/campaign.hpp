// Running many seeds, and finding out what matters in those that fail.
#pragma once

#include "tests/simulation/world/world.hpp"

#include <string>

namespace tidemark::sim {

struct CampaignOptions {
    std::uint64_t first = 1;
    std::uint64_t last = 1000;
    int steps = 100;
    Weather weather = Weather::usual;
    std::string fault = {}; ///< A seeded mistake, by name.
    int jobs = 1;           ///< Processes that share the seeds.
    bool traces = false;
    bool allFaults = false;
    bool countsOnly = false; ///< Broken seeds are named, not explained.
    bool replays = false;    ///< Each seed is played twice, and both must tell the same.
};

/// What became of many histories.
struct Count {
    std::uint64_t histories = 0;
    std::uint64_t broken = 0;
    std::uint64_t steps = 0;
};

/// Exit code: 0 when nothing broke, or when every mistake was caught.
[[nodiscard]] int run(const CampaignOptions& options);
[[nodiscard]] int listFaults();

/// Some of the seeds in this process.
[[nodiscard]] Count playSome(const CampaignOptions& options, std::uint64_t first, int stride);
/// All of them, in as many processes as asked for.
[[nodiscard]] Count playInProcesses(const CampaignOptions& options);

/// The history of one seed.
[[nodiscard]] Outcome
playSeed(std::uint64_t seed, int steps, Trace trace = {}, Weather weather = Weather::usual);
/// The fewest planned events that still break the same invariant.
[[nodiscard]] Plan shrink(std::uint64_t seed, Plan plan, const std::string& invariant);

} // namespace tidemark::sim
