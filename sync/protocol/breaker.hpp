// When a platform that fails is to be left alone.
#pragma once

#include "sync/protocol/tuning.hpp"

#include <cstddef>
#include <deque>

namespace tidemark::sync {

/// Counts failures with no answer between them: one route that fails always is no reason to cut off
/// those that work. Open after ten within a minute, until something is answered.
class Breaker {
public:
    void failed(Millis now)
    {
        failures_.push_back(now);
        while (now - failures_.front() > breakerWindow)
            failures_.pop_front();
        isOpen_ = isOpen_ || failures_.size() >= breakerFailures;
    }
    void answered()
    {
        failures_.clear();
        isOpen_ = false;
    }

    [[nodiscard]] bool isOpen() const { return isOpen_; }
    /// There is a failure since the last answer.
    [[nodiscard]] bool isCounting() const { return isOpen_ || !failures_.empty(); }

private:
    std::deque<Millis> failures_ = {};
    bool isOpen_ = false;
};

} // namespace tidemark::sync
