#include "platform/live/timing.hpp"

#include <algorithm>

namespace tidemark::platform {

SessionTiming::SessionTiming(LiveTimes times, Time now)
    : times_(times)
    , helloUntil_(now + times.hello)
    , nextPing_(now + times.heartbeat)
{
}

void SessionTiming::welcomed(Time now, Time tokenEndsAt)
{
    isWelcome_ = true;
    tokenEndsAt_ = tokenEndsAt;
    nextPing_ = now + times_.heartbeat;
}

SessionTiming::Due SessionTiming::due(Time now)
{
    if (!isWelcome_)
        return now >= helloUntil_ ? Due::lateHello : Due::nothing;
    if (now >= tokenEndsAt_)
        return Due::tokenEnded;
    if (writeBegan_ && now >= *writeBegan_ + times_.stuckWrite)
        return Due::stuck;
    if (now < nextPing_)
        return Due::nothing;
    nextPing_ = now + times_.heartbeat;
    if (missed_ >= 2)
        return Due::silence;
    ++missed_; // Until the client is heard.
    return Due::ping;
}

SessionTiming::Time SessionTiming::nextAt() const
{
    if (!isWelcome_)
        return helloUntil_;
    Time next = std::min(nextPing_, tokenEndsAt_);
    if (writeBegan_)
        next = std::min(next, *writeBegan_ + times_.stuckWrite);
    return next;
}

} // namespace tidemark::platform
