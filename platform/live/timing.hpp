// When a live session must ping, and when it must end. No clock of its own.
#pragma once

#include "platform/live/channel.hpp"

namespace tidemark::platform {

struct LiveTimes {
    std::chrono::milliseconds hello = std::chrono::seconds(5);
    std::chrono::milliseconds heartbeat = std::chrono::seconds(20);
    std::chrono::milliseconds stuckWrite = std::chrono::seconds(20);
};

/// The clock rules of one session: `hello` in time, a heartbeat that may be missed once, a token
/// that ends, a reader that must take what is written.
class SessionTiming {
public:
    enum class Due { nothing, ping, lateHello, silence, tokenEnded, stuck };
    using Time = LiveClock::time_point;

    SessionTiming(LiveTimes times, Time now);

    void welcomed(Time now, Time tokenEndsAt);
    void tokenRenewed(Time tokenEndsAt) { tokenEndsAt_ = tokenEndsAt; }
    /// Any message of the client proves that it is there.
    void heard() { missed_ = 0; }
    void writing(Time now) { writeBegan_ = now; }
    void written() { writeBegan_.reset(); }

    /// What is due now. `ping` moves the next heartbeat on.
    [[nodiscard]] Due due(Time now);
    /// When to ask again.
    [[nodiscard]] Time nextAt() const;

private:
    LiveTimes times_;
    bool isWelcome_ = false;
    Time helloUntil_;
    Time nextPing_;
    Time tokenEndsAt_ = Time::max();
    int missed_ = 0;
    std::optional<Time> writeBegan_;
};

} // namespace tidemark::platform
