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

class RedisTurns;

/// PostgreSQL holds the turns, or Redis where one is configured and answers; what was refused is
/// remembered here, so that whoever floods us costs neither anything.
class TurnTaker {
public:
    explicit TurnTaker(Database& database)
        : database_(database)
    {
    }

    /// `redis` outlives this. While it is away the database counts, from nothing.
    void countIn(RedisTurns* redis) { redis_ = redis; }

    /// Takes a turn: zero, or how long to wait for one.
    [[nodiscard]] asio::awaitable<Result<std::chrono::milliseconds>>
    take(std::string key, TurnLimit limit);

    /// The turns of this key no longer count.
    [[nodiscard]] asio::awaitable<Result<void>> forgive(std::string key);

private:
    using Clock = std::chrono::steady_clock;

    static constexpr std::size_t mostRefused = 50000;
    static constexpr unsigned cleanEvery = 500;

    [[nodiscard]] asio::awaitable<Result<std::chrono::milliseconds>>
    takeInDatabase(std::string digest, TurnLimit limit);

    Database& database_;
    RedisTurns* redis_ = nullptr;
    std::unordered_map<std::string, Clock::time_point> refusedUntil_;
    unsigned taken_ = 0;
};

} // namespace tidemark::platform
