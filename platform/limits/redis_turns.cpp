#include "platform/limits/redis_turns.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <spdlog/spdlog.h>

#include <hiredis/hiredis.h>
#include <sys/time.h>

namespace tidemark::platform {
namespace asio = boost::asio;

namespace {

constexpr timeval patience{0, 300'000};
constexpr std::chrono::seconds awayFor{2}; ///< Until it is tried again.

/// app.take_turn of the schema, in Redis' own words.
constexpr char takeScript[] = R"(
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local most = tonumber(ARGV[1])
local width = tonumber(ARGV[2]) * 1000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - width))
local taken = redis.call('ZCARD', KEYS[1])
if taken >= most then
    local edge = redis.call('ZRANGE', KEYS[1], taken - most, taken - most, 'WITHSCORES')
    return math.max(1, math.ceil((tonumber(edge[2]) + width - now) / 1000))
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now), string.format('%.0f:%d', now, taken))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 0
)";

Fault away(std::string why)
{
    return Fault{
        FaultCode::unavailable,
        "redis_away",
        "Redis does not answer: " + std::move(why) + ".",
        "Start it again, or correct --redis-url."};
}

Fault badUrl()
{
    return Fault{
        FaultCode::invalid,
        "bad_redis_url",
        "This is not the address of a Redis.",
        "Give --redis-url as redis://[user:password@]host[:port][/number] or unix:/path."};
}

std::string textOf(const redisReply& reply)
{
    return {reply.str ? reply.str : "", reply.str ? reply.len : 0};
}

/// A number, or what Redis said instead.
Result<long long> numberOf(redisContext& context, const std::vector<std::string>& words)
{
    std::vector<const char*> starts;
    std::vector<std::size_t> sizes;
    for (const std::string& word : words) {
        starts.push_back(word.data());
        sizes.push_back(word.size());
    }
    const std::unique_ptr<redisReply, void (*)(void*)> reply(
        static_cast<redisReply*>(
            redisCommandArgv(&context, static_cast<int>(words.size()), starts.data(), sizes.data())
        ),
        freeReplyObject
    );
    if (!reply)
        return away(context.errstr);
    if (reply->type == REDIS_REPLY_ERROR)
        return away(textOf(*reply));
    return reply->type == REDIS_REPLY_INTEGER ? reply->integer : 0;
}

} // namespace

Result<RedisPlace> readRedisUrl(const std::string& url)
{
    RedisPlace place;
    if (url.starts_with("unix:/")) {
        place.host = url.substr(5);
        place.port = 0;
        return place;
    }
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed || parsed->scheme() != "redis" || parsed->host().empty())
        return badUrl();
    place.host = parsed->host_address();
    if (parsed->has_port())
        place.port = parsed->port_number();
    place.user = parsed->user();
    place.password = Secret(parsed->password());
    const std::string path = parsed->path();
    if (path.size() > 1) {
        const bool isNumber = path.find_first_not_of("0123456789", 1) == std::string::npos;
        if (!isNumber || path.size() > 4)
            return badUrl();
        place.number = std::stoi(path.substr(1));
    }
    if (place.port == 0)
        return badUrl();
    return place;
}

RedisTurns::RedisTurns(RedisPlace place)
    : place_(std::move(place))
{
}

RedisTurns::~RedisTurns()
{
    threads_.join();
}

Result<RedisTurns::Connection> RedisTurns::connect() const
{
    redisContext* made = place_.port == 0
                             ? redisConnectUnixWithTimeout(place_.host.c_str(), patience)
                             : redisConnectWithTimeout(place_.host.c_str(), place_.port, patience);
    Connection connection(made, redisFree);
    if (!connection || connection->err != 0)
        return away(connection ? connection->errstr : "out of memory");
    redisSetTimeout(connection.get(), patience);
    if (!place_.password.isEmpty()) {
        std::vector<std::string> words{"AUTH"};
        if (!place_.user.empty())
            words.push_back(place_.user);
        words.emplace_back(place_.password.reveal());
        if (auto known = numberOf(*connection, words); !known)
            return known.error();
    }
    if (place_.number != 0) {
        auto chosen = numberOf(*connection, {"SELECT", std::to_string(place_.number)});
        if (!chosen)
            return chosen.error();
    }
    return connection;
}

Result<RedisTurns::Connection> RedisTurns::borrow()
{
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            Connection connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
    }
    return connect();
}

void RedisTurns::giveBack(Connection connection)
{
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
}

void RedisTurns::lost(const Fault& fault)
{
    {
        const std::lock_guard lock(mutex_);
        idle_.clear(); // They met the same end.
    }
    awayUntil_ = (Clock::now() + awayFor).time_since_epoch().count();
    if (!isAway_.exchange(true))
        spdlog::warn("limits are counted in the database for now: {}", fault.cause);
}

Result<long long> RedisTurns::ask(const std::vector<std::string>& words)
{
    // Those that waited for a thread while others found out need not find out again.
    if (Clock::now().time_since_epoch().count() < awayUntil_)
        return away("it did not a moment ago");
    auto connection = borrow();
    if (!connection) {
        lost(connection.error());
        return connection.error();
    }
    auto number = numberOf(**connection, words);
    if (!number) {
        lost(number.error());
        return number;
    }
    giveBack(std::move(*connection));
    if (isAway_.exchange(false))
        spdlog::info("limits are counted in Redis again");
    return number;
}

asio::awaitable<Result<long long>> RedisTurns::askAside(std::vector<std::string> words)
{
    if (Clock::now().time_since_epoch().count() < awayUntil_) {
        ++missed_;
        co_return away("it did not a moment ago");
    }
    auto job = [this, &words]() -> asio::awaitable<Result<long long>> { co_return ask(words); };
    auto number = co_await asio::co_spawn(threads_, job, asio::use_awaitable);
    if (!number)
        ++missed_;
    co_return number;
}

asio::awaitable<Result<std::chrono::milliseconds>>
RedisTurns::take(std::string digest, int most, std::chrono::milliseconds window)
{
    std::vector<std::string> words{
        "EVAL",
        takeScript,
        "1",
        "tidemark:turns:" + digest,
        std::to_string(most),
        std::to_string(window.count())};
    const auto wait = co_await askAside(std::move(words));
    if (!wait)
        co_return wait.error();
    co_return std::chrono::milliseconds(*wait);
}

asio::awaitable<Result<void>> RedisTurns::forgive(std::string digest)
{
    std::vector<std::string> words{"DEL", "tidemark:turns:" + digest};
    const auto gone = co_await askAside(std::move(words));
    if (!gone)
        co_return gone.error();
    co_return Result<void>{};
}

} // namespace tidemark::platform
