// Every limit and delay of the protocol machines, with its unit and its reason. Times are
// milliseconds.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tidemark::sync {

/// A moment or a length of time in milliseconds. The machines are told the time, never ask.
using Millis = std::int64_t;

/// First and longest wait before pulling or pushing again. Most failures are a lid being opened;
/// a platform in trouble must not be asked by everybody twice a minute.
inline constexpr Millis transferRetryMin = 500;
inline constexpr Millis transferRetryMax = 5 * 60'000;

/// First and longest wait before looking for the platform again. Above a minute people think
/// that the agent is dead.
inline constexpr Millis linkRetryMin = 500;
inline constexpr Millis linkRetryMax = 60'000;

/// A link that held this long forgets its earlier failures.
inline constexpr Millis healthyAfter = 60'000;

/// So many failures in so long a time, with no answer between them, and the platform is left alone
/// but for one probe each time this long has passed.
inline constexpr std::size_t breakerFailures = 10;
inline constexpr Millis breakerWindow = 60'000;
inline constexpr Millis breakerRest = 30'000;

/// A person may press "try again" as often as they like; we listen this often.
inline constexpr Millis forcedRetryGap = 2'000;

/// A live socket that dies sooner, this many times in a row, is being killed by a proxy.
inline constexpr Millis socketShortLife = 5'000;
inline constexpr int socketShortLivesMax = 3;
/// Then a question that waits for news takes its place, and it is tried again after this long.
inline constexpr Millis socketRestAfterKills = 10 * 60'000;
/// An answer without news that comes sooner is not the platform's doing: no reason to ask at once.
inline constexpr Millis emptyPollMin = 1'000;

/// Changes are asked for at least this often, poked or not.
inline constexpr Millis pullTimer = 60'000;

/// One push: the platform's limits, which it also enforces.
inline constexpr std::size_t pushMutationsMax = 100;
inline constexpr std::size_t pushBytesMax = 1024 * 1024;

/// A mutation on which the platform breaks this often, over at least this long, is set aside for
/// support so that those behind it can pass.
inline constexpr int poisonAttempts = 8;
inline constexpr Millis poisonAge = 15 * 60'000;

/// How often a day one scope is compared bucket by bucket because it does not add up, and after
/// that fetched whole. Then a person looks.
inline constexpr int repairsPerDayMax = 3;
inline constexpr int rejoinsPerDayMax = 2;
/// A region that is busy this long without a step is stuck: no request takes longer than five
/// minutes (a push one), no step of the store comes near that.
inline constexpr Millis pullPatience = 25 * 60'000;
inline constexpr Millis pushPatience = 5 * 60'000;
/// Five times a question that waits for news, the longest that the link waits for.
inline constexpr Millis linkPatience = 5 * 40'000;
/// Five times the minute that a part of a file has.
inline constexpr Millis filesPatience = 5 * 60'000;
/// Begun anew this often in this time, then a person has to know.
inline constexpr int watchRestartsMax = 3;
inline constexpr Millis watchWindow = 60 * 60'000;

inline constexpr Millis day = 24 * 60 * 60'000;

static_assert(transferRetryMin < transferRetryMax);
static_assert(linkRetryMin < linkRetryMax);
static_assert(socketShortLife < healthyAfter);

} // namespace tidemark::sync
