// One connection to PostgreSQL in pipeline mode. Internal to platform/database.
#pragma once

#include "platform/database/database.hpp"
#include "platform/database/sql_error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct pg_conn;

namespace tidemark::platform {

/// One statement on its way, and what came of it. What it points to lives until the exchange ends.
struct Command {
    std::string_view sql = {};
    const Params* params = nullptr;
    std::array<const char*, 2> fixed = {}; ///< The two parameters when `params` is null.
    ResultSet result = {};
    std::unique_ptr<SqlError> error = {};
    bool isSkipped = false; ///< An earlier one failed, so it did not run.

    [[nodiscard]] bool isGood() const { return !error && !isSkipped; }
};

/// Statements sent in one write and ended by one Sync: one transaction, unless BEGIN is among them.
class Exchange {
public:
    virtual ~Exchange() = default;

    /// The last call: all results are in, or the connection is lost.
    virtual void onDone() = 0;

    std::vector<Command*> commands = {};
    std::unique_ptr<SqlError> endError = {}; ///< At the Sync itself: a deferred constraint.
    bool isLost = false;                     ///< The connection broke on the way.
};

struct ConnectOptions {
    std::string connection = {};
    std::chrono::milliseconds timeout{5000};
    std::chrono::milliseconds statementTimeout{30000};
    bool isReadOnly = false;
    Greeting greeting = {};
};

/// Prepares each statement once and keeps it by its text. One exchange at a time: the next one is
/// gathered while the last is on its way, which is what fills the pipeline.
class Pipeline : public std::enable_shared_from_this<Pipeline> {
public:
    using OnNotification = std::function<void(std::string_view channel, std::string_view payload)>;

    [[nodiscard]] static asio::awaitable<Result<std::shared_ptr<Pipeline>>>
    connect(asio::any_io_executor executor, ConnectOptions options);

    ~Pipeline();
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// Sends and returns. The pipeline must be idle. `exchange` lives until its `onDone`, which
    /// never runs inside this call.
    void send(Exchange& exchange);

    /// Sends the commands and waits; true unless the connection was lost.
    [[nodiscard]] asio::awaitable<bool>
    run(std::vector<Command*> commands, std::unique_ptr<SqlError>& endError);

    [[nodiscard]] bool isOpen() const { return connection_ != nullptr; }
    [[nodiscard]] bool isIdle() const { return exchange_ == nullptr; }
    /// Open, idle and in no transaction: fit for the next user.
    [[nodiscard]] bool isClean() const;

    void close();

    /// Called once, when the connection is lost or closed.
    void onClosed(std::function<void()> callback) { onClosed_ = std::move(callback); }
    void onNotification(OnNotification callback) { onNotification_ = std::move(callback); }

private:
    enum class StepKind { prepare, execute, sync };
    struct Step {
        StepKind kind = StepKind::sync;
        Command* command = nullptr;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>{}(text);
        }
    };

    explicit Pipeline(asio::any_io_executor executor);

    [[nodiscard]] asio::awaitable<Result<void>> open(const ConnectOptions& options);
    [[nodiscard]] asio::awaitable<Result<void>> greet(const Greeting& greeting);
    [[nodiscard]] bool follow();
    [[nodiscard]] bool queue(Command& command);
    void flush();
    void watch();
    void onReadable();
    void readResults();
    void take(pg_result* result);
    void tellNotifications();
    void finishExchange();
    void lose();

    asio::posix::stream_descriptor socket_;
    pg_conn* connection_ = nullptr;
    Exchange* exchange_ = nullptr;
    std::vector<Step> steps_;
    std::size_t at_ = 0;
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> prepared_;
    std::vector<const char*> values_; ///< Scratch of `queue`.
    std::uint64_t nextName_ = 0;
    bool isFlushing_ = false;
    bool isStale_ = false;
    std::function<void()> onClosed_;
    OnNotification onNotification_;
};

} // namespace tidemark::platform
