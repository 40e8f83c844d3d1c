#include "platform/blobs/blob_cleaner.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

namespace tidemark::platform {
namespace {

constexpr std::chrono::minutes firstAfter(3); ///< The start has other things to do.
constexpr std::chrono::hours period(1);

} // namespace

struct BlobCleaner::State : std::enable_shared_from_this<State> {
    State(Database& database, BlobBook& book, BlobKeeping times)
        : blobs(book)
        , keeping(times)
        , timer(database.executor())
    {
    }

    asio::awaitable<void> pause(std::chrono::milliseconds time)
    {
        boost::system::error_code ignored;
        timer.expires_after(time);
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }

    asio::awaitable<void> loop()
    {
        const auto self = shared_from_this();
        co_await pause(firstAfter);
        while (isRunning) {
            const auto gone = co_await blobs.clear(keeping);
            if (!gone)
                spdlog::warn("blobs: {}", gone.error().cause);
            else if (*gone > 0)
                spdlog::info("blobs: {} that nobody needs are gone", *gone);
            co_await pause(period);
        }
    }

    BlobBook& blobs;
    BlobKeeping keeping;
    asio::steady_timer timer;
    bool isRunning = false;
};

BlobCleaner::BlobCleaner(Database& database, BlobBook& blobs, BlobKeeping keeping)
    : state_(std::make_shared<State>(database, blobs, keeping))
{
}

BlobCleaner::~BlobCleaner()
{
    stop();
}

void BlobCleaner::start()
{
    if (std::exchange(state_->isRunning, true))
        return;
    asio::co_spawn(state_->timer.get_executor(), state_->loop(), asio::detached);
}

void BlobCleaner::stop()
{
    state_->isRunning = false;
    state_->timer.cancel();
}

} // namespace tidemark::platform
