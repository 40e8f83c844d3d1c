#include "platform/feed/recovery_routes.hpp"

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

/// The JSON is made by the database; `coalesce` keeps an empty list a list.
constexpr std::string_view restoresSql =
    "SELECT json_build_object('history', h.history_id, 'epoch', h.epoch, 'since', h.since,"
    " 'past', coalesce((SELECT json_agg(json_build_object('history', p.history_id,"
    "   'epoch', p.epoch, 'since', p.since, 'endedAt', p.ended_at, 'reason', p.reason,"
    "   'devices', r.devices, 'replayed', coalesce(r.replayed, 0),"
    "   'needPerson', coalesce(r.unsettled, 0)) ORDER BY p.ended_at DESC)"
    "   FROM sync.past_history p LEFT JOIN LATERAL (SELECT count(*) AS replayed,"
    "     count(DISTINCT m.client_id) AS devices,"
    "     count(*) FILTER (WHERE m.status IN ('conflict', 'rejected', 'parked', 'partial'))"
    "       AS unsettled FROM sync.mutation m WHERE m.replayed_from = p.history_id) r ON true),"
    "   '[]'::json)) FROM sync.history h";
constexpr std::string_view revocationsSql =
    "SELECT coalesce(json_agg(x ORDER BY x.\"revokedAt\" DESC), '[]'::json) FROM ("
    " SELECT us.user_id AS \"userId\", coalesce(u.display_name, '') AS \"userName\","
    "   us.scope_id::text AS scope, coalesce(o.name, t.name, '') AS \"scopeName\", us.reason,"
    "   us.revoked_at AS \"revokedAt\", c.client_id AS \"clientId\","
    "   c.device_name AS \"deviceName\", c.seen_at AS \"seenAt\","
    "   greatest(c.seen_at + make_interval(secs => s.lease_s), e.until) AS \"leaseEndsAt\","
    "   r.at AS \"purgedAt\","
    "   r.rows, r.bytes, r.escrowed"
    " FROM sync.user_scope us JOIN sync.scope s ON s.tenant_id = us.tenant_id"
    "   AND s.scope_id = us.scope_id"
    " LEFT JOIN app.user u ON u.tenant_id = us.tenant_id AND u.id = us.user_id"
    " LEFT JOIN app.organization o ON o.tenant_id = us.tenant_id AND o.own_scope = us.scope_id"
    " LEFT JOIN app.tenant t ON t.tenant_id = us.tenant_id"
    " LEFT JOIN sync.client c ON c.tenant_id = us.tenant_id AND c.user_id = us.user_id"
    " LEFT JOIN sync.lease_extension e ON e.tenant_id = c.tenant_id"
    "   AND e.client_id = c.client_id AND e.scope_id = us.scope_id"
    " LEFT JOIN sync.purge_receipt r ON r.tenant_id = c.tenant_id"
    "   AND r.client_id = c.client_id AND r.scope_id = us.scope_id AND r.rv = us.rv"
    " WHERE us.revoked_at IS NOT NULL ORDER BY us.revoked_at DESC LIMIT 1000) x";
/// Everybody sees the unsent work of scopes that are theirs now.
constexpr std::string_view escrowSql =
    "SELECT coalesce(json_agg(json_build_object('id', e.id, 'userId', e.user_id,"
    " 'userName', coalesce(u.display_name, ''), 'deviceName', coalesce(c.device_name, ''),"
    " 'scope', e.scope_id::text, 'reason', e.reason, 'at', e.at, 'outcome', e.outcome,"
    " 'mutation', e.mutation) ORDER BY e.at), '[]'::json)"
    " FROM (SELECT e.* FROM sync.escrow e JOIN sync.user_scope us ON us.user_id = $1"
    "   AND us.scope_id = e.scope_id AND us.revoked_at IS NULL WHERE e.outcome IS NULL"
    "   ORDER BY e.at LIMIT 200) e"
    " LEFT JOIN app.user u ON u.tenant_id = e.tenant_id AND u.id = e.user_id"
    " LEFT JOIN sync.client c ON c.tenant_id = e.tenant_id AND c.client_id = e.client_id";
constexpr std::string_view closeEscrowSql =
    "UPDATE sync.escrow e SET outcome = $3, closed_by = $1, closed_at = clock_timestamp()"
    " WHERE e.id = $2 AND e.outcome IS NULL AND EXISTS (SELECT FROM sync.user_scope us"
    " WHERE us.user_id = $1 AND us.scope_id = e.scope_id AND us.revoked_at IS NULL) RETURNING 1";

/// `{key: <the statement's JSON>}`; without a key the JSON itself.
Answer answerJson(
    Database& database,
    const Request& request,
    std::string_view sql,
    std::string_view key,
    Params params = {}
)
{
    auto rows = co_await database.read(request.actor->tenancy, sql, std::move(params));
    if (!rows)
        co_return problem(rows.error(), request.requestId);
    std::string text(rows->text(0, 0));
    if (!key.empty())
        text = "{\"" + std::string(key) + "\":" + text + '}';
    co_return jsonText(200, std::move(text));
}

/// Runs a statement that returns a row when it found something to change.
Answer change(Database& database, const Request& request, std::string_view sql, Params params)
{
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        auto rows = co_await transaction.run(sql, params);
        if (!rows)
            co_return rows.error();
        if (rows->isEmpty())
            co_return Fault{
                FaultCode::notFound,
                "no_such_row",
                "It is not there, or was settled already.",
                "Open the list again."};
        co_return Result<void>();
    };
    auto done = co_await database.transact(request.actor->tenancy, work);
    if (!done)
        co_return problem(done.error(), request.requestId);
    co_return noContent();
}

Answer closeEscrow(Database& database, const Request& request)
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
        co_return problem(
            Fault{
                FaultCode::invalid,
                "bad_outcome",
                "The outcome is neither taken nor discarded.",
                "Say which of the two."},
            request.requestId
        );
    Params params = {
        request.actor->userId.toString(), id->toString(), std::string(outcome->get_string())};
    co_return co_await change(database, request, closeEscrowSql, std::move(params));
}

} // namespace

void addRecoveryRoutes(Router& router, Database& database)
{
    const Access reads = Access::to("sync:read");
    router.add(Method::get, "sync-restores", reads, [&](Request& request) {
        return answerJson(database, request, restoresSql, "");
    });
    router.add(Method::get, "sync-revocations", reads, [&](Request& request) {
        return answerJson(database, request, revocationsSql, "items");
    });
    router.add(Method::get, "escrow", Access::to("escrow:read"), [&](Request& request) {
        Params params = {request.actor->userId.toString()};
        return answerJson(database, request, escrowSql, "items", std::move(params));
    });
    router.add(
        Method::post,
        "escrow/{id}/close",
        Access::to("escrow:close"),
        [&](Request& request) { return closeEscrow(database, request); }
    );
}

} // namespace tidemark::platform
