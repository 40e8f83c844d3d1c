#include "platform/runs/run_gate.hpp"

#include "platform/runs/run_relay.hpp"

namespace tidemark::platform {

RunGate::RunGate(Database& database, Authenticator& authenticator)
    : database_(database)
    , authenticator_(authenticator)
{
}

asio::awaitable<Result<LiveGuest>> RunGate::admit(std::string_view accessToken)
{
    auto actor = co_await authenticator_.actorOf(accessToken);
    if (!actor)
        co_return actor.error();
    if ((*actor)->owes() != Owed::nothing)
        co_return owedFault((*actor)->owes());
    co_return LiveGuest{std::move(*actor), endOfToken(accessToken)};
}

asio::awaitable<Result<std::int64_t>> RunGate::headCut(const Actor& actor)
{
    auto rows = co_await database_.read(actor.tenancy, "SELECT cut FROM sync.head");
    if (!rows)
        co_return rows.error();
    co_return rows->isEmpty() ? 0 : rows->integer(0, 0);
}

asio::awaitable<Result<boost::json::value>>
RunGate::stateOf(const Actor& actor, std::string_view channel)
{
    constexpr std::string_view runPrefix = "run:";
    if (!channel.starts_with(runPrefix))
        co_return co_await latestRuns(database_, actor.tenancy);
    const auto run = Uuid::parse(channel.substr(runPrefix.size()));
    if (!run)
        co_return run.error();
    co_return co_await runState(database_, actor.tenancy, *run);
}

} // namespace tidemark::platform
