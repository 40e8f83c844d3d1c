// How long to wait before the next attempt.
#pragma once

#include "sync/protocol/tuning.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace tidemark::sync {

/// A number in [0, 1). Injected, so that tests choose it.
using Random = std::function<double()>;

/// Full jitter: any time between nothing and a ceiling that doubles with each failure, so that
/// clients which lost the same server do not come back together.
class Backoff {
public:
    Backoff(Millis base, Millis cap, Random random)
        : base_(base)
        , cap_(cap)
        , random_(std::move(random))
    {
    }

    /// The next wait. What the other side asked for overrides the dice.
    [[nodiscard]] Millis next(std::optional<Millis> asked = {})
    {
        const Millis ceiling = failures_ >= 20 ? cap_ : std::min(cap_, base_ << failures_);
        ++failures_;
        if (asked)
            return std::max<Millis>(*asked, 0);
        return static_cast<Millis>(random_() * static_cast<double>(ceiling));
    }

    void reset() { failures_ = 0; }
    [[nodiscard]] int failures() const { return failures_; }

private:
    Millis base_;
    Millis cap_;
    Random random_;
    int failures_ = 0;
};

} // namespace tidemark::sync
