#include "platform/feed/handover.hpp"

#include "platform/feed/push.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

constexpr std::string_view ownClientSql =
    "SELECT 1 FROM sync.client WHERE client_id = $1 AND user_id = $2";
constexpr std::string_view receiptSql =
    "INSERT INTO sync.purge_receipt (tenant_id, client_id, user_id, scope_id, rv, rows,"
    " bytes, escrowed, device_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    " ON CONFLICT DO NOTHING";
constexpr std::string_view escrowSql =
    "INSERT INTO sync.escrow AS e (tenant_id, client_id, user_id, mid, scope_id, reason, mutation)"
    " SELECT $1, $2, $3, $4::bigint, us.scope_id, $6, $7::jsonb FROM sync.user_scope us"
    " WHERE us.user_id = $3 AND us.scope_id = $5::bigint"
    " ON CONFLICT (tenant_id, client_id, mid) DO UPDATE SET mid = e.mid RETURNING mid";

asio::awaitable<Result<void>>
mustBeOwn(Transaction& transaction, const Actor& actor, const std::string& client)
{
    Params key = {client, actor.userId.toString()};
    auto rows = co_await transaction.run(ownClientSql, std::move(key));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return unknownClient();
    co_return Result<void>();
}

} // namespace

asio::awaitable<Result<void>>
keepReceipts(Database& database, const Actor& actor, ReceiptsRequest request)
{
    if (!Uuid::parse(request.clientId))
        co_return unknownClient();
    const std::string tenant = std::to_string(actor.tenancy.tenant);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        auto own = co_await mustBeOwn(transaction, actor, request.clientId);
        if (!own)
            co_return own.error();
        std::vector<Statement> statements;
        for (const PurgeReceipt& one : request.receipts)
            statements.push_back(
                {std::string(receiptSql),
                 {tenant,
                  request.clientId,
                  actor.userId.toString(),
                  std::to_string(one.scope),
                  std::to_string(one.rv),
                  std::to_string(one.rows),
                  std::to_string(one.bytes),
                  std::to_string(one.escrowed),
                  one.at.toString()}}
            );
        auto kept = co_await transaction.runAll(std::move(statements));
        if (!kept)
            co_return kept.error();
        co_return Result<void>();
    };
    co_return co_await database.transact(actor.tenancy, work);
}

asio::awaitable<Result<EscrowAnswer>>
keepEscrow(Database& database, const Actor& actor, EscrowRequest request)
{
    if (!Uuid::parse(request.clientId))
        co_return unknownClient();
    const std::string tenant = std::to_string(actor.tenancy.tenant);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<EscrowAnswer>> {
        auto own = co_await mustBeOwn(transaction, actor, request.clientId);
        if (!own)
            co_return own.error();
        std::vector<Statement> statements;
        for (const EscrowItem& one : request.items)
            statements.push_back(
                {std::string(escrowSql),
                 {tenant,
                  request.clientId,
                  actor.userId.toString(),
                  std::to_string(one.mutation.mid),
                  std::to_string(one.scope),
                  one.reason,
                  boost::json::serialize(toJson(one.mutation))}}
            );
        auto kept = co_await transaction.runAll(std::move(statements));
        if (!kept)
            co_return kept.error();
        EscrowAnswer answer;
        for (const ResultSet& rows : *kept) {
            if (!rows.isEmpty())
                answer.stored.push_back(rows.integer(0, 0));
        }
        co_return answer;
    };
    co_return co_await database.transact(actor.tenancy, work);
}

} // namespace tidemark::platform
