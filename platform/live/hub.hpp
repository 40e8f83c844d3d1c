// Who listens to which live channel, and what each of them has yet to be sent.
//
// The hub does no I/O: sessions take frames out, and are woken when there is something to take.
// A frame is encoded once; a queue holds references to it. A slow reader costs at most its limits
// and never delays another: its events are folded into the latest state, then its log lines make
// way for a `gap`, then it is sent away.
#pragma once

#include "platform/live/channel.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <unordered_map>

namespace tidemark::platform {

using SubscriberId = std::uint64_t;

/// Limits of the live channel.
struct HubLimits {
    std::size_t queueBytes = 2 * 1024 * 1024;
    std::size_t queueFrames = 2000;
    std::size_t channelsPerSocket = 64;
    /// A channel counts as heard for so long after its last listener left: who comes back, or asks
    /// again, finds no hole.
    std::chrono::milliseconds lingers = std::chrono::seconds(30);
    RingLimits ring = {};
};

/// The answer to `sub`.
struct Subscribed {
    std::string epoch = {};
    std::int64_t offset = 0; ///< Head of the channel now.
    bool replays = false;    ///< Otherwise a state follows.
};

/// What the hub counted; all but the first two since its start.
struct HubFigures {
    std::size_t members = 0;
    std::size_t queuedBytes = 0; ///< Of all members, not yet taken.
    std::uint64_t joined = 0;
    std::uint64_t folded = 0; ///< Events that gave way to the latest state.
    std::uint64_t gaps = 0;   ///< Log lines were left out.
    std::uint64_t slow = 0;   ///< Members sent away because they did not keep up.
};

/// Thread-safe.
class Hub {
public:
    /// `name` sets this process apart from others and from its own earlier lives.
    explicit Hub(std::string name, HubLimits limits = {});
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    /// A new subscriber. `wake` is called, under the hub's lock, when frames begin to wait; it
    /// must only hand over to the subscriber's own thread.
    [[nodiscard]] SubscriberId join(int tenant, std::function<void()> wake);
    void leave(SubscriberId id);

    /// True when a subscription with `since` needs the channel's state read first (see `seed`).
    [[nodiscard]] bool needsState(const ChannelKey& key, const std::optional<Since>& since) const;
    /// The channel's head, to be read before the state is read from the tables.
    [[nodiscard]] std::int64_t headOf(const ChannelKey& key);
    /// Sets the state that was read after `headOf` returned `head`.
    void seed(const ChannelKey& key, const boost::json::value& state, std::int64_t head);

    /// Queues `subok`, then what was missed or the state; from then on every event.
    /// `full` above the limit of channels.
    Result<Subscribed>
    subscribe(SubscriberId id, const std::string& channel, const std::optional<Since>& since);
    void unsubscribe(SubscriberId id, const std::string& channel);
    /// The channels of a subscriber, to authorise them again.
    [[nodiscard]] std::vector<std::string> channelsOf(SubscriberId id) const;

    /// Appends an event and queues it for every subscriber of the channel.
    void publish(const ChannelKey& key, EventKind kind, boost::json::value data);
    /// True when somebody listens or did just now; lets a node skip reading what nobody wants.
    [[nodiscard]] bool isHeard(const ChannelKey& key) const;

    /// Tells everybody in the tenant that there is more to pull, up to `headCut`.
    void poke(int tenant, std::int64_t headCut);
    /// The latest cut of a tenant that was poked; 0 when none was.
    [[nodiscard]] std::int64_t headCutOf(int tenant) const;

    /// Queues a message for one subscriber.
    void send(SubscriberId id, Frame frame);
    /// Queues a last message; the session ends when it is written.
    void sendLast(SubscriberId id, Frame frame);
    /// As `sendLast`, to all, each its own: the process ends.
    void sendLastToAll(const std::function<Frame(SubscriberId)>& frameFor);

    /// What to write now.
    struct Taken {
        std::vector<Frame> frames = {};
        bool isLast = false; ///< The session ends with these.
    };
    /// At most about `mostBytes`, at least one frame when any waits.
    [[nodiscard]] Taken take(SubscriberId id, std::size_t mostBytes);

    /// Forgets old events, and channels that nobody uses. Call it every few seconds.
    void tick(LiveClock::time_point now);

    [[nodiscard]] std::size_t subscribers() const;
    [[nodiscard]] HubFigures figures() const;

private:
    struct Pending {
        Frame frame;
        Channel* channel = nullptr; ///< Null for messages that are no events.
        EventKind kind = EventKind::state;
        std::int64_t offset = 0;
        std::int64_t gapFrom = 0; ///< Above 0: a `gap` up to `offset`.
        bool isState = false;     ///< An `st`.
    };
    struct Subscriber {
        SubscriberId id = 0;
        int tenant = 0;
        std::function<void()> wake;
        std::deque<Pending> queue;
        std::size_t bytes = 0;
        Frame poke; ///< At most one waits; a newer one replaces it.
        std::set<Channel*> channels;
        bool isAwake = false; ///< Woken and not yet found empty.
        bool isSentAway = false;
    };

    Channel& channelOf(const ChannelKey& key);
    Channel* findChannel(const ChannelKey& key) const;
    Subscriber* find(SubscriberId id) const;
    void unlisten(Subscriber& subscriber, Channel& channel);
    void push(Subscriber& to, Pending pending);
    void makeRoom(Subscriber& subscriber);
    bool isOver(const Subscriber& subscriber) const;
    void fold(Subscriber& subscriber, Channel& channel, bool withLog);
    static void sendAway(Subscriber& subscriber, Frame last);
    static void wake(Subscriber& subscriber);

    std::string name_;
    HubLimits limits_;
    mutable std::mutex mutex_;
    std::uint64_t nextSubscriber_ = 1;
    std::uint64_t nextChannel_ = 1;
    std::map<ChannelKey, std::unique_ptr<Channel>> channels_;
    std::unordered_map<const Channel*, std::vector<Subscriber*>> listeners_;
    std::unordered_map<const Channel*, LiveClock::time_point> leftAt_; ///< By its last listener.
    std::unordered_map<SubscriberId, std::unique_ptr<Subscriber>> subscribers_;
    std::map<int, std::int64_t> headCuts_;
    HubFigures counted_ = {};
};

} // namespace tidemark::platform
