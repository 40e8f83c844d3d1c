#include "tests/simulation/world/plan.hpp"

#include <algorithm>
#include <array>

namespace tidemark::sim {
namespace {

struct Kind {
    Happening what;
    std::string_view name;
    unsigned weight; ///< How often, among the others.
    bool isAlways;   ///< Not left to the climate.
};

constexpr std::array kinds{
    Kind{Happening::edit, "edit", 40, true},
    Kind{Happening::giveUp, "giveUp", 3, false},
    Kind{Happening::tryAgain, "tryAgain", 4, false},
    Kind{Happening::nudge, "nudge", 4, false},
    Kind{Happening::write, "write", 24, true},
    Kind{Happening::move, "move", 8, false},
    Kind{Happening::grant, "grant", 6, true},
    Kind{Happening::revoke, "revoke", 5, false},
    Kind{Happening::unplug, "unplug", 6, false},
    Kind{Happening::oneWay, "oneWay", 4, false},
    Kind{Happening::reshuffle, "reshuffle", 4, false},
    Kind{Happening::kill, "kill", 6, false},
    Kind{Happening::cutPower, "cutPower", 4, false},
    Kind{Happening::breakWrite, "breakWrite", 6, false},
    Kind{Happening::fillDisk, "fillDisk", 2, false},
    Kind{Happening::replay, "replay", 8, false},
    Kind{Happening::damageAnswer, "damageAnswer", 3, false},
    Kind{Happening::backUpVault, "backUpVault", 2, false},
    Kind{Happening::restoreVault, "restoreVault", 1, false},
    Kind{Happening::backUpMirror, "backUpMirror", 2, false},
    Kind{Happening::restoreMirror, "restoreMirror", 1, false},
    Kind{Happening::loseMirror, "loseMirror", 1, false},
    Kind{Happening::spoilSums, "spoilSums", 1, false},
    Kind{Happening::copyProfile, "copyProfile", 1, false},
    Kind{Happening::signOut, "signOut", 2, false},
    Kind{Happening::outdate, "outdate", 1, false},
    Kind{Happening::busyPlatform, "busyPlatform", 2, false},
    Kind{Happening::restartPlatform, "restartPlatform", 3, false},
    Kind{Happening::backUpPlatform, "backUpPlatform", 4, true},
    Kind{Happening::restorePlatform, "restorePlatform", 2, false},
    Kind{Happening::raiseFloor, "raiseFloor", 1, false},
    Kind{Happening::turnClock, "turnClock", 0, true}, // These are put in by themselves below.
    Kind{Happening::turnScope, "turnScope", 0, true},
};
static_assert(kinds.size() == static_cast<std::size_t>(Happening::count));

} // namespace

std::string_view nameOf(Happening happening)
{
    return kinds[static_cast<std::size_t>(happening)].name;
}

Plan makePlan(std::uint64_t seed, int steps, Weather weather)
{
    const bool isRough = weather == Weather::rough;
    Dice dice(seed ^ (isRough ? 0xbad5eedU : 0x5eedU));
    Plan plan;
    Climate& climate = plan.climate;
    climate.agents = static_cast<int>(dice.between(2, 3));
    climate.users = static_cast<int>(dice.between(1, 2));
    climate.lossPercent = dice.chance(50) ? 12 : 0;
    climate.doublingPercent = dice.chance(50) ? 12 : 0;
    climate.abortPercent = dice.chance(50) ? 10 : 0;
    climate.lostPokePercent = dice.chance(50) ? 40 : 0;
    climate.delayMost = dice.chance(50) ? 30 : 900;
    const std::uint64_t age = dice.below(5);
    climate.age = age == 0 ? PlatformAge::newer : age == 1 ? PlatformAge::older : PlatformAge::same;
    climate.stepMost = dice.chance(70) ? 4 : 400;
    climate.pageRows = dice.chance(60) ? 3 : static_cast<std::size_t>(dice.between(1, 8));
    climate.pullPositions = dice.chance(50) ? 10 : dice.between(1, 30);
    std::vector<Happening> bag;
    for (const Kind& kind : kinds) {
        const unsigned weight = kind.isAlways || dice.chance(50) ? kind.weight : 0;
        const unsigned times = isRough && !kind.isAlways && dice.chance(35) ? 8 : 1;
        bag.insert(bag.end(), weight * times, kind.what);
    }
    std::int64_t now = 0;
    for (int i = 0; i < steps; ++i) {
        now += dice.chance(60) ? dice.between(0, 60) : dice.between(100, 2'500);
        plan.events.push_back({now, dice.of(bag), dice.next()});
    }
    const auto putIn = [&](Happening what, Dice own, unsigned percent, std::int64_t most) {
        const std::int64_t times = own.chance(percent) ? own.between(1, most) : 0;
        for (std::int64_t i = 0; i < times; ++i)
            plan.events.push_back({own.between(0, now), what, own.next()});
    };
    putIn(Happening::turnClock, Dice(seed ^ 0xc10c), 30, 2);
    putIn(Happening::turnScope, Dice(seed ^ 0x5c03a6), 40, 8);
    const auto isEarlier = [](const PlannedEvent& a, const PlannedEvent& b) { return a.at < b.at; };
    std::stable_sort(plan.events.begin(), plan.events.end(), isEarlier);
    return plan;
}

} // namespace tidemark::sim
