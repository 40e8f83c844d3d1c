// Running many seeds, and finding out what matters in those that fail.
#pragma once

#include "tests/simulation/world/world.hpp"

#include <string>

namespace tidemark::sim {

struct CampaignOptions {
    std::uint64_t first = 1;
    std::uint64_t last = 1000;
    int steps = 100;
    std::string fault = {}; ///< A seeded mistake, by name.
    bool traces = false;
    bool allFaults = false;
};

/// Exit code: 0 when nothing broke, or when every mistake was caught.
[[nodiscard]] int run(const CampaignOptions& options);
[[nodiscard]] int listFaults();

/// The history of one seed.
[[nodiscard]] Outcome playSeed(std::uint64_t seed, int steps, Trace trace = {});
/// The fewest planned events that still break the same invariant.
[[nodiscard]] Plan shrink(std::uint64_t seed, Plan plan, const std::string& invariant);

} // namespace tidemark::sim
