// What will happen in a history, and when: made from the seed before it begins, so that single
// events can be left out to find the few that matter.
#pragma once

#include "tests/simulation/server/platform_rows.hpp"
#include "tests/simulation/world/dice.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tidemark::sim {

enum class Happening {
    edit,         ///< A person changes, makes or deletes rows.
    giveUp,       ///< A person discards a waiting change.
    tryAgain,     ///< A person repeats a waiting or refused change.
    nudge,        ///< A person wants everything now.
    write,        ///< Somebody changes rows at the platform.
    move,         ///< A row goes to another scope.
    grant,        ///< A person gets a scope.
    revoke,       ///< A person loses one.
    unplug,       ///< A device loses its network for a while.
    oneWay,       ///< Only what it sends, or only what it is sent, is lost for a while.
    reshuffle,    ///< Within seconds scopes are granted and revoked, and rows move between them.
    kill,         ///< The agent dies between two steps.
    cutPower,     ///< The agent dies, and what was not synced is lost.
    breakWrite,   ///< The agent dies within a commit.
    fillDisk,     ///< A device's disk is full for a while.
    replay,       ///< Answers from long ago arrive again.
    damageAnswer, ///< An answer loses a line on its way.
    backUpVault,  ///< A copy of the vault is taken,
    restoreVault, ///< and comes back.
    backUpMirror, ///< The same for the mirror.
    restoreMirror,
    loseMirror,      ///< The mirror's file is gone.
    spoilSums,       ///< The mirror's count of a scope is wrong.
    copyProfile,     ///< A device gets the files of another one of the same person.
    signOut,         ///< The session ends; the person signs in again later.
    outdate,         ///< The platform wants a newer client for a while.
    busyPlatform,    ///< The platform answers 503 for a while.
    restartPlatform, ///< What is under way there is lost.
    backUpPlatform,
    restorePlatform, ///< As another history.
    raiseFloor,      ///< Old changes are no longer kept.
    turnClock,       ///< A device's wall clock jumps a day.
    turnScope,       ///< A person takes a scope off a device, or wants it back.
    count
};

[[nodiscard]] std::string_view nameOf(Happening happening);

struct PlannedEvent {
    std::int64_t at = 0;
    Happening what = Happening::edit;
    std::uint64_t roll = 0; ///< Decides the details.
};

/// How the world of one seed is: each fault is in about half of all worlds.
struct Climate {
    int agents = 3;
    int users = 2;
    unsigned lossPercent = 0;
    unsigned doublingPercent = 0;
    unsigned abortPercent = 0;
    unsigned lostPokePercent = 0;
    std::int64_t delayMost = 40;
    std::int64_t stepMost = 4; ///< The longest wait for a step of a store.
    std::size_t pageRows = 3;
    std::int64_t pullPositions = 10;
    PlatformAge age = PlatformAge::same;
};

struct Plan {
    Climate climate = {};
    std::vector<PlannedEvent> events = {}; ///< By time.
};

/// In rough weather a few kinds of trouble come again and again.
enum class Weather { usual, rough };

[[nodiscard]] Plan makePlan(std::uint64_t seed, int steps, Weather weather = Weather::usual);

} // namespace tidemark::sim
