// Turns counted in Redis, where one is configured.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct redisContext;

namespace tidemark::platform {

/// Where Redis is, and as whom.
struct RedisPlace {
    std::string host = {}; ///< Or the path of a socket.
    int port = 6379;       ///< 0: a socket.
    std::string user = {};
    Secret password = {};
    int number = 0;
};

/// `redis://[user:password@]host[:port][/number]` or `unix:/path`. Fault `bad_redis_url`.
[[nodiscard]] Result<RedisPlace> readRedisUrl(const std::string& url);

/// Counts as the database does: by the server's clock, in one step for all platforms. Whoever asks
/// while Redis is away is told so at once and counts elsewhere.
class RedisTurns {
public:
    explicit RedisTurns(RedisPlace place);
    ~RedisTurns();
    RedisTurns(const RedisTurns&) = delete;
    RedisTurns& operator=(const RedisTurns&) = delete;

    /// Zero, or how long to wait. Fault `unavailable`/`redis_away`.
    [[nodiscard]] boost::asio::awaitable<Result<std::chrono::milliseconds>>
    take(std::string digest, int most, std::chrono::milliseconds window);
    [[nodiscard]] boost::asio::awaitable<Result<void>> forgive(std::string digest);

    /// How often somebody was sent elsewhere.
    [[nodiscard]] std::uint64_t missed() const { return missed_; }

private:
    using Clock = std::chrono::steady_clock;
    using Connection = std::unique_ptr<redisContext, void (*)(redisContext*)>;

    [[nodiscard]] Result<long long> ask(const std::vector<std::string>& words);
    [[nodiscard]] boost::asio::awaitable<Result<long long>> askAside(std::vector<std::string> words
    );
    [[nodiscard]] Result<Connection> connect() const;
    [[nodiscard]] Result<Connection> borrow();
    void giveBack(Connection connection);
    void lost(const Fault& fault);

    RedisPlace place_;
    std::mutex mutex_;
    std::vector<Connection> idle_;
    std::atomic<Clock::rep> awayUntil_ = 0;
    std::atomic<bool> isAway_ = false;
    std::atomic<std::uint64_t> missed_ = 0;
    boost::asio::thread_pool threads_{4}; ///< Last: its jobs use all above.
};

} // namespace tidemark::platform
