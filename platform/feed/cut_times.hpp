// When the newest cuts were made, so that it is known how long they take to reach devices.
#pragma once

#include "platform/feed/sequencer.hpp"

#include <chrono>
#include <deque>
#include <map>
#include <optional>

namespace tidemark::platform {

/// Remembers the cuts of the last minute that this process learned of. Lives on the sequencer's
/// executor, which it may outlive.
class CutTimes {
public:
    using Clock = std::chrono::steady_clock;

    explicit CutTimes(Sequencer& sequencer);
    CutTimes(const CutTimes&) = delete;
    CutTimes& operator=(const CutTimes&) = delete;

    /// How long the first cut after this one has been there; none when there is no such cut, or
    /// when it is older than what is remembered.
    [[nodiscard]] std::optional<std::chrono::duration<double>>
    waitedAfter(int tenant, std::int64_t cut) const;

private:
    struct Made {
        std::int64_t cut = 0;
        Clock::time_point at = {};
    };
    void remember(const CutMade& made);

    std::map<int, std::deque<Made>> newest_ = {};
    Sequencer::Subscription subscription_;
};

} // namespace tidemark::platform
