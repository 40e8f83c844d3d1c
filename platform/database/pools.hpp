// The connections of a Database: shared lanes for reads, one at a time for transactions. Internal.
#pragma once

#include "platform/database/completion.hpp"
#include "platform/database/pipeline.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::platform {

/// `set_config` for both settings; ends with the transaction, so nothing is left behind.
inline constexpr std::string_view tenancySql =
    "SELECT set_config('app.tenant',$1,true), set_config('app.user',$2,true)";

/// The text forms of a tenancy, which a command points to.
struct TenancyText {
    explicit TenancyText(const Tenancy& tenancy);

    std::string tenant;
    std::string user;

    [[nodiscard]] Command command() const;
};

/// One read that waits for its turn in a lane. Lives in the frame of its coroutine.
struct ReadRequest {
    ReadRequest(const Tenancy& tenancy, std::string_view sql, const Params& params);

    TenancyText tenancy;
    Command setting;
    Command query;
    bool isLost = false;
    std::optional<Fault> refusal = {}; ///< It was never sent.
    Completion done;
};

/// One shared connection for reads. What comes in while an exchange is on its way is gathered
/// and sent together; each read sets its own tenancy first. When one fails, those behind it in
/// the same exchange, which did not run, are sent again.
class ReadLane final : public Exchange {
public:
    ReadLane(asio::any_io_executor executor, ConnectOptions options);

    void add(ReadRequest& request);
    void onDone() override;
    void close();

    [[nodiscard]] std::size_t load() const { return waiting_.size() + sent_.size(); }

    /// Its exchange takes so long that others should not wait behind it.
    [[nodiscard]] bool isStuck(std::chrono::steady_clock::time_point now) const;

    /// Hands over what has not been sent yet.
    void giveWaitingTo(ReadLane& other);

    [[nodiscard]] bool isOpen() const { return pipeline_ && pipeline_->isOpen(); }
    [[nodiscard]] std::uint64_t connects() const { return connects_; }

private:
    void pump();
    void refuseWaiting(const Fault& fault);
    [[nodiscard]] asio::awaitable<void> reconnect(std::shared_ptr<bool> alive);

    asio::any_io_executor executor_;
    ConnectOptions options_;
    std::shared_ptr<Pipeline> pipeline_;
    std::deque<ReadRequest*> waiting_;
    std::vector<ReadRequest*> sent_;
    std::chrono::steady_clock::time_point sentAt_ = {};
    bool isConnecting_ = false;
    std::uint64_t connects_ = 0;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

/// A transaction that waits for a connection.
struct Waiter {
    Completion done;
    std::shared_ptr<Pipeline> pipeline;
    bool mayConnect = false; ///< A place came free instead of a connection.
};

class Pools : public std::enable_shared_from_this<Pools> {
public:
    Pools(asio::any_io_executor executor, DatabaseSettings settings);

    /// The lane for the next read. Two lanes are kept busy, because full exchanges cost least; the
    /// others are for when a slow query holds one of them.
    [[nodiscard]] ReadLane& nextLane();
    [[nodiscard]] asio::awaitable<Result<std::unique_ptr<Lease>>> acquire();
    void release(std::shared_ptr<Pipeline> pipeline);
    void close();

    [[nodiscard]] DatabaseFigures figures() const;

    const asio::any_io_executor executor;
    const DatabaseSettings settings;
    DatabaseFigures counts = {};

private:
    [[nodiscard]] asio::awaitable<Result<std::shared_ptr<Pipeline>>> connect();
    [[nodiscard]] asio::awaitable<Result<void>> waitFor(Waiter& waiter);
    void forget(const Pipeline* pipeline);
    void placeCameFree();

    std::vector<std::unique_ptr<ReadLane>> lanes_;
    std::vector<std::shared_ptr<Pipeline>> idle_;
    std::deque<Waiter*> waiters_;
    int open_ = 0; ///< Write connections, also those being made.
    bool isClosed_ = false;
};

/// A write connection on loan. Given back when clean, closed otherwise.
class Lease {
public:
    Lease(std::shared_ptr<Pools> pools, std::shared_ptr<Pipeline> pipeline)
        : pools_(std::move(pools))
        , pipeline_(std::move(pipeline))
    {
    }
    ~Lease() { pools_->release(std::move(pipeline_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    [[nodiscard]] Pipeline& pipeline() { return *pipeline_; }
    [[nodiscard]] Pools& pools() { return *pools_; }

private:
    std::shared_ptr<Pools> pools_;
    std::shared_ptr<Pipeline> pipeline_;
};

} // namespace tidemark::platform
