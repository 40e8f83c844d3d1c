#include "platform/database/pools.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace tidemark::platform {
namespace {

/// Enough to fill the pipeline; few enough that a failure repeats little.
constexpr std::size_t largestExchange = 64;

/// A usual exchange comes back in a tenth of this.
constexpr std::chrono::milliseconds stuckAfter{3};

} // namespace

TenancyText::TenancyText(const Tenancy& tenancy)
    : tenant(tenancy.tenant == 0 ? std::string() : std::to_string(tenancy.tenant))
    , user(tenancy.userId.isNil() ? std::string() : tenancy.userId.toString())
{
}

Command TenancyText::command() const
{
    Command setting;
    setting.sql = tenancySql;
    setting.fixed = {tenant.c_str(), user.c_str()};
    return setting;
}

ReadRequest::ReadRequest(const Tenancy& wanted, std::string_view sql, const Params& params)
    : tenancy(wanted)
    , setting(tenancy.command())
{
    query.sql = sql;
    query.params = &params;
}

ReadLane::ReadLane(asio::any_io_executor executor, ConnectOptions options)
    : executor_(std::move(executor))
    , options_(std::move(options))
{
    options_.isReadOnly = true;
}

void ReadLane::add(ReadRequest& request)
{
    waiting_.push_back(&request);
    pump();
}

void ReadLane::pump()
{
    if (waiting_.empty() || isConnecting_)
        return;
    if (!isOpen()) {
        isConnecting_ = true;
        asio::co_spawn(executor_, reconnect(alive_), asio::detached);
        return;
    }
    if (!pipeline_->isIdle())
        return;
    commands.clear();
    endError.reset();
    isLost = false;
    while (!waiting_.empty() && sent_.size() < largestExchange) {
        ReadRequest* request = waiting_.front();
        waiting_.pop_front();
        sent_.push_back(request);
        commands.push_back(&request->setting);
        commands.push_back(&request->query);
    }
    sentAt_ = std::chrono::steady_clock::now();
    pipeline_->send(*this);
}

void ReadLane::onDone()
{
    const std::vector<ReadRequest*> done = std::exchange(sent_, {});
    std::vector<ReadRequest*> again;
    bool hasFailed = false;
    for (ReadRequest* request : done) {
        const bool isAnswered = request->setting.isGood() && request->query.isGood();
        if (hasFailed && !isLost) {
            request->setting.isSkipped = false;
            request->query.isSkipped = false;
            again.push_back(request);
            continue;
        }
        hasFailed = !isAnswered;
        request->isLost = isLost;
        request->done.finish();
    }
    waiting_.insert(waiting_.begin(), again.begin(), again.end());
    if (pipeline_ && !pipeline_->isClean())
        pipeline_->close(); // Also a stale one: its prepared statements no longer fit.
    pump();
}

bool ReadLane::isStuck(std::chrono::steady_clock::time_point now) const
{
    return !sent_.empty() && now - sentAt_ > stuckAfter;
}

void ReadLane::giveWaitingTo(ReadLane& other)
{
    if (waiting_.empty() || &other == this)
        return;
    other.waiting_.insert(other.waiting_.end(), waiting_.begin(), waiting_.end());
    waiting_.clear();
    other.pump();
}

void ReadLane::refuseWaiting(const Fault& fault)
{
    for (ReadRequest* request : std::exchange(waiting_, {})) {
        request->refusal = fault;
        request->done.finish();
    }
}

asio::awaitable<void> ReadLane::reconnect(std::shared_ptr<bool> alive)
{
    auto made = co_await Pipeline::connect(executor_, options_);
    if (!*alive)
        co_return;
    isConnecting_ = false;
    if (!made) {
        refuseWaiting(made.error());
        co_return;
    }
    ++connects_;
    pipeline_ = std::move(*made);
    pump();
}

void ReadLane::close()
{
    *alive_ = false;
    refuseWaiting(lostConnection().fault);
    if (pipeline_)
        pipeline_->close();
}

} // namespace tidemark::platform
