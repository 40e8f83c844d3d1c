// From facts to the one thing that is said.
#include "sync/protocol/status_view.hpp"

#include <cstdlib>

namespace tidemark::sync {
namespace {

AgentState agentState(const StatusFacts& facts)
{
    if (facts.isDamaged)
        return AgentState::damaged;
    if (!facts.isVaultOpen)
        return facts.needsPassphrase ? AgentState::needsPassphrase : AgentState::locked;
    if (facts.isSignedIn)
        return AgentState::open;
    return facts.hasProfile ? AgentState::signedOut : AgentState::noProfile;
}

Fault clockFault(std::int64_t skew)
{
    const auto hours = std::abs(skew) / 3600;
    const auto minutes = std::abs(skew) / 60;
    const std::string amount =
        hours > 0 ? std::to_string(hours) + " h" : std::to_string(minutes) + " min";
    return Fault{
        FaultCode::invalid,
        "clock_off",
        "The clock of this device is " + amount + (skew > 0 ? " ahead of" : " behind") +
            " the platform's.",
        "Set the date and time of this device. Synchronising is not affected."};
}

/// The one that stands in the way of all others comes first.
std::optional<Fault> foremost(const StatusFacts& facts)
{
    if (facts.storeFault)
        return facts.storeFault;
    if (facts.sessionFault)
        return facts.sessionFault;
    const bool isUp = facts.link == LinkState::online || facts.link == LinkState::onlinePoll;
    if (facts.linkFault && !isUp)
        return facts.linkFault;
    if (facts.pullFault && !isWorthRetrying(facts.pullFault->code))
        return facts.pullFault;
    if (facts.pushFault)
        return facts.pushFault;
    if (facts.pullFault && isUp)
        return facts.pullFault;
    if (std::abs(facts.clockSkewSeconds) > clockSkewSecondsMax)
        return clockFault(facts.clockSkewSeconds);
    return std::nullopt;
}

} // namespace

Status statusOf(const StatusFacts& facts)
{
    Status status;
    status.state = agentState(facts);
    status.link = facts.link;
    status.linkSince = facts.linkSince;
    status.nextTryAt = facts.nextTryAt;
    status.fault = foremost(facts);
    status.pull = facts.pull;
    const bool isFilling = facts.pull == PullState::bootstrap ||
                           facts.pull == PullState::reconcile || facts.pull == PullState::repair;
    if (isFilling)
        status.progress = facts.progress;
    status.pending = facts.pending;
    status.needYou = facts.needYou;
    status.oldestPendingAt = facts.oldestPendingAt;
    status.cut = std::to_string(facts.cut);
    status.headCut = std::to_string(std::max(facts.cut, facts.headCut));
    status.mirrorAsOf = facts.mirrorAsOf;
    status.verified = facts.isVerified;
    status.roundTripMs = facts.roundTripMs;
    status.rows = facts.rows;
    status.mirrorBytes = facts.mirrorBytes;
    status.keyStore = facts.keyStore;
    status.server = facts.server;
    status.user = facts.user;
    status.clockSkewSeconds = facts.clockSkewSeconds;
    status.quarantined = facts.quarantined;
    status.notices = facts.notices;
    status.isPaused = facts.isPaused;
    return status;
}

} // namespace tidemark::sync
