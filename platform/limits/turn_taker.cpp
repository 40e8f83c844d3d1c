#include "platform/limits/turn_taker.hpp"

#include "platform/identity/crypto.hpp"
#include "platform/limits/redis_turns.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view takeSql = "SELECT app.take_turn($1::bytea, $2::int, $3::int)";
constexpr std::string_view forgiveSql = "SELECT app.forgive_turns($1::bytea)";
constexpr std::string_view cleanSql = "SELECT app.forget_turns()";

std::string digestOf(const std::string& key)
{
    return toBytea(bytesOf(sha256(key)));
}

} // namespace

asio::awaitable<Result<std::chrono::milliseconds>>
TurnTaker::takeInDatabase(std::string digest, TurnLimit limit)
{
    std::vector<Statement> statements(1);
    statements[0].sql = takeSql;
    statements[0].params = {
        std::move(digest), std::to_string(limit.most), std::to_string(limit.window.count())};
    if (++taken_ % cleanEvery == 0)
        statements.push_back({std::string(cleanSql), {}});
    auto turn = co_await database_.write(Tenancy{}, std::move(statements));
    if (!turn)
        co_return turn.error();
    co_return std::chrono::milliseconds(turn->front().integer(0, 0));
}

asio::awaitable<Result<std::chrono::milliseconds>> TurnTaker::take(std::string key, TurnLimit limit)
{
    const auto now = Clock::now();
    const auto refused = refusedUntil_.find(key);
    if (refused != refusedUntil_.end() && now < refused->second)
        co_return std::chrono::ceil<std::chrono::milliseconds>(refused->second - now);
    if (refused != refusedUntil_.end())
        refusedUntil_.erase(refused);
    std::string digest = digestOf(key);
    Result<std::chrono::milliseconds> turn = Fault{};
    if (redis_)
        turn = co_await redis_->take(digest, limit.most, limit.window);
    if (!turn)
        turn = co_await takeInDatabase(std::move(digest), limit);
    if (!turn)
        co_return turn.error();
    const std::chrono::milliseconds wait = *turn;
    if (wait.count() > 0) {
        if (refusedUntil_.size() >= mostRefused)
            refusedUntil_.clear();
        refusedUntil_[std::move(key)] = Clock::now() + wait;
    }
    co_return wait;
}

asio::awaitable<Result<void>> TurnTaker::forgive(std::string key)
{
    refusedUntil_.erase(key);
    if (redis_)
        (void)co_await redis_->forgive(digestOf(key)); // Away: its turns end by themselves.
    std::vector<Statement> statements(1);
    statements[0].sql = forgiveSql;
    statements[0].params = {digestOf(key)};
    auto forgiven = co_await database_.write(Tenancy{}, std::move(statements));
    if (!forgiven)
        co_return forgiven.error();
    co_return Result<void>{};
}

} // namespace tidemark::platform
