// What the pull region says of itself.
#include "sync/protocol/pull_machine.hpp"

#include <algorithm>

namespace tidemark::sync {

PullState PullMachine::state() const
{
    if (isHeld_)
        return PullState::hold;
    if (!isWanted_)
        return PullState::idle;
    if (isReconciling_)
        return PullState::reconcile;
    if (!scopesAt(Recheck::wanted).empty() || !scopesAt(Recheck::patched).empty())
        return PullState::repair;
    if (isJoining() || !place_.cursor)
        return PullState::bootstrap;
    return hasCaughtUp_ ? PullState::live : PullState::catchup;
}

std::optional<Progress> PullMachine::progress() const
{
    if (!session_ || !isJoining())
        return std::nullopt;
    Progress progress;
    for (const auto& scope : place_.scopes) {
        if (scope.standing != ScopeStanding::joining)
            continue;
        progress.done += scope.rows;
        for (const auto& offered : session_->scopes)
            progress.total += offered.id == scope.grant.scope ? offered.rows : 0;
    }
    progress.total = std::max(progress.total, progress.done); // Announced is only "about".
    return progress;
}

} // namespace tidemark::sync
