#include "platform/feed/escrow_routes.hpp"

#include "models/core/json_reader.hpp"
#include "models/core/key_text.hpp"
#include "models/protocol/escrow_seal.hpp"
#include "models/protocol/limits.hpp"
#include "platform/access/separation_of_duties.hpp"
#include "platform/audit/audited_change.hpp"
#include "platform/feed/escrow_keys.hpp"

#include <boost/json/parse.hpp>

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

/// Everybody sees the unsent work of scopes that are theirs now.
constexpr std::string_view listSql =
    "SELECT json_build_object('id', e.id, 'userId', e.user_id,"
    "   'userName', coalesce(u.display_name, ''), 'deviceName', coalesce(c.device_name, ''),"
    "   'scope', e.scope_id::text, 'reason', e.reason, 'at', e.at, 'outcome', e.outcome,"
    "   'mutation', e.mutation),"
    " e.client_id, e.scope_id, e.mid, translate(encode(e.sealed, 'base64'), E'\\n', ''),"
    " k.key_id, k.sealed"
    " FROM (SELECT e.* FROM sync.escrow e JOIN sync.user_scope us ON us.user_id = $1"
    "   AND us.scope_id = e.scope_id AND us.revoked_at IS NULL WHERE e.outcome IS NULL"
    "   ORDER BY e.at LIMIT 200) e"
    " LEFT JOIN sync.escrow_key k ON k.key_id = e.key_id"
    " LEFT JOIN app.user u ON u.tenant_id = e.tenant_id AND u.id = e.user_id"
    " LEFT JOIN sync.client c ON c.tenant_id = e.tenant_id AND c.client_id = e.client_id"
    " ORDER BY e.at";
constexpr std::string_view closeSql =
    "UPDATE sync.escrow e SET outcome = $3, closed_by = $1, closed_at = clock_timestamp()"
    " WHERE e.id = $2 AND e.outcome IS NULL AND EXISTS (SELECT FROM sync.user_scope us"
    " WHERE us.user_id = $1 AND us.scope_id = e.scope_id AND us.revoked_at IS NULL)"
    " RETURNING json_build_object('outcome', e.outcome, 'author', e.user_id,"
    "   'scope', e.scope_id::text, 'reason', e.reason), e.user_id";

/// The mutation inside a sealed piece of work. Fault of the seal, or `corrupt`.
Result<boost::json::value> opened(const Sealer& sealer, int tenant, const ResultSet& rows, int row)
{
    const auto keyId = Uuid::parse(rows.text(row, 5));
    if (!keyId)
        return keyId.error();
    const auto hidden = openEscrowKey(sealer, tenant, *keyId, rows.text(row, 6));
    if (!hidden)
        return hidden.error();
    auto key = keyFromHex(hidden->reveal());
    if (!key)
        return Fault{FaultCode::corrupt, "wrong_key", "The key cannot be read.", {}};
    const EscrowPlace place{
        std::string(rows.text(row, 1)), rows.integer(row, 2), rows.integer(row, 3)};
    const auto plain = openWork(*key, place, rows.text(row, 4));
    key->fill(0);
    if (!plain)
        return plain.error();
    return parseJson(plain->reveal(), limits::escrowBytes);
}

Answer list(Database& database, const Sealer& sealer, const Request& request)
{
    const Actor& actor = *request.actor;
    Params params = {actor.userId.toString()};
    auto rows = co_await database.read(actor.tenancy, listSql, std::move(params));
    if (!rows)
        co_return problem(rows.error(), request.requestId);
    boost::json::array items;
    for (int row = 0; row < rows->rowCount(); ++row) {
        boost::json::value item = boost::json::parse(rows->text(row, 0));
        item.as_object()["fault"] = nullptr;
        if (rows->at(row, 4)) {
            auto mutation = opened(sealer, actor.tenancy.tenant, *rows, row);
            if (mutation)
                item.as_object()["mutation"] = *std::move(mutation);
            else
                item.as_object()["fault"] = mutation.error().reason;
        }
        items.push_back(std::move(item));
    }
    co_return json(200, boost::json::object{{"items", std::move(items)}});
}

Fault badOutcome()
{
    return {
        FaultCode::invalid,
        "bad_outcome",
        "The outcome is neither taken nor discarded.",
        "Say which of the two."};
}

Answer close(Database& database, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    const auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const auto* outcome = body->if_contains("outcome");
    const bool isKnown = outcome != nullptr && (*outcome == "taken" || *outcome == "discarded");
    if (!isKnown)
        co_return problem(badOutcome(), request.requestId);
    AuditedChange closing{.deed = {"escrow.close", "escrow", *id}, .nothing = settledAlready()};
    closing.statement.sql = closeSql;
    closing.statement.params = {
        request.actor->userId.toString(), id->toString(), std::string(outcome->get_string())};
    // Whose access came back decides no more than anybody about what they once handed in.
    closing.judge = [&request, &id](const ResultSet& row) -> Result<void> {
        const auto author = Uuid::parse(row.text(0, 1));
        const DutyStep step{"escrow", "close", *id};
        return author ? ensureAnotherPerson(*request.actor, *author, step) : author.error();
    };
    co_return co_await answerChange(database, request, std::move(closing));
}

Answer keys(Database& database, const Sealer& sealer, const Request& request)
{
    const auto body = tidemark::parseJson(request.body, limits::requestBytes);
    if (!body)
        co_return problem(body.error(), request.requestId);
    auto wanted = readEscrowKeysRequest(*body);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto answer = co_await escrowKeys(database, sealer, *request.actor, std::move(*wanted));
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    co_return json(200, toJson(*answer));
}

} // namespace

void addEscrowRoutes(Router& router, Database& database, const Sealer& sealer)
{
    router.add(Method::post, "sync/escrow-keys", Access::signedIn(), [&](Request& request) {
        return keys(database, sealer, request);
    });
    router.add(Method::get, "escrow", Access::to("escrow:read"), [&](Request& request) {
        return list(database, sealer, request);
    });
    router.add(
        Method::post,
        "escrow/{id}/close",
        Access::to("escrow:close"),
        [&](Request& request) { return close(database, request); }
    );
}

} // namespace tidemark::platform
