#include "platform/database/database.hpp"

#include "platform/database/pools.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <random>

namespace tidemark::platform {
namespace {

constexpr int repeatLimit = 5;

/// The fault of the first command that failed, if one did.
const SqlError* firstError(const std::vector<Command>& commands)
{
    for (const Command& command : commands) {
        if (command.error)
            return command.error.get();
    }
    return nullptr;
}

std::vector<Command*> pointersTo(std::vector<Command>& commands)
{
    std::vector<Command*> pointers;
    pointers.reserve(commands.size());
    for (Command& command : commands)
        pointers.push_back(&command);
    return pointers;
}

Command commandOf(std::string_view sql, const Params* params)
{
    Command command;
    command.sql = sql;
    command.params = params;
    return command;
}

Fault abortedBefore()
{
    return Fault{
        FaultCode::internal,
        "transaction_aborted",
        "An earlier statement of the transaction had failed.",
        "Tell the people who run Tidemark."};
}

std::vector<ResultSet> resultsOf(std::vector<Command>& commands, std::size_t skip)
{
    std::vector<ResultSet> results;
    results.reserve(commands.size() - skip);
    for (std::size_t i = skip; i < commands.size(); ++i)
        results.push_back(std::move(commands[i].result));
    return results;
}

} // namespace

Transaction::Transaction(std::unique_ptr<Lease> lease, const Tenancy& tenancy)
    : lease_(std::move(lease))
    , tenancy_(tenancy)
{
}

Transaction::Transaction(Transaction&&) noexcept = default;
Transaction::~Transaction() = default;

asio::awaitable<Result<std::vector<ResultSet>>>
Transaction::runAll(std::vector<Statement> statements)
{
    const TenancyText tenancy(tenancy_);
    std::vector<Command> commands;
    commands.reserve(statements.size() + 2);
    if (!begun_) {
        commands.push_back(commandOf("BEGIN", nullptr));
        commands.push_back(tenancy.command());
    }
    const std::size_t skip = commands.size();
    for (const Statement& statement : statements)
        commands.push_back(commandOf(statement.sql, &statement.params));
    begun_ = true;
    std::unique_ptr<SqlError> endError;
    const bool isAlive = co_await lease_->pipeline().run(pointersTo(commands), endError);
    if (const SqlError* error = firstError(commands)) {
        mayRepeat_ = mayRepeat_ || error->mayRepeat;
        co_return error->fault;
    }
    if (!isAlive)
        co_return lostConnection().fault;
    if (endError)
        co_return endError->fault;
    co_return resultsOf(commands, skip);
}

asio::awaitable<Result<ResultSet>> Transaction::run(std::string_view sql, Params params)
{
    std::vector<Statement> one;
    one.push_back({std::string(sql), std::move(params)});
    auto results = co_await runAll(std::move(one));
    if (!results)
        co_return results.error();
    co_return std::move(results->front());
}

asio::awaitable<Result<void>> Transaction::commit()
{
    if (!begun_)
        co_return Result<void>{};
    std::vector<Command> commands;
    commands.push_back(commandOf("COMMIT", nullptr));
    std::unique_ptr<SqlError> endError;
    const bool isAlive = co_await lease_->pipeline().run(pointersTo(commands), endError);
    if (const SqlError* error = firstError(commands); error && !error->isLost) {
        mayRepeat_ = mayRepeat_ || error->mayRepeat;
        co_return error->fault;
    }
    if (!isAlive)
        co_return commitUnknown();
    if (commands.front().result.commandTag() != "COMMIT")
        co_return abortedBefore();
    co_return Result<void>{};
}

asio::awaitable<void> Transaction::rollback()
{
    if (!begun_ || !lease_->pipeline().isOpen())
        co_return;
    std::vector<Command> commands;
    commands.push_back(commandOf("ROLLBACK", nullptr));
    std::unique_ptr<SqlError> ignored;
    co_await lease_->pipeline().run(pointersTo(commands), ignored);
}

Database::Database(asio::any_io_executor executor, DatabaseSettings settings)
    : pools_(std::make_shared<Pools>(std::move(executor), std::move(settings)))
{
}

Database::~Database()
{
    close();
}

asio::awaitable<Result<ResultSet>>
Database::read(const Tenancy& tenancy, std::string_view sql, Params params)
{
    const auto pools = pools_;
    ++pools->counts.reads;
    // A read that was lost with its connection changed nothing, so it is asked once more.
    for (int attempt = 1;; ++attempt) {
        ReadRequest request(tenancy, sql, params);
        pools->nextLane().add(request);
        co_await request.done.wait();
        if (request.refusal)
            co_return *request.refusal;
        if (request.setting.isGood() && request.query.isGood())
            co_return std::move(request.query.result);
        const SqlError* error =
            request.query.error ? request.query.error.get() : request.setting.error.get();
        const bool isLost = request.isLost || !error || error->isLost;
        if (attempt == 1 && (isLost || error->isStaleShape))
            continue;
        co_return isLost ? lostConnection().fault : error->fault;
    }
}

asio::awaitable<Result<std::vector<ResultSet>>>
Database::write(const Tenancy& tenancy, std::vector<Statement> statements)
{
    const TenancyText text(tenancy);
    ++pools_->counts.transactions;
    for (int attempt = 1;; ++attempt) {
        auto lease = co_await pools_->acquire();
        if (!lease)
            co_return lease.error();
        std::vector<Command> commands;
        commands.reserve(statements.size() + 1);
        commands.push_back(text.command());
        for (const Statement& statement : statements)
            commands.push_back(commandOf(statement.sql, &statement.params));
        std::unique_ptr<SqlError> endError;
        const bool isAlive = co_await (*lease)->pipeline().run(pointersTo(commands), endError);
        const SqlError* error = firstError(commands);
        if (!error)
            error = endError.get();
        if (!isAlive)
            co_return commitUnknown();
        if (!error)
            co_return resultsOf(commands, 1);
        if (!error->mayRepeat || attempt == repeatLimit)
            co_return error->fault;
        lease->reset();
        co_await pauseBeforeRepeat(attempt);
    }
}

asio::awaitable<Result<Transaction>> Database::begin(const Tenancy& tenancy)
{
    ++pools_->counts.transactions;
    auto lease = co_await pools_->acquire();
    if (!lease)
        co_return lease.error();
    co_return Transaction(std::move(*lease), tenancy);
}

asio::awaitable<void> Database::pauseBeforeRepeat(int attempt)
{
    static thread_local std::minstd_rand random{std::random_device{}()};
    ++pools_->counts.repeats;
    // Two that met once should not meet again in step.
    const std::chrono::milliseconds pause(random() % static_cast<unsigned>(8 << attempt));
    asio::steady_timer timer(pools_->executor, pause);
    co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<Result<void>> Database::ping()
{
    const Params none;
    std::vector<Statement> one;
    one.push_back({"SELECT 1", none});
    auto answer = co_await write(Tenancy{}, std::move(one));
    if (!answer)
        co_return answer.error();
    co_return Result<void>{};
}

DatabaseFigures Database::figures() const
{
    return pools_->figures();
}

const DatabaseSettings& Database::settings() const
{
    return pools_->settings;
}

asio::any_io_executor Database::executor() const
{
    return pools_->executor;
}

void Database::close()
{
    pools_->close();
}

} // namespace tidemark::platform
