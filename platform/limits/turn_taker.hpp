// Turns within a window, counted for all servers together.
#pragma once

#include "platform/database/database.hpp"

#include <chrono>
#include <string>
#include <unordered_map>

namespace tidemark::platform {

/// How many turns a key has in any window of that width.
struct TurnLimit {
    int most = 0;
    std::chrono::milliseconds window{60'000};
};

/// PostgreSQL holds the turns; what it refused is remembered here, so that whoever floods us costs
/// the database nothing.
class TurnTaker {
public:
    explicit TurnTaker(Database& database)
        : database_(database)
    {
    }

    /// Takes a turn: zero, or how long to wait for one.
    [[nodiscard]] asio::awaitable<Result<std::chrono::milliseconds>>
    take(std::string key, TurnLimit limit);

    /// The turns of this key no longer count.
    [[nodiscard]] asio::awaitable<Result<void>> forgive(std::string key);

private:
    using Clock = std::chrono::steady_clock;

    static constexpr std::size_t mostRefused = 50000;
    static constexpr unsigned cleanEvery = 500;

    Database& database_;
    std::unordered_map<std::string, Clock::time_point> refusedUntil_;
    unsigned taken_ = 0;
};

} // namespace tidemark::platform
