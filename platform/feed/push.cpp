#include "platform/feed/push.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"
#include "platform/feed/mutation_work.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

constexpr std::string_view clientSql =
    "SELECT user_id, incarnation, last_mid FROM sync.client WHERE client_id = $1 FOR UPDATE";
constexpr std::string_view earlierSql =
    "SELECT encode(payload_sha, 'hex'), result FROM sync.mutation"
    " WHERE client_id = $1 AND mid = $2::bigint";
constexpr std::string_view keepSql =
    "INSERT INTO sync.mutation (tenant_id, client_id, mid, payload_sha, name, status, code, result,"
    " payload) VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9)";
constexpr std::string_view tellSql =
    "INSERT INTO sync.pending (tenant_id, scope_id, ent, eid, op, rv, client_id)"
    " VALUES ($1, 0, 0, $2, 'M', $3, $2)";
constexpr std::string_view advanceSql =
    "UPDATE sync.client SET last_mid = $2::bigint, seen_at = now() WHERE client_id = $1";
constexpr std::string_view storedSql =
    "SELECT c.last_mid, m.result FROM sync.client c LEFT JOIN sync.mutation m"
    " ON m.client_id = c.client_id AND m.mid >= $3::bigint"
    " WHERE c.client_id = $1 AND c.user_id = $2 ORDER BY m.mid LIMIT 1000";

Fault refusal(std::string reason, std::string cause, std::string nextStep)
{
    return Fault{FaultCode::conflict, std::move(reason), std::move(cause), std::move(nextStep)};
}

Fault unknownClient()
{
    return refusal(
        "unknown_client", "The platform does not know this device.", "Open a session first."
    );
}

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
    auto client = co_await transaction.run(clientSql, std::move(key));
    if (!client)
        co_return client.error();
    if (client->isEmpty() || client->text(0, 0) != request_.actor->userId.toString())
        co_return unknownClient();
    if (request.incarnation < client->integer(0, 1))
        co_return refusal(
            "fork",
            "Another copy of this device's data was here already.",
            "Take a new identity and send the unsent work again."
        );
    lastMid_ = client->integer(0, 2);
    if (mutation.mid <= lastMid_) {
        auto earlier = co_await earlierResult(transaction, request.clientId, mutation);
        if (!earlier)
            co_return earlier.error();
        co_return std::move(**earlier);
    }
    if (mutation.mid > lastMid_ + 1)
        co_return refusal(
            "mid_gap", "Earlier changes of this device are missing.", "Send them first."
        );
    auto result = co_await apply(transaction, request.clientId, mutation);
    if (!result)
        co_return result.error();
    auto kept = co_await keep(transaction, request.clientId, mutation, *result);
    if (!kept)
        co_return kept.error();
    lastMid_ = mutation.mid;
    co_return std::move(*result);
}

asio::awaitable<Result<std::optional<PushResult>>> Push::earlierResult(
    Transaction& transaction, const std::string& client, const PushMutation& mutation
)
{
    Params key = {client, std::to_string(mutation.mid)};
    auto rows = co_await transaction.run(earlierSql, std::move(key));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty() || rows->text(0, 0) != shaOf(mutation))
        co_return refusal(
            "mid_reuse",
            "This device sent another change under the same number.",
            "Take a new identity and send the unsent work again."
        );
    auto result = parseResult(rows->text(0, 1));
    if (!result)
        co_return result.error();
    co_return std::optional(std::move(*result));
}

Push::Outcome
Push::apply(Transaction& transaction, const std::string& client, const PushMutation& mutation)
{
    if (mutation.park)
        co_return PushResult{
            .mid = mutation.mid,
            .status = PushStatus::parked,
            .code = "parked",
            .cause = "The platform could not carry out this change.",
            .nextStep = "It is kept for support; tell the people who run Tidemark."};
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
          payload}}
    );
    statements.push_back({std::string(tellSql), {tenant, client, mid}});
    statements.push_back({std::string(advanceSql), {client, mid}});
    auto done = co_await transaction.runAll(std::move(statements));
    if (!done)
        co_return done.error();
    co_return Result<void>();
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
