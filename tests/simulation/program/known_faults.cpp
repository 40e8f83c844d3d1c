#include "tests/simulation/program/known_faults.hpp"

#include "models/core/seeded_fault.hpp"
#include "tests/simulation/program/campaign.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>

namespace tidemark {

#ifdef TIDEMARK_SEEDED_FAULTS
Mistake mistake = Mistake::none;
#endif

namespace sim {
namespace {

/// A mistake and a seed that showed it, to be tried first. Those of seeded_fault.hpp that are not
/// here have not been seen yet by seeds that hold without them.
struct KnownMistake {
    const char* name;
    std::uint64_t seed;
    Weather weather = Weather::usual;
};

constexpr std::array known{
    KnownMistake{"cursorApart", 138},
    KnownMistake{"digestIgnored", 14},
    KnownMistake{"fromIgnored", 164, Weather::rough},
    KnownMistake{"purgeSkipped", 2},
    KnownMistake{"publishEarly", 27},
    KnownMistake{"latePageTaken", 125},
    KnownMistake{"rvIgnored", 566},
    KnownMistake{"tombsForgotten", 1306},
    KnownMistake{"leaveTakesAll", 339},
    KnownMistake{"stageForgotten", 274, Weather::rough},
    KnownMistake{"retireEarly", 2},
    KnownMistake{"archiveForgotten", 1},
    KnownMistake{"conflictDropped", 26},
    KnownMistake{"noReplay", 32},
    KnownMistake{"holesLeft", 32},
    KnownMistake{"discardInFlight", 7},
    KnownMistake{"numbersKept", 482},
    KnownMistake{"retryForgotten", 42},
    KnownMistake{"timerForgotten", 6, Weather::rough},
    KnownMistake{"settledForgotten", 44},
    KnownMistake{"reconcileSkipped", 111},
    KnownMistake{"noDedupe", 1},
    KnownMistake{"epochIgnored", 2},
    KnownMistake{"limitInSequencer", 1},
    KnownMistake{"lastMidApart", 5},
    KnownMistake{"gapProneCursor", 1},
    KnownMistake{"noLeaveRecord", 1},
    KnownMistake{"grantedNowAlone", 89},
};
constexpr int knownSteps = 40;
/// A change of the code moves what happens in a history; then another of these has to show it.
constexpr std::uint64_t seedsToTry = 400;

/// The violation that the mistake alone causes in the history of `seed`.
std::optional<Violation> violationBy(const KnownMistake& one, std::uint64_t seed)
{
    static_cast<void>(makeMistake(one.name));
    const Outcome with = playSeed(seed, knownSteps, {}, one.weather);
    static_cast<void>(makeMistake("none"));
    if (!with.violation || playSeed(seed, knownSteps, {}, one.weather).violation)
        return std::nullopt;
    return with.violation;
}

bool isCaught(const KnownMistake& mistakeToSee)
{
    std::uint64_t seed = mistakeToSee.seed;
    auto found = violationBy(mistakeToSee, seed);
    for (std::uint64_t other = 1; !found && other <= seedsToTry; ++other) {
        seed = other;
        found = violationBy(mistakeToSee, other);
    }
    const std::string words = found ? found->invariant + ": " + found->why : "NOT SEEN";
    std::printf(
        "%-18s seed %-4llu %s\n",
        mistakeToSee.name,
        static_cast<unsigned long long>(seed),
        words.c_str()
    );
    return found.has_value();
}

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
    const auto missed = std::count_if(known.begin(), known.end(), [](const KnownMistake& one) {
        return !isCaught(one);
    });
    return missed == 0 ? 0 : 1;
}

} // namespace sim
} // namespace tidemark
