#include "platform/runs/run_worker.hpp"

#include "platform/runs/run_executor.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <set>

namespace tidemark::platform {
namespace {

constexpr std::chrono::milliseconds leastPause = std::chrono::seconds(1);
constexpr std::chrono::milliseconds mostPause = std::chrono::seconds(60);

} // namespace

struct RunWorker::State : std::enable_shared_from_this<State> {
    State(RunServices all, WorkerSettings wanted)
        : services(std::move(all))
        , settings(wanted)
        , queue(services.database, services.node, settings.lease)
        , threads(static_cast<std::size_t>(settings.parallel))
        , wakeUp(services.database.executor())
    {
    }

    asio::awaitable<void> loop()
    {
        const auto self = shared_from_this();
        while (!isStopped) {
            isAsked = false;
            const int free = settings.parallel - static_cast<int>(going.size());
            auto pause = mostPause;
            if (free > 0) {
                const auto jobs = co_await queue.claim(free);
                trouble.reset();
                if (!jobs) {
                    trouble = jobs.error();
                    spdlog::warn("the queue cannot be read: {}", jobs.error().cause);
                    pause = leastPause * 5;
                } else if (!isStopped) {
                    for (const ClaimedJob& job : *jobs)
                        spawn(job);
                    const auto next = co_await queue.nextIn();
                    if (next && *next)
                        pause = std::clamp(**next, leastPause, mostPause);
                }
            }
            if (!isAsked && !isStopped)
                co_await sleep(pause);
        }
    }

    asio::awaitable<void> sleep(std::chrono::milliseconds pause)
    {
        wakeUp.expires_after(pause);
        boost::system::error_code woken;
        co_await wakeUp.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }

    void ask()
    {
        isAsked = true;
        wakeUp.cancel();
    }

    void spawn(const ClaimedJob& job)
    {
        const auto executor = std::make_shared<RunExecutor>(services, queue, threads, job);
        going.insert(executor);
        auto running = [](std::shared_ptr<RunExecutor> run) -> asio::awaitable<void> {
            co_await run->execute();
        };
        auto ended = [self = shared_from_this(), executor](std::exception_ptr error) {
            self->going.erase(executor);
            try {
                if (error)
                    std::rethrow_exception(error);
            } catch (const std::exception& thrown) {
                spdlog::error("a run ended by an exception: {}", thrown.what());
            }
            self->ask(); // There is room for another.
        };
        asio::co_spawn(services.database.executor(), running(executor), std::move(ended));
    }

    RunServices services;
    WorkerSettings settings;
    JobQueue queue;
    asio::thread_pool threads;
    asio::steady_timer wakeUp;
    std::set<std::shared_ptr<RunExecutor>> going;
    std::optional<Fault> trouble = {};
    bool isAsked = false;
    bool isStopped = true;
};

RunWorker::RunWorker(RunServices services, WorkerSettings settings)
    : state_(std::make_shared<State>(std::move(services), settings))
{
}

RunWorker::~RunWorker()
{
    stop();
    state_->threads.join(); // Blocking work sees `stop` within a tenth of a second.
}

void RunWorker::follow(Listener& listener)
{
    const auto ask = [weak = std::weak_ptr(state_)] {
        if (const auto state = weak.lock())
            state->ask();
    };
    listener.onNotification("app_job", [ask](std::string_view, std::string_view) { ask(); });
    listener.onConnected(ask); // Whatever was told while nobody listened.
}

void RunWorker::start()
{
    if (!std::exchange(state_->isStopped, false))
        return;
    auto looping = [](std::shared_ptr<State> state) -> asio::awaitable<void> {
        co_await state->loop();
    };
    asio::co_spawn(state_->services.database.executor(), looping(state_), asio::detached);
}

void RunWorker::stop()
{
    state_->isStopped = true;
    for (const auto& run : state_->going)
        run->stop();
    state_->ask();
}

int RunWorker::running() const
{
    return static_cast<int>(state_->going.size());
}

std::optional<Fault> RunWorker::trouble() const
{
    return state_->trouble;
}

} // namespace tidemark::platform
