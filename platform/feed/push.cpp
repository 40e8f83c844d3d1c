#include "platform/feed/push.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"
#include "platform/feed/mutation_work.hpp"
#include "platform/feed/scopes.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::string_view clientSql =
    "SELECT c.user_id, c.incarnation, c.last_mid, coalesce(c.resumed_mid, c.last_mid), c.again_mid"
    " FROM sync.client c JOIN sync.history h ON coalesce(c.history_id, h.history_id) = h.history_id"
    " WHERE c.client_id = $1 FOR UPDATE OF c";
constexpr std::string_view earlierSql =
    "SELECT encode(payload_sha, 'hex'), result FROM sync.mutation"
    " WHERE client_id = $1 AND mid = $2::bigint";
constexpr std::string_view keepSql =
    "INSERT INTO sync.mutation (tenant_id, client_id, mid, payload_sha, name, status, code, result,"
    " payload, replayed_from, resolves)"
    " VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9, $10, $11)";
constexpr std::string_view failedSql =
    "SELECT mid FROM sync.mutation WHERE client_id = $1 AND mid = ANY ($2::bigint[])"
    " AND status IN ('conflict', 'rejected', 'parked') ORDER BY mid LIMIT 1";
constexpr std::string_view tellSql =
    "INSERT INTO sync.pending (tenant_id, scope_id, ent, eid, op, rv, client_id)"
    " VALUES ($1, 0, 0, $2, 'M', $3, $2)";
constexpr std::string_view advanceSql =
    "UPDATE sync.client SET last_mid = $2::bigint, seen_at = now() WHERE client_id = $1";
constexpr std::string_view storedSql =
    "SELECT c.last_mid, m.result FROM sync.client c LEFT JOIN sync.mutation m"
    " ON m.client_id = c.client_id AND m.mid >= $3::bigint"
    " WHERE c.client_id = $1 AND c.user_id = $2 ORDER BY m.mid LIMIT 1000";

Result<PushResult> parseResult(std::string_view text)
{
    return readPushResult(boost::json::parse(text));
}

} // namespace

Push::Push(
    Database& database, ReferenceCache& reference, Sequencer& sequencer, const Request& request
)
    : database_(database)
    , reference_(reference)
    , sequencer_(sequencer)
    , request_(request)
{
}

asio::awaitable<Result<PushAnswer>> Push::run(PushRequest request)
{
    PushAnswer answer;
    for (const PushMutation& mutation : request.mutations) {
        auto work = [&](Transaction& transaction) -> Outcome {
            return once(transaction, request, mutation);
        };
        auto result = co_await database_.transact(request_.actor->tenancy, work);
        if (!result && answer.results.empty())
            co_return result.error();
        if (!result)
            break; // What was decided is told; the client sends the rest again.
        lastMid_ = std::max(lastMid_, mutation.mid); // Only now is it committed.
        sequencer_.changed();
        answer.results.push_back(std::move(*result));
    }
    answer.lastMid = lastMid_;
    co_return answer;
}

Push::Outcome
Push::once(Transaction& transaction, const PushRequest& request, const PushMutation& mutation)
{
    Params key = {request.clientId};
    auto found = co_await transaction.run(clientSql, std::move(key));
    if (!found)
        co_return found.error();
    std::optional<ClientRecord> client;
    if (!found->isEmpty()) {
        client = ClientRecord{
            .user = std::string(found->text(0, 0)),
            .incarnation = found->integer(0, 1),
            .lastMid = found->integer(0, 2),
            .resumedMid = found->integer(0, 3),
            .againMid = found->integer(0, 4)};
        lastMid_ = client->lastMid;
    }
    const Pusher pusher{request_.actor->userId.toString(), request.incarnation};
    const auto turn = turnOf(client, pusher, mutation.mid);
    if (!turn)
        co_return turn.error();
    if (*turn == PushTurn::repeat) {
        auto earlier = co_await earlierResult(transaction, request.clientId, mutation);
        if (!earlier || !isToldAgain(*client, mutation.mid))
            co_return earlier;
        const std::string tenant = std::to_string(request_.actor->tenancy.tenant);
        Params told = {tenant, request.clientId, std::to_string(mutation.mid)};
        auto tell = co_await transaction.run(tellSql, std::move(told));
        co_return tell ? std::move(earlier) : tell.error();
    }
    auto result = co_await apply(transaction, request.clientId, mutation);
    if (!result)
        co_return result.error();
    result->sha = shaBegin(mutation);
    auto kept = co_await keep(transaction, request.clientId, mutation, *result);
    if (!kept)
        co_return kept.error();
    co_return std::move(*result);
}

Push::Outcome Push::earlierResult(
    Transaction& transaction, const std::string& client, const PushMutation& mutation
)
{
    Params key = {client, std::to_string(mutation.mid)};
    auto rows = co_await transaction.run(earlierSql, std::move(key));
    if (!rows)
        co_return rows.error();
    std::optional<LedgerEntry> entry;
    if (!rows->isEmpty()) {
        auto result = parseResult(rows->text(0, 1));
        if (!result)
            co_return result.error();
        entry = LedgerEntry{std::string(rows->text(0, 0)), std::move(*result)};
    }
    co_return repeatedResult(entry, mutation);
}

/// The first of those that the mutation builds on which did not take effect.
asio::awaitable<Result<std::optional<std::int64_t>>> Push::failedDependency(
    Transaction& transaction, const std::string& client, const PushMutation& mutation
)
{
    std::optional<std::int64_t> failed;
    if (mutation.depends.empty())
        co_return failed;
    Params keys = {client, arrayParameter(mutation.depends)};
    auto rows = co_await transaction.run(failedSql, std::move(keys));
    if (!rows)
        co_return rows.error();
    if (!rows->isEmpty())
        failed = rows->integer(0, 0);
    co_return failed;
}

Push::Outcome
Push::apply(Transaction& transaction, const std::string& client, const PushMutation& mutation)
{
    auto failed = co_await failedDependency(transaction, client, mutation);
    if (!failed)
        co_return failed.error();
    if (auto decided = resultWithoutWork(mutation, *failed))
        co_return std::move(*decided);
    auto begun = co_await transaction.run("SAVEPOINT mutation");
    if (!begun)
        co_return begun.error();
    ClientWriter writer(transaction, request_.actor, WriteContext::of(request_), reference_);
    MutationWork work(transaction, writer, client, mutation);
    auto result = co_await work.run();
    const bool isUndone = !result || result->status == PushStatus::conflict;
    if (!result && (transaction.mayRepeat() || !isFinal(result.error())))
        co_return result.error();
    if (!isUndone)
        co_return std::move(*result);
    auto undone = co_await transaction.run("ROLLBACK TO SAVEPOINT mutation");
    if (!undone)
        co_return undone.error();
    co_return result ? std::move(*result) : rejection(mutation.mid, result.error());
}

asio::awaitable<Result<void>> Push::keep(
    Transaction& transaction,
    const std::string& client,
    const PushMutation& mutation,
    const PushResult& result
)
{
    const std::string tenant = std::to_string(transaction.tenancy().tenant);
    const std::string mid = std::to_string(mutation.mid);
    std::optional<std::string> payload;
    if (!isSuccess(result.status) || result.status == PushStatus::partial)
        payload = boost::json::serialize(toJson(mutation));
    std::optional<std::string> code;
    if (!result.code.empty())
        code = result.code;
    std::optional<std::string> replayedFrom;
    if (Uuid::parse(mutation.history))
        replayedFrom = mutation.history;
    std::optional<std::string> resolves;
    if (mutation.resolves)
        resolves = std::to_string(*mutation.resolves);
    std::vector<Statement> statements;
    statements.push_back(
        {std::string(keepSql),
         {tenant,
          client,
          mid,
          shaOf(mutation),
          mutation.name,
          std::string(nameOf(result.status)),
          code,
          boost::json::serialize(toJson(result)),
          payload,
          replayedFrom,
          resolves}}
    );
    statements.push_back({std::string(tellSql), {tenant, client, mid}});
    statements.push_back({std::string(advanceSql), {client, mid}});
    auto done = co_await transaction.runAll(std::move(statements));
    if (!done)
        co_return done.error();
    co_return Result<void>();
}

Fault unknownClient()
{
    return Fault{
        FaultCode::conflict,
        "unknown_client",
        "The platform does not know this device.",
        "Open a session first."};
}

asio::awaitable<Result<PushAnswer>>
storedResults(Database& database, const Actor& actor, std::string clientId, std::int64_t fromMid)
{
    Params params = {clientId, actor.userId.toString(), std::to_string(fromMid)};
    auto rows = co_await database.read(actor.tenancy, storedSql, std::move(params));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return unknownClient();
    PushAnswer answer{.lastMid = rows->integer(0, 0)};
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (!rows->at(row, 1))
            continue;
        auto result = parseResult(rows->text(row, 1));
        if (!result)
            co_return result.error();
        answer.results.push_back(std::move(*result));
    }
    co_return answer;
}

} // namespace tidemark::platform
