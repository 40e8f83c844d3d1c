#include "platform/feed/sequencer.hpp"

#include "platform/feed/sync_meter.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace tidemark::platform {
namespace {

constexpr std::string_view sequenceSql = "SELECT tenant_id, cut, n FROM sync.sequence()";
constexpr std::chrono::milliseconds safetyPeriod(250);
/// Under load, changes are gathered for so long: more cuts a second would only cost.
constexpr std::chrono::milliseconds loadPause(3);

std::optional<CutMade> parseCut(std::string_view payload)
{
    CutMade made;
    const char* const end = payload.data() + payload.size();
    const auto tenant = std::from_chars(payload.data(), end, made.tenant);
    if (tenant.ec != std::errc() || tenant.ptr == end)
        return std::nullopt;
    const auto cut = std::from_chars(tenant.ptr + 1, end, made.cut);
    return cut.ec == std::errc() ? std::optional(made) : std::nullopt;
}

} // namespace

/// Shared with the loop and the listener's callbacks, which may end after the Sequencer.
struct Sequencer::State : std::enable_shared_from_this<State> {
    explicit State(Database& db)
        : database(db)
        , timer(db.executor())
    {
    }

    asio::awaitable<void> loop()
    {
        const auto self = shared_from_this();
        while (isRunning) {
            if (!isDirty)
                co_await pause(safetyPeriod);
            if (!isRunning)
                co_return;
            isDirty = false;
            auto done = co_await cut();
            if (!done) {
                spdlog::warn("sequencer: {}", done.error().cause);
                co_await pause(safetyPeriod);
            } else if (isDirty) {
                co_await pause(loadPause);
            }
        }
    }

    asio::awaitable<Result<void>> cut()
    {
        const auto self = shared_from_this();
        std::vector<Statement> statements;
        statements.push_back({std::string(sequenceSql), {}});
        const auto begun = std::chrono::steady_clock::now();
        auto results = co_await database.write(Tenancy{}, std::move(statements));
        if (!results)
            co_return results.error();
        lastSuccess = std::chrono::steady_clock::now();
        const ResultSet& rows = results->front();
        if (!rows.isEmpty())
            meter.cutSeconds.observe(std::chrono::duration<double>(lastSuccess - begun).count());
        for (int row = 0; row < rows.rowCount(); ++row)
            meter.cutRows.add({}, static_cast<double>(rows.integer(row, 2)));
        for (int row = 0; row < rows.rowCount(); ++row)
            tell(CutMade{static_cast<int>(rows.integer(row, 0)), rows.integer(row, 1)});
        co_return Result<void>();
    }

    /// Waits; `changed` ends the long wait only, so that load is paced.
    asio::awaitable<void> pause(std::chrono::milliseconds time)
    {
        boost::system::error_code ignored;
        isIdle = time == safetyPeriod;
        timer.expires_after(time);
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        isIdle = false;
    }

    void changed()
    {
        isDirty = true;
        if (isIdle)
            timer.cancel();
    }

    void tell(const CutMade& made)
    {
        std::int64_t& head = heads[made.tenant];
        if (made.cut <= head)
            return;
        head = made.cut;
        const auto told = subscribers; // A callback may subscribe or unsubscribe.
        for (const auto& one : told) {
            if (const auto callback = one.lock())
                (*callback)(made);
        }
        std::erase_if(subscribers, [](const auto& one) { return one.expired(); });
    }

    Database& database;
    SyncMeter meter = {};
    asio::steady_timer timer;
    std::vector<std::weak_ptr<OnCut>> subscribers = {};
    std::map<int, std::int64_t> heads = {};
    std::chrono::steady_clock::time_point lastSuccess = std::chrono::steady_clock::now();
    bool isRunning = false;
    bool isDirty = false;
    bool isIdle = false; ///< In the long wait.
};

Sequencer::Sequencer(Database& database)
    : state_(std::make_shared<State>(database))
{
}

Sequencer::~Sequencer()
{
    stop();
}

void Sequencer::follow(Listener& listener)
{
    auto told = [weak = std::weak_ptr<State>(state_)](std::string_view, std::string_view payload) {
        const auto made = parseCut(payload);
        if (const auto state = weak.lock(); state && made)
            state->tell(*made);
    };
    auto connected = [weak = std::weak_ptr<State>(state_)] {
        if (const auto state = weak.lock())
            state->changed();
    };
    listener.onNotification("sync_cut", told);
    listener.onConnected(connected);
}

void Sequencer::measure(const SyncMeter& meter)
{
    state_->meter = meter;
}

void Sequencer::start()
{
    if (std::exchange(state_->isRunning, true))
        return;
    state_->isDirty = true; // What was left behind before we came.
    asio::co_spawn(state_->database.executor(), state_->loop(), asio::detached);
}

void Sequencer::stop()
{
    state_->isRunning = false;
    state_->timer.cancel();
}

void Sequencer::changed()
{
    state_->changed();
}

Sequencer::Subscription Sequencer::onCut(OnCut callback)
{
    auto kept = std::make_shared<OnCut>(std::move(callback));
    state_->subscribers.push_back(kept);
    return Subscription(std::move(kept));
}

asio::awaitable<Result<void>> Sequencer::catchUp()
{
    const auto state = state_;
    co_return co_await state->cut();
}

std::int64_t Sequencer::headCut(int tenant) const
{
    const auto known = state_->heads.find(tenant);
    return known == state_->heads.end() ? 0 : known->second;
}

std::chrono::steady_clock::time_point Sequencer::lastSuccess() const
{
    return state_->lastSuccess;
}

} // namespace tidemark::platform
