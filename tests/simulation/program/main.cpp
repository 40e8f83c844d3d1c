// tidemark-sim: many histories of the whole of sync, each replayed by its seed.
#include "tests/simulation/program/campaign.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

using tidemark::sim::CampaignOptions;

constexpr const char* usage =
    "tidemark-sim --seeds A..B [--steps N] [--rough] [--jobs N] [--fault NAME] [--trace] "
    "[--count]\n"
    "tidemark-sim --replay --seeds A..B   each seed twice: both must tell the same\n"
    "tidemark-sim --faults            every seeded fault with the seeds that are known to show it\n"
    "tidemark-sim --list-faults\n";

bool readSeeds(const char* text, CampaignOptions& options)
{
    char* rest = nullptr;
    options.first = std::strtoull(text, &rest, 10);
    options.last = options.first;
    if (std::strncmp(rest, "..", 2) == 0)
        options.last = std::strtoull(rest + 2, &rest, 10);
    return *rest == '\0' && options.last >= options.first;
}

} // namespace

int main(int argc, char** argv)
{
    CampaignOptions options;
    bool isUnderstood = true;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const char* next = i + 1 < argc ? argv[i + 1] : nullptr;
        if (word == "--trace")
            options.traces = true;
        else if (word == "--count")
            options.countsOnly = true;
        else if (word == "--rough")
            options.weather = tidemark::sim::Weather::rough;
        else if (word == "--replay")
            options.replays = true;
        else if (word == "--faults")
            options.allFaults = true;
        else if (word == "--list-faults")
            return tidemark::sim::listFaults();
        else if (next == nullptr)
            isUnderstood = false;
        else if (word == "--seeds")
            isUnderstood = readSeeds(argv[++i], options) && isUnderstood;
        else if (word == "--steps")
            options.steps = std::atoi(argv[++i]);
        else if (word == "--jobs")
            options.jobs = std::atoi(argv[++i]);
        else if (word == "--fault")
            options.fault = argv[++i];
        else
            isUnderstood = false;
    }
    if (!isUnderstood || options.steps < 1) {
        std::fputs(usage, stderr);
        return 2;
    }
    return tidemark::sim::run(options);
}
