#include "platform/feed/handover.hpp"

#include "models/core/key_text.hpp"
#include "models/core/signature.hpp"
#include "platform/feed/push.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view ownClientSql =
    "SELECT coalesce(device_key, '') FROM sync.client WHERE client_id = $1 AND user_id = $2";
constexpr std::string_view receiptSql =
    "INSERT INTO sync.purge_receipt (tenant_id, client_id, user_id, scope_id, rv, rows,"
    " bytes, escrowed, device_at, signature, signed_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, nullif($10, ''), nullif($11, ''))"
    " ON CONFLICT DO NOTHING RETURNING (SELECT extract(epoch FROM now() - us.revoked_at)"
    "   FROM sync.user_scope us WHERE us.user_id = $3::uuid AND us.scope_id = $4::bigint)";
constexpr std::string_view escrowSql =
    "INSERT INTO sync.escrow AS e (tenant_id, id, client_id, user_id, mid, scope_id, reason,"
    " key_id, sealed) SELECT $1, $2, $3, $4, $5::bigint, us.scope_id, $7, k.key_id,"
    " decode($9, 'base64') FROM sync.user_scope us JOIN sync.escrow_key k"
    " ON k.scope_id = us.scope_id AND k.key_id = $8::uuid"
    " WHERE us.user_id = $4 AND us.scope_id = $6::bigint"
    " ON CONFLICT (tenant_id, id) DO UPDATE SET mid = e.mid WHERE e.client_id = excluded.client_id"
    " RETURNING id";

Fault notSealed()
{
    return {
        FaultCode::invalid,
        "not_sealed",
        "The work was not sealed for a key of the platform.",
        "Ask for the key of its scope and seal it again."};
}

Fault notSigned()
{
    return {
        FaultCode::forbidden,
        "bad_signature",
        "The receipt was not signed by this device.",
        "Open a session again, then send the receipt signed by the key that was told there."};
}

/// The key that the actor's client signs with; empty when it never told one.
asio::awaitable<Result<std::string>>
mustBeOwn(Transaction& transaction, const Actor& actor, const std::string& client)
{
    Params key = {client, actor.userId.toString()};
    auto rows = co_await transaction.run(ownClientSql, std::move(key));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return unknownClient();
    co_return std::string(rows->text(0, 0));
}

} // namespace

asio::awaitable<Result<std::vector<double>>>
keepReceipts(Database& database, const Actor& actor, ReceiptsRequest request)
{
    if (!Uuid::parse(request.clientId))
        co_return unknownClient();
    const std::string tenant = std::to_string(actor.tenancy.tenant);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<std::vector<double>>> {
        auto own = co_await mustBeOwn(transaction, actor, request.clientId);
        if (!own)
            co_return own.error();
        std::vector<Statement> statements;
        for (const PurgeReceipt& one : request.receipts) {
            // An agent of before signs nothing; one that told a key signs everything.
            if (!own->empty() &&
                !isSignedBy(*own, signedText(request.clientId, one), one.signature))
                co_return notSigned();
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
                  one.at.toString(),
                  own->empty() ? std::string() : one.signature,
                  *own}}
            );
        }
        auto kept = co_await transaction.runAll(std::move(statements));
        if (!kept)
            co_return kept.error();
        std::vector<double> seconds;
        for (const ResultSet& rows : *kept) {
            if (!rows.isEmpty() && !rows.text(0, 0).empty())
                seconds.push_back(std::stod(std::string(rows.text(0, 0))));
        }
        co_return seconds;
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
        for (const EscrowItem& one : request.items) {
            if (!Uuid::parse(one.keyId) || !bytesFromBase64(one.sealed))
                co_return notSealed();
            statements.push_back(
                {std::string(escrowSql),
                 {tenant,
                  one.id.toString(),
                  request.clientId,
                  actor.userId.toString(),
                  std::to_string(one.mid),
                  std::to_string(one.scope),
                  one.reason,
                  one.keyId,
                  one.sealed}}
            );
        }
        auto kept = co_await transaction.runAll(std::move(statements));
        if (!kept)
            co_return kept.error();
        EscrowAnswer answer;
        for (const ResultSet& rows : *kept) {
            if (rows.isEmpty())
                continue;
            if (const auto id = Uuid::parse(rows.text(0, 0)))
                answer.stored.push_back(*id);
        }
        co_return answer;
    };
    co_return co_await database.transact(actor.tenancy, work);
}

} // namespace tidemark::platform
