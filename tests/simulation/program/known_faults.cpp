#include "tests/simulation/program/known_faults.hpp"

#include "models/core/seeded_fault.hpp"
#include "tests/simulation/program/campaign.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace tidemark {

#ifdef TIDEMARK_SEEDED_FAULTS
Mistake mistake = Mistake::none;
#endif

namespace sim {
namespace {

/// A mistake and a seed that shows it. Those of seeded_fault.hpp that are not here have not been
/// seen yet by seeds that hold without them.
struct KnownMistake {
    const char* name;
    std::uint64_t seed;
};

constexpr std::array known{
    KnownMistake{"cursorApart", 26},
    KnownMistake{"digestIgnored", 20},
    KnownMistake{"fromIgnored", 18},
    KnownMistake{"purgeSkipped", 6},
    KnownMistake{"publishEarly", 27},
    KnownMistake{"latePageTaken", 28},
    KnownMistake{"retireEarly", 2},
    KnownMistake{"archiveForgotten", 1},
    KnownMistake{"conflictDropped", 25},
    KnownMistake{"noReplay", 48},
    KnownMistake{"holesLeft", 48},
    KnownMistake{"discardInFlight", 33},
    KnownMistake{"retryForgotten", 6},
    KnownMistake{"limitInSequencer", 1},
    KnownMistake{"noDedupe", 3},
    KnownMistake{"lastMidApart", 2},
    KnownMistake{"gapProneCursor", 1},
};
constexpr int knownSteps = 40;

} // namespace

std::vector<std::string_view> mistakeNames()
{
    return {
#define TIDEMARK_MISTAKE(name) #name,
        TIDEMARK_MISTAKES(TIDEMARK_MISTAKE)
#undef TIDEMARK_MISTAKE
    };
}

bool makeMistake(std::string_view name)
{
#ifdef TIDEMARK_SEEDED_FAULTS
    const auto names = mistakeNames();
    const auto found = std::find(names.begin(), names.end(), name);
    mistake =
        found == names.end() ? Mistake::none : static_cast<Mistake>(found - names.begin() + 1);
    return found != names.end() || name == "none";
#else
    return name == "none";
#endif
}

int catchAll()
{
    int missed = 0;
    for (const auto& [name, seed] : known) {
        if (!makeMistake(name))
            return 2;
        const Outcome with = playSeed(seed, knownSteps);
        static_cast<void>(makeMistake("none"));
        const Outcome without = playSeed(seed, knownSteps);
        const bool isCaught = with.violation && !without.violation;
        std::printf(
            "%-18s seed %-4llu %s\n",
            name,
            static_cast<unsigned long long>(seed),
            isCaught ? (with.violation->invariant + ": " + with.violation->why).c_str() : "NOT SEEN"
        );
        missed += isCaught ? 0 : 1;
    }
    return missed == 0 ? 0 : 1;
}

} // namespace sim
} // namespace tidemark
