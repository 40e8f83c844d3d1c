#include "sync/wire/up_to_date.hpp"

namespace tidemark::sync {

bool isUpToDate(const Status& status)
{
    const bool isOnline = status.link == LinkState::online || status.link == LinkState::onlinePoll;
    const bool isSettled = status.pull == PullState::idle || status.pull == PullState::live;
    const bool isCaughtUp = status.headCut.empty() || status.cut == status.headCut;
    return status.state == AgentState::open && isOnline && isSettled && isCaughtUp &&
           status.pending == 0 && status.needYou == 0 && !status.fault && status.verified;
}

} // namespace tidemark::sync
