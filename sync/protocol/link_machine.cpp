// The decisions of the link.
#include "sync/protocol/link_machine.hpp"

#include <algorithm>
#include <utility>

namespace tidemark::sync {

LinkMachine::LinkMachine(Random random)
    : backoff_(linkRetryMin, linkRetryMax, std::move(random))
{
}

std::vector<LinkAction> LinkMachine::next(const LinkEvent& event, Millis now)
{
    return std::visit([this, now](const auto& happened) { return on(happened, now); }, event);
}

LinkMachine::Actions LinkMachine::probe()
{
    if (isProbing_)
        return {};
    isProbing_ = true;
    return {Probe{}};
}

LinkMachine::Actions LinkMachine::openSocket(Millis now)
{
    socket_ = Socket::opening;
    socketSince_ = now;
    socketDueAt_.reset();
    return {OpenSocket{}};
}

LinkMachine::Actions LinkMachine::rest(Millis now)
{
    socketDueAt_ = now + socketRestAfterKills;
    return poll(now);
}

LinkMachine::Actions LinkMachine::poll(Millis now)
{
    state_ = LinkState::onlinePoll;
    isPolling_ = true;
    polledAt_ = now;
    Actions actions{PollLive{}};
    if (socketDueAt_)
        actions.emplace_back(WaitLink{std::max<Millis>(*socketDueAt_ - now, 0)});
    return actions;
}

LinkMachine::Actions LinkMachine::closeSocket()
{
    const bool isOpen = std::exchange(socket_, Socket::none) != Socket::none;
    return isOpen ? Actions{CloseSocket{}} : Actions{};
}

LinkMachine::Actions LinkMachine::waitToPoll(std::optional<Millis> asked, Millis now)
{
    const Millis wait = backoff_.next(asked);
    const Millis left = socketDueAt_ ? std::max<Millis>(*socketDueAt_ - now, 0) : wait;
    return {WaitLink{std::min(wait, left)}};
}

LinkMachine::Actions LinkMachine::on(const LinkWanted&, Millis)
{
    if (isWanted_)
        return {};
    isWanted_ = true;
    state_ = LinkState::probing;
    return probe();
}

LinkMachine::Actions LinkMachine::on(const LinkUnwanted&, Millis)
{
    isWanted_ = isReachable_ = isProbing_ = isPolling_ = false;
    state_ = LinkState::offline;
    shortLives_ = 0;
    socketDueAt_.reset();
    backoff_.reset();
    breaker_.answered();
    return closeSocket();
}

LinkMachine::Actions LinkMachine::on(const ProbeAnswered&, Millis now)
{
    if (!isWanted_ || !isProbing_)
        return {};
    isProbing_ = false;
    isReachable_ = true;
    if (socket_ == Socket::up) {
        state_ = LinkState::online;
        return {};
    }
    if (socket_ == Socket::opening)
        return {};
    if (shortLives_ < socketShortLivesMax || (socketDueAt_ && now >= *socketDueAt_))
        return openSocket(now);
    return socketDueAt_ ? poll(now) : rest(now);
}

LinkMachine::Actions LinkMachine::on(const ProbeFailed& event, Millis)
{
    if (!isWanted_ || !isProbing_)
        return {};
    isProbing_ = false;
    isReachable_ = false;
    state_ = event.isCaptive ? LinkState::captive : LinkState::offline;
    Actions actions = closeSocket();
    const Millis wait = backoff_.next(event.retryAfter);
    actions.emplace_back(WaitLink{
        breaker_.isOpen() ? std::max(event.retryAfter.value_or(0), breakerRest) : wait});
    return actions;
}

LinkMachine::Actions LinkMachine::on(const SocketUp&, Millis now)
{
    if (!isWanted_ || socket_ != Socket::opening)
        return {};
    socket_ = Socket::up;
    socketSince_ = now;
    isReachable_ = true;
    isPolling_ = false;
    state_ = LinkState::online;
    return {};
}

LinkMachine::Actions LinkMachine::on(const SocketDown& event, Millis now)
{
    if (!isWanted_ || socket_ == Socket::none)
        return {};
    const Millis life = socket_ == Socket::up ? now - socketSince_ : 0;
    socket_ = Socket::none;
    if (life >= healthyAfter)
        backoff_.reset();
    // A server that says goodbye is no proxy that kills.
    shortLives_ = life < socketShortLife && !event.reconnectIn ? shortLives_ + 1 : 0;
    if (state_ == LinkState::onlinePoll && !event.reconnectIn)
        return rest(now);
    state_ = LinkState::probing;
    if (isProbing_)
        return {};
    return {WaitLink{backoff_.next(event.reconnectIn)}};
}

LinkMachine::Actions LinkMachine::on(const LivePolled& event, Millis now)
{
    isPolling_ = false;
    if (state_ != LinkState::onlinePoll)
        return {};
    // The platform waits before it answers with nothing; something on the way does not.
    if (event.isEmpty && now - polledAt_ < emptyPollMin)
        return waitToPoll({}, now);
    backoff_.reset();
    return poll(now);
}

LinkMachine::Actions LinkMachine::on(const LivePollFailed& event, Millis now)
{
    isPolling_ = false;
    if (state_ != LinkState::onlinePoll)
        return {};
    if (event.isUnreachable)
        return on(TransportFailed{}, now);
    return waitToPoll(event.retryAfter, now);
}

LinkMachine::Actions LinkMachine::on(const LinkTimer&, Millis now)
{
    if (!isWanted_ || isProbing_)
        return {};
    if (state_ == LinkState::onlinePoll) {
        const bool isDue = socket_ == Socket::none && socketDueAt_ && now >= *socketDueAt_;
        return isDue ? openSocket(now) : poll(now);
    }
    if (socket_ != Socket::none)
        return {};
    state_ = LinkState::probing;
    return probe();
}

LinkMachine::Actions LinkMachine::on(const RetryNow&, Millis now)
{
    if (!isWanted_ || isProbing_ || now - forcedAt_ < forcedRetryGap)
        return {};
    forcedAt_ = now;
    backoff_.reset();
    if (socketDueAt_)
        socketDueAt_ = now; // The network may be another one.
    if (state_ != LinkState::online && state_ != LinkState::onlinePoll)
        state_ = LinkState::probing;
    return probe();
}

LinkMachine::Actions LinkMachine::on(const TransportFailed&, Millis)
{
    if (!isWanted_ || !isReachable_ || isProbing_)
        return {};
    state_ = LinkState::probing;
    return probe();
}

LinkMachine::Actions LinkMachine::on(const HostFailed&, Millis now)
{
    // Without a link people's own requests fail for a reason that is known.
    if (!isWanted_ || (!isReachable_ && !isProbing_))
        return {};
    breaker_.failed(now);
    if (!isReachable_ || !breaker_.isOpen())
        return {};
    isReachable_ = false;
    state_ = LinkState::offline;
    Actions actions = closeSocket();
    if (!isProbing_) // Else its outcome says how it goes on.
        actions.emplace_back(WaitLink{breakerRest});
    return actions;
}

LinkMachine::Actions LinkMachine::on(const HostAnswered&, Millis)
{
    const bool wasOpen = breaker_.isOpen();
    breaker_.answered();
    if (!isWanted_ || !wasOpen || isReachable_ || isProbing_)
        return {};
    state_ = LinkState::probing; // Somebody asked all the same: it is back.
    return probe();
}

} // namespace tidemark::sync
