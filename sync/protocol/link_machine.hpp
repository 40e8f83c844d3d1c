// Is the platform there? Decides when to look, when to open the live socket and what to say.
#pragma once

#include "sync/protocol/backoff.hpp"
#include "sync/protocol/breaker.hpp"
#include "sync/wire/status.hpp"

#include <variant>
#include <vector>

namespace tidemark::sync {

/// Somebody is signed in, or no longer is.
struct LinkWanted {};
struct LinkUnwanted {};
/// The platform answered a probe as the platform does.
struct ProbeAnswered {};
/// It did not. `isCaptive`: something else answered in its place.
struct ProbeFailed {
    bool isCaptive = false;
    std::optional<Millis> retryAfter = {};
};
/// The live socket said welcome, or ended, or never came up.
struct SocketUp {};
struct SocketDown {
    std::optional<Millis> reconnectIn = {};
};
/// A `PollLive` was answered, or was not. `isUnreachable`: nothing answered at all.
struct LivePolled {
    bool isEmpty = false; ///< As after a wait in vain.
};
struct LivePollFailed {
    bool isUnreachable = false;
    std::optional<Millis> retryAfter = {};
};
/// The wait of a `WaitLink` is over.
struct LinkTimer {};
/// A person pressed "try again", or the system says the network is back.
struct RetryNow {};
/// A request got no answer although we believed in the link.
struct TransportFailed {};
/// How any request to the platform ended: without an answer or in the platform's own trouble, or
/// with an answer.
struct HostFailed {};
struct HostAnswered {};

using LinkEvent = std::variant<
    LinkWanted,
    LinkUnwanted,
    ProbeAnswered,
    ProbeFailed,
    SocketUp,
    SocketDown,
    LivePolled,
    LivePollFailed,
    LinkTimer,
    RetryNow,
    TransportFailed,
    HostFailed,
    HostAnswered>;

/// Ask the platform what it is.
struct Probe {};
struct OpenSocket {};
struct CloseSocket {};
/// Ask what a socket would have told, and wait for it; in place of a question under way.
struct PollLive {};
/// Report `LinkTimer` after `delay`; replaces an earlier wait.
struct WaitLink {
    Millis delay = 0;
};

using LinkAction = std::variant<Probe, OpenSocket, CloseSocket, PollLive, WaitLink>;

/// The link region of the agent.
///
/// Requests may be made while `isReachable`; whether the live socket is up only decides how we
/// hear of changes. Where sockets die young, a question that waits for news takes their place, and
/// goes on while the socket is tried again now and then. A platform that fails again and again is
/// left alone by everybody, but for one probe now and then.
class LinkMachine {
public:
    explicit LinkMachine(Random random);

    [[nodiscard]] std::vector<LinkAction> next(const LinkEvent& event, Millis now);

    [[nodiscard]] LinkState state() const { return state_; }
    [[nodiscard]] bool isReachable() const { return isReachable_; }
    /// Something of its own is to happen: an answer, a socket that opens.
    [[nodiscard]] bool isBusy() const
    {
        return isProbing_ || isPolling_ || socket_ == Socket::opening;
    }
    /// Requests failed, with none that was answered since.
    [[nodiscard]] bool isHostFailing() const { return breaker_.isCounting(); }

private:
    using Actions = std::vector<LinkAction>;
    enum class Socket { none, opening, up };

    Actions on(const LinkWanted&, Millis now);
    Actions on(const LinkUnwanted&, Millis now);
    Actions on(const ProbeAnswered&, Millis now);
    Actions on(const ProbeFailed& event, Millis now);
    Actions on(const SocketUp&, Millis now);
    Actions on(const SocketDown& event, Millis now);
    Actions on(const LivePolled& event, Millis now);
    Actions on(const LivePollFailed& event, Millis now);
    Actions on(const LinkTimer&, Millis now);
    Actions on(const RetryNow&, Millis now);
    Actions on(const TransportFailed&, Millis now);
    Actions on(const HostFailed&, Millis now);
    Actions on(const HostAnswered&, Millis now);
    Actions probe();
    Actions openSocket(Millis now);
    Actions rest(Millis now);
    Actions poll(Millis now);
    Actions closeSocket();
    Actions waitToPoll(std::optional<Millis> asked, Millis now);

    Backoff backoff_;
    Breaker breaker_ = {};
    LinkState state_ = LinkState::offline;
    Socket socket_ = Socket::none;
    bool isWanted_ = false;
    bool isReachable_ = false;
    bool isProbing_ = false;
    bool isPolling_ = false;                 // A question is under way.
    int shortLives_ = 0;                     // Sockets in a row that died young.
    Millis socketSince_ = 0;                 // When it began to open.
    std::optional<Millis> socketDueAt_ = {}; // While it rests.
    Millis polledAt_ = 0;
    Millis forcedAt_ = -forcedRetryGap;
};

} // namespace tidemark::sync
