// The decisions of pulling about scopes that do not add up.
#include "sync/protocol/pull_machine.hpp"

#include "models/core/seeded_fault.hpp"
#include <algorithm>

namespace tidemark::sync {

std::vector<ScopeId> PullMachine::scopesAt(Recheck recheck) const
{
    std::vector<ScopeId> found;
    for (const auto& scope : place_.scopes) {
        if (scope.standing == ScopeStanding::live && scope.recheck == recheck)
            found.push_back(scope.grant.scope);
    }
    return found;
}

int PullMachine::mendsToday(ScopeId scope, bool isRejoin, Millis now) const
{
    for (const auto& state : place_.scopes) {
        if (state.grant.scope != scope)
            continue;
        return static_cast<int>(std::count_if(
            state.mends.begin(),
            state.mends.end(),
            [&](const Mend& mend) {
                // A clock that was set back does not make the bound longer than a day.
                return mend.isRejoin == isRejoin && now - mend.at < day && mend.at - now < day;
            }
        ));
    }
    return 0;
}

std::optional<Fault> PullMachine::fault() const
{
    if (fault_)
        return fault_;
    if (scopesAt(Recheck::givenUp).empty())
        return std::nullopt;
    return Fault{
        FaultCode::corrupt,
        "digest_mismatch",
        "The copy on this device does not add up with the platform, even after repairs.",
        "Your own changes are safe. Run the diagnostics and send them to support."};
}

PullMachine::Actions PullMachine::repair(std::vector<ScopeId> scopes)
{
    awaited_ = newTicket();
    repairing_ = std::move(scopes);
    return {RepairScopes{awaited_, repairing_}};
}

PullMachine::Actions PullMachine::mismatched(const std::vector<ScopeId>& scopes, Millis now)
{
    ++mismatches_;
    if (mismatches_ < 2)
        return pull(); // The answer may have been damaged on the way.
    mismatches_ = 0;
    return mend(scopes, true, now);
}

PullMachine::Actions
PullMachine::mend(const std::vector<ScopeId>& scopes, bool canCompare, Millis now)
{
    MendPlan plan{.at = now};
    for (const ScopeId scope : scopes) {
        if (canCompare && (mendsToday(scope, false, now) < repairsPerDayMax ||
                           TIDEMARK_SEEDED(repairUnbounded)))
            plan.recheck.push_back(scope);
        else if (mendsToday(scope, true, now) < rejoinsPerDayMax)
            plan.rejoin.push_back(scope);
        else
            plan.giveUp.push_back(scope);
    }
    awaited_ = newTicket();
    return {MendScopes{awaited_, std::move(plan)}};
}

PullMachine::Actions PullMachine::repairFailed(const PullFailed& event, Millis now)
{
    const auto scopes = std::exchange(repairing_, {});
    const auto& fault = event.fault;
    // An older platform cannot be asked; and where most differs, comparing costs more.
    const bool cannot = fault.code == FaultCode::notFound || fault.code == FaultCode::unsupported ||
                        fault.reason == "repair_too_large";
    if (cannot)
        return mend(scopes, false, now);
    fault_ = fault;
    return waitAfterFailure(event.retryAfter);
}

} // namespace tidemark::sync
