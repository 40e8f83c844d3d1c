#include "platform/feed/retention.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

namespace tidemark::platform {
namespace {

constexpr std::chrono::minutes firstAfter(2); ///< The start has other things to do.
constexpr std::chrono::hours period(1);
/// Pauses leave the disk to others.
constexpr std::chrono::milliseconds breath(200);
constexpr std::string_view trimSql =
    "SELECT sync.trim(make_interval(days => $1::int), make_interval(days => $2::int),"
    " make_interval(days => $3::int), 10000)";

} // namespace

struct Retention::State : std::enable_shared_from_this<State> {
    State(Database& db, KeepingTimes keepingTimes)
        : database(db)
        , times(keepingTimes)
        , timer(db.executor())
    {
    }

    asio::awaitable<void> pause(std::chrono::milliseconds time)
    {
        boost::system::error_code ignored;
        timer.expires_after(time);
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }

    asio::awaitable<Result<std::int64_t>> once()
    {
        std::vector<Statement> statements;
        statements.push_back(
            {std::string(trimSql),
             {std::to_string(times.changes.count()),
              std::to_string(times.results.count()),
              std::to_string(times.keys.count())}}
        );
        auto done = co_await database.write(Tenancy{}, std::move(statements));
        if (!done)
            co_return done.error();
        co_return done->front().integer(0, 0);
    }

    asio::awaitable<Result<std::int64_t>> run()
    {
        const auto self = shared_from_this();
        std::int64_t gone = 0;
        for (;;) {
            auto some = co_await once();
            if (!some)
                co_return some.error();
            if (*some == 0)
                co_return gone;
            gone += *some;
            co_await pause(breath);
        }
    }

    asio::awaitable<void> loop()
    {
        const auto self = shared_from_this();
        co_await pause(firstAfter);
        while (isRunning) {
            auto gone = co_await run();
            if (!gone)
                spdlog::warn("retention: {}", gone.error().cause);
            else if (*gone > 0)
                spdlog::info("retention: {} old records are gone", *gone);
            co_await pause(period);
        }
    }

    Database& database;
    KeepingTimes times;
    asio::steady_timer timer;
    bool isRunning = false;
};

Retention::Retention(Database& database, KeepingTimes times)
    : state_(std::make_shared<State>(database, times))
{
}

Retention::~Retention()
{
    stop();
}

void Retention::start()
{
    if (std::exchange(state_->isRunning, true))
        return;
    asio::co_spawn(state_->database.executor(), state_->loop(), asio::detached);
}

void Retention::stop()
{
    state_->isRunning = false;
    state_->timer.cancel();
}

asio::awaitable<Result<std::int64_t>> Retention::run()
{
    const auto state = state_;
    co_return co_await state->run();
}

} // namespace tidemark::platform
