#include "platform/database/pipeline.hpp"

#include "platform/database/completion.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <libpq-fe.h>
#include <spdlog/spdlog.h>

#include <unistd.h>

namespace tidemark::platform {
namespace {

/// Statements beyond these run unprepared, so that no caller can fill the server's memory.
constexpr std::size_t preparedLimit = 600;

std::string optionsOf(const ConnectOptions& options)
{
    std::string text = "-c statement_timeout=" + std::to_string(options.statementTimeout.count()) +
                       " -c lock_timeout=" + std::to_string(options.statementTimeout.count() / 2) +
                       " -c datestyle=ISO,YMD -c timezone=UTC -c search_path=app";
    if (options.isReadOnly)
        text += " -c default_transaction_read_only=on";
    return text;
}

PGconn* startConnecting(const ConnectOptions& options)
{
    const std::string settings = optionsOf(options);
    const char* const keywords[] = {
        "dbname", "options", "application_name", "client_encoding", nullptr};
    const char* const values[] = {
        options.connection.c_str(), settings.c_str(), "tidemark-platform", "UTF8", nullptr};
    constexpr int expandDbname = 1;
    return PQconnectStartParams(keywords, values, expandDbname);
}

void ignoreNotice(void*, const PGresult*) {}

/// The exchange of one caller that waits for it.
class AwaitedExchange final : public Exchange {
public:
    void onDone() override { done.finish(); }

    Completion done;
};

} // namespace

Pipeline::Pipeline(asio::any_io_executor executor)
    : socket_(std::move(executor))
{
}

Pipeline::~Pipeline()
{
    close();
}

asio::awaitable<Result<std::shared_ptr<Pipeline>>>
Pipeline::connect(asio::any_io_executor executor, ConnectOptions options)
{
    const std::shared_ptr<Pipeline> pipeline(new Pipeline(std::move(executor)));
    auto opened = co_await pipeline->open(options);
    if (!opened) {
        pipeline->close();
        co_return opened.error();
    }
    pipeline->watch();
    if (auto greeted = co_await pipeline->greet(options.greeting); !greeted) {
        pipeline->close();
        co_return greeted.error();
    }
    co_return pipeline;
}

/// Writes where it has to, also on a connection that otherwise only reads.
asio::awaitable<Result<void>> Pipeline::greet(const Greeting& greeting)
{
    if (greeting.sql.empty())
        co_return Result<void>{};
    std::array<Command, 3> commands;
    commands[0].sql = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
    commands[1].sql = greeting.sql;
    commands[2].sql = "COMMIT";
    std::vector<Command*> pointers;
    for (Command& command : commands)
        pointers.push_back(&command);
    std::unique_ptr<SqlError> endError;
    const bool isAlive = co_await run(std::move(pointers), endError);
    for (const Command& command : commands) {
        if (command.error)
            co_return unreachable(command.error->fault.cause.c_str());
    }
    if (!isAlive || endError || commands[1].result.rowCount() != 1)
        co_return unreachable("no answer to the greeting");
    if (greeting.onAnswer)
        greeting.onAnswer(commands[1].result.text(0, 0));
    co_return Result<void>{};
}

/// The socket of a connection may change while it is made. A duplicate of the descriptor lets
/// Asio and libpq each close their own.
bool Pipeline::follow()
{
    boost::system::error_code ignored;
    socket_.close(ignored);
    const int copy = dup(PQsocket(connection_));
    if (copy < 0)
        return false;
    socket_.assign(copy, ignored);
    return !ignored;
}

asio::awaitable<Result<void>> Pipeline::open(const ConnectOptions& options)
{
    connection_ = startConnecting(options);
    if (!connection_ || PQstatus(connection_) == CONNECTION_BAD)
        co_return unreachable(connection_ ? PQerrorMessage(connection_) : "no memory");
    PQsetNoticeReceiver(connection_, ignoreNotice, nullptr);
    bool isLate = false;
    asio::steady_timer timer(socket_.get_executor(), options.timeout);
    const auto isWaiting = std::make_shared<bool>(true); // Ends with this coroutine.
    auto giveUp = [&isLate, this, waiting = std::weak_ptr<bool>(isWaiting)](
                      const boost::system::error_code& error
                  ) {
        if (error || waiting.expired())
            return;
        isLate = true;
        boost::system::error_code ignored;
        socket_.cancel(ignored);
    };
    timer.async_wait(giveUp);
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (state == PGRES_POLLING_WRITING || state == PGRES_POLLING_READING) {
        if (!follow())
            co_return unreachable("no descriptor");
        const auto direction = state == PGRES_POLLING_WRITING
                                   ? asio::posix::descriptor_base::wait_write
                                   : asio::posix::descriptor_base::wait_read;
        boost::system::error_code error;
        co_await socket_.async_wait(direction, asio::redirect_error(asio::use_awaitable, error));
        if (isLate || error)
            co_return unreachable("no answer in time");
        state = PQconnectPoll(connection_);
    }
    if (state != PGRES_POLLING_OK)
        co_return unreachable(PQerrorMessage(connection_));
    if (!follow() || PQsetnonblocking(connection_, 1) != 0 || PQenterPipelineMode(connection_) != 1)
        co_return unreachable(PQerrorMessage(connection_));
    co_return Result<void>{};
}

bool Pipeline::isClean() const
{
    return isOpen() && isIdle() && !isStale_ && PQtransactionStatus(connection_) == PQTRANS_IDLE;
}

bool Pipeline::queue(Command& command)
{
    values_.clear();
    if (command.params) {
        for (const auto& value : *command.params)
            values_.push_back(value ? value->c_str() : nullptr);
    } else if (command.fixed[0]) {
        values_.assign(command.fixed.begin(), command.fixed.end());
    }
    const int count = static_cast<int>(values_.size());
    auto known = prepared_.find(command.sql);
    if (known == prepared_.end()) {
        std::string sql(command.sql);
        if (prepared_.size() >= preparedLimit) {
            steps_.push_back({StepKind::execute, &command});
            return PQsendQueryParams(
                       connection_, sql.c_str(), count, nullptr, values_.data(), nullptr, nullptr, 0
                   ) == 1;
        }
        const std::string name = "s" + std::to_string(nextName_++);
        if (PQsendPrepare(connection_, name.c_str(), sql.c_str(), 0, nullptr) != 1)
            return false;
        steps_.push_back({StepKind::prepare, &command});
        known = prepared_.emplace(std::move(sql), name).first;
    }
    steps_.push_back({StepKind::execute, &command});
    return PQsendQueryPrepared(
               connection_, known->second.c_str(), count, values_.data(), nullptr, nullptr, 0
           ) == 1;
}

void Pipeline::send(Exchange& exchange)
{
    exchange_ = &exchange;
    steps_.clear();
    at_ = 0;
    bool isSent = isOpen();
    for (Command* command : exchange.commands)
        isSent = isSent && queue(*command);
    steps_.push_back({StepKind::sync, nullptr});
    isSent = isSent && PQpipelineSync(connection_) == 1;
    if (!isSent) {
        auto loseLater = [self = shared_from_this()] { self->lose(); };
        asio::post(socket_.get_executor(), loseLater);
        return;
    }
    flush();
}

asio::awaitable<bool>
Pipeline::run(std::vector<Command*> commands, std::unique_ptr<SqlError>& endError)
{
    const auto self = shared_from_this();
    AwaitedExchange exchange;
    exchange.commands = std::move(commands);
    send(exchange);
    co_await exchange.done.wait();
    endError = std::move(exchange.endError);
    co_return !exchange.isLost;
}

void Pipeline::flush()
{
    if (isFlushing_ || !isOpen())
        return;
    const int left = PQflush(connection_);
    if (left == 0)
        return;
    isFlushing_ = true;
    auto again = [self = shared_from_this()](const boost::system::error_code& error) {
        self->isFlushing_ = false;
        if (!error)
            self->flush();
    };
    socket_.async_wait(asio::posix::descriptor_base::wait_write, again);
}

void Pipeline::watch()
{
    auto readable = [self = weak_from_this()](const boost::system::error_code& error) {
        const auto pipeline = self.lock();
        if (pipeline && !error)
            pipeline->onReadable();
    };
    socket_.async_wait(asio::posix::descriptor_base::wait_read, readable);
}

void Pipeline::onReadable()
{
    const auto self = shared_from_this();
    if (!isOpen())
        return;
    const bool isAlive = PQconsumeInput(connection_) == 1;
    readResults(); // Also after the end: what the server said last is in the buffer.
    if (!isOpen())
        return;
    tellNotifications();
    if (!isAlive || PQstatus(connection_) == CONNECTION_BAD) {
        lose();
        return;
    }
    watch();
}

void Pipeline::readResults()
{
    // Between two commands libpq gives a null; two in a row mean that there is nothing more yet.
    int nulls = 0;
    while (exchange_ && connection_ && !PQisBusy(connection_)) {
        PGresult* result = PQgetResult(connection_);
        if (result) {
            nulls = 0;
            take(result);
            continue;
        }
        if (++nulls > 1)
            return;
        if (steps_[at_].kind != StepKind::sync)
            ++at_;
    }
}

void Pipeline::take(pg_result* result)
{
    const Step step = steps_[at_];
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_PIPELINE_SYNC) {
        PQclear(result);
        finishExchange();
        return;
    }
    const bool isGood =
        status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY;
    if (isGood && step.kind == StepKind::execute) {
        step.command->result = ResultSet(result);
        return;
    }
    if (!isGood && step.kind == StepKind::prepare)
        prepared_.erase(std::string(step.command->sql));
    if (status == PGRES_PIPELINE_ABORTED && step.command) {
        step.command->isSkipped = true;
    } else if (!isGood) {
        auto error = std::make_unique<SqlError>(sqlErrorOf(result));
        isStale_ = isStale_ || error->isStaleShape;
        exchange_->isLost = exchange_->isLost || error->isLost;
        (step.command ? step.command->error : exchange_->endError) = std::move(error);
    }
    PQclear(result);
}

void Pipeline::tellNotifications()
{
    while (PGnotify* told = connection_ ? PQnotifies(connection_) : nullptr) {
        if (onNotification_)
            onNotification_(told->relname, told->extra);
        PQfreemem(told);
    }
}

void Pipeline::finishExchange()
{
    Exchange* done = std::exchange(exchange_, nullptr);
    done->onDone();
}

void Pipeline::lose()
{
    const auto self = shared_from_this();
    close();
    if (exchange_) { // It was sent when the connection had gone already.
        exchange_->isLost = true;
        finishExchange();
    }
}

void Pipeline::close()
{
    if (!connection_)
        return;
    boost::system::error_code ignored;
    socket_.close(ignored);
    PQfinish(std::exchange(connection_, nullptr));
    if (exchange_) {
        exchange_->isLost = true;
        finishExchange();
    }
    if (auto tell = std::exchange(onClosed_, {}))
        tell();
}

} // namespace tidemark::platform
