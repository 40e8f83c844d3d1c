// One live channel: its latest state, its events with gap-free offsets, and the ring of them.
#pragma once

#include "platform/live/frames.hpp"

#include <boost/json/value.hpp>

#include <chrono>
#include <deque>
#include <map>
#include <optional>

namespace tidemark::platform {

using LiveClock = std::chrono::steady_clock;

/// `run:<id>` or `runs`, of one tenant.
struct ChannelKey {
    int tenant = 0;
    std::string name = {};
    friend auto operator<=>(const ChannelKey&, const ChannelKey&) = default;
};

/// What an event carries: a reportRun row, a runStep row, or `{lines:[…]}`.
enum class EventKind { state, step, log };

/// Up to where a client has a channel.
struct Since {
    std::string epoch = {};
    std::int64_t offset = 0;
};

/// How much a channel remembers.
struct RingLimits {
    std::size_t events = 2000;
    std::chrono::seconds age = std::chrono::minutes(10);
};

/// An event with its place in the channel.
struct LiveEvent {
    std::int64_t offset = 0;
    EventKind kind = EventKind::state;
    LiveClock::time_point at = {};
    Frame frame = {};
    boost::json::value row = {}; ///< Null for log lines: they are no part of the state.
};

/// Not thread-safe; the hub calls it under its lock.
class Channel {
public:
    Channel(ChannelKey key, std::string epoch, RingLimits limits);

    /// The next event. Its frame is encoded here, once for all subscribers.
    const LiveEvent& append(EventKind kind, boost::json::value data, LiveClock::time_point now);

    /// Sets the state as it was read when the channel's head was at `head`; later events stay.
    void seed(const boost::json::value& state, std::int64_t head);

    /// False until the state is known whole: seeded, or published from the start.
    [[nodiscard]] bool isComplete() const { return isComplete_; }

    /// The events after `since`, or nothing when the ring no longer reaches back so far.
    [[nodiscard]] std::optional<std::vector<const LiveEvent*>> after(const Since& since) const;

    /// The `st` message of the head; encoded again only when something has happened since.
    [[nodiscard]] Frame stateFrame();

    /// Forgets events that are over the limits.
    void trim(LiveClock::time_point now);

    [[nodiscard]] const ChannelKey& key() const { return key_; }
    [[nodiscard]] const std::string& epoch() const { return epoch_; }
    [[nodiscard]] std::int64_t head() const { return head_; }
    [[nodiscard]] bool isEmpty() const { return ring_.empty(); }

private:
    void apply(EventKind kind, const boost::json::value& row);

    ChannelKey key_;
    std::string epoch_;
    RingLimits limits_;
    std::int64_t head_ = 0;
    std::deque<LiveEvent> ring_;
    bool isComplete_ = false;
    std::map<std::string, boost::json::value> runs_; ///< One for `run:<id>`, the latest for `runs`.
    std::map<std::string, boost::json::value> steps_;
    Frame stateFrame_;
};

} // namespace tidemark::platform
