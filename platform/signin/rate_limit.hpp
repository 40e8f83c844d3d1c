// Slows down who guesses.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

namespace tidemark::platform {

/// At most `limit` attempts by key in any window of `window`. In process: with several servers
/// each one counts for itself.
class RateLimit {
public:
    using Clock = std::chrono::steady_clock;

    RateLimit(std::size_t limit, std::chrono::seconds window)
        : limit_(limit)
        , window_(window)
    {
    }

    /// Counts an attempt, or says how long to wait.
    [[nodiscard]] std::optional<std::chrono::seconds>
    take(const std::string& key, Clock::time_point now);

    /// The attempt was an honest one: forgets the key.
    void forgive(const std::string& key) { attempts_.erase(key); }

private:
    void forgetOld(Clock::time_point now);

    static constexpr std::size_t mostKeys = 50000;

    std::size_t limit_;
    std::chrono::seconds window_;
    std::unordered_map<std::string, std::deque<Clock::time_point>> attempts_;
};

} // namespace tidemark::platform
