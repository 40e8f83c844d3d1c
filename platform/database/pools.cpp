#include "platform/database/pools.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

ConnectOptions optionsOf(const DatabaseSettings& settings)
{
    return {
        settings.connection,
        settings.connectTimeout,
        settings.statementTimeout,
        false,
        settings.greeting};
}

} // namespace

Pools::Pools(asio::any_io_executor loop, DatabaseSettings wanted)
    : executor(std::move(loop))
    , settings(std::move(wanted))
{
    for (int lane = 0; lane < std::max(1, settings.readConnections); ++lane)
        lanes_.push_back(std::make_unique<ReadLane>(executor, optionsOf(settings)));
}

ReadLane& Pools::nextLane()
{
    constexpr int busyLanes = 2;
    const auto now = std::chrono::steady_clock::now();
    ReadLane* best = nullptr;
    int seen = 0;
    bool hasStuck = false;
    for (const auto& lane : lanes_) {
        if (lane->isStuck(now)) {
            hasStuck = true;
            continue;
        }
        if (!best || lane->load() < best->load())
            best = lane.get();
        if (++seen == busyLanes)
            break;
    }
    if (!best)
        return **std::min_element(lanes_.begin(), lanes_.end(), [](const auto& a, const auto& b) {
            return a->load() < b->load();
        });
    for (const auto& lane : lanes_) {
        if (hasStuck && lane->isStuck(now))
            lane->giveWaitingTo(*best);
    }
    return *best;
}

asio::awaitable<Result<std::shared_ptr<Pipeline>>> Pools::connect()
{
    ++open_;
    const auto self = shared_from_this();
    auto made = co_await Pipeline::connect(executor, optionsOf(settings));
    if (!made || isClosed_) {
        placeCameFree();
        co_return made ? lostConnection().fault : made.error();
    }
    ++counts.connects;
    const std::shared_ptr<Pipeline> pipeline = *made;
    auto forgetIt = [pools = weak_from_this(), gone = pipeline.get()] {
        if (const auto alive = pools.lock())
            alive->forget(gone);
    };
    pipeline->onClosed(forgetIt);
    co_return pipeline;
}

asio::awaitable<Result<std::unique_ptr<Lease>>> Pools::acquire()
{
    const auto self = shared_from_this();
    if (isClosed_)
        co_return lostConnection().fault;
    std::shared_ptr<Pipeline> pipeline;
    if (!idle_.empty()) {
        pipeline = std::move(idle_.back());
        idle_.pop_back();
    } else if (open_ >= settings.writeConnections) {
        Waiter waiter;
        auto waited = co_await waitFor(waiter);
        if (!waited)
            co_return waited.error();
        pipeline = std::move(waiter.pipeline);
    }
    if (!pipeline) {
        auto made = co_await connect();
        if (!made)
            co_return made.error();
        pipeline = std::move(*made);
    }
    co_return std::make_unique<Lease>(self, std::move(pipeline));
}

asio::awaitable<Result<void>> Pools::waitFor(Waiter& waiter)
{
    waiters_.push_back(&waiter);
    asio::steady_timer timer(executor, settings.waitTimeout);
    const auto isWaiting = std::make_shared<bool>(true); // Ends with this coroutine.
    auto giveUp = [this, &waiter, waiting = std::weak_ptr<bool>(isWaiting)](
                      const boost::system::error_code& error
                  ) {
        if (error || waiting.expired() || waiter.done.isDone())
            return;
        std::erase(waiters_, &waiter);
        waiter.done.finish();
    };
    timer.async_wait(giveUp);
    co_await waiter.done.wait();
    if (isClosed_)
        co_return lostConnection().fault;
    if (!waiter.pipeline && !waiter.mayConnect)
        co_return databaseBusy();
    co_return Result<void>{};
}

void Pools::release(std::shared_ptr<Pipeline> pipeline)
{
    if (!pipeline)
        return;
    if (isClosed_ || !pipeline->isClean()) {
        pipeline->close();
        return;
    }
    if (waiters_.empty()) {
        idle_.push_back(std::move(pipeline));
        return;
    }
    Waiter* next = waiters_.front();
    waiters_.pop_front();
    next->pipeline = std::move(pipeline);
    next->done.finish();
}

void Pools::forget(const Pipeline* pipeline)
{
    std::erase_if(idle_, [pipeline](const auto& one) { return one.get() == pipeline; });
    placeCameFree();
}

void Pools::placeCameFree()
{
    --open_;
    if (waiters_.empty())
        return;
    Waiter* next = waiters_.front();
    waiters_.pop_front();
    next->mayConnect = true;
    next->done.finish();
}

void Pools::close()
{
    if (std::exchange(isClosed_, true))
        return;
    for (const auto& lane : lanes_)
        lane->close();
    for (const auto& pipeline : std::exchange(idle_, {}))
        pipeline->close();
    for (Waiter* waiter : std::exchange(waiters_, {}))
        waiter->done.finish();
}

DatabaseFigures Pools::figures() const
{
    DatabaseFigures figures = counts;
    for (const auto& lane : lanes_) {
        figures.readConnections += lane->isOpen() ? 1 : 0;
        figures.connects += lane->connects();
    }
    figures.writeConnections = open_;
    figures.waiting = static_cast<int>(waiters_.size());
    return figures;
}

} // namespace tidemark::platform
