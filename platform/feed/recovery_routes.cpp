#include "platform/feed/recovery_routes.hpp"

#include "models/core/json_reader.hpp"
#include "platform/audit/audited_change.hpp"
#include "platform/http/sql_answer.hpp"

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

/// The JSON is made by the database; `coalesce` keeps an empty list a list.
constexpr std::string_view restoresSql =
    "SELECT json_build_object('history', h.history_id, 'epoch', h.epoch, 'since', h.since,"
    " 'past', coalesce((SELECT json_agg(json_build_object('history', p.history_id,"
    "   'epoch', p.epoch, 'since', p.since, 'endedAt', p.ended_at, 'reason', p.reason,"
    "   'restoredTo', p.restored_to,"
    "   'devices', r.devices, 'replayed', coalesce(r.replayed, 0),"
    "   'needPerson', coalesce(r.unsettled, 0)) ORDER BY p.ended_at DESC)"
    "   FROM sync.past_history p LEFT JOIN LATERAL (SELECT count(*) AS replayed,"
    "     count(DISTINCT m.client_id) AS devices, count(*) FILTER (WHERE m.settled_at IS NULL"
    "       AND m.status IN ('conflict', 'rejected', 'parked', 'partial') AND NOT EXISTS ("
    "         SELECT FROM sync.mutation d WHERE d.client_id = m.client_id"
    "           AND d.resolves = m.mid AND d.status IN ('applied', 'merged', 'noop')))"
    "       AS unsettled FROM sync.mutation m WHERE m.replayed_from = p.history_id) r ON true),"
    "   '[]'::json)) FROM sync.history h";
/// What could not be done once more, until its author decided or somebody looked at it.
constexpr std::string_view leftSql =
    "SELECT json_build_object('items', coalesce(json_agg(json_build_object("
    "   'clientId', m.client_id, 'mid', m.mid,"
    "   'userName', coalesce(u.display_name, ''), 'deviceName', c.device_name, 'name', m.name,"
    "   'status', m.status, 'code', m.code, 'cause', m.result::json->>'cause', 'at', m.at)"
    "   ORDER BY m.at), '[]'::json))"
    " FROM (SELECT * FROM sync.mutation m WHERE m.replayed_from = $1 AND m.settled_at IS NULL"
    "   AND m.status IN ('conflict', 'rejected', 'parked', 'partial') AND NOT EXISTS ("
    "     SELECT FROM sync.mutation d WHERE d.client_id = m.client_id AND d.resolves = m.mid"
    "       AND d.status IN ('applied', 'merged', 'noop')) ORDER BY m.at LIMIT 500) m"
    " JOIN sync.client c ON c.tenant_id = m.tenant_id AND c.client_id = m.client_id"
    " LEFT JOIN app.user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id"
    " WHERE $2::uuid IS NULL OR u.organization_id = $2::uuid";
constexpr std::string_view settleSql =
    "UPDATE sync.mutation SET settled_by = $1, settled_at = clock_timestamp()"
    " WHERE client_id = $2 AND mid = $3::bigint AND replayed_from IS NOT NULL"
    "   AND settled_at IS NULL AND ($4::uuid IS NULL OR EXISTS (SELECT FROM sync.client c"
    "     JOIN app.user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id"
    "     WHERE c.client_id = $2 AND u.organization_id = $4::uuid)) RETURNING"
    " json_build_object('clientId', client_id, 'mid', mid, 'name', name, 'status', status)";
/// Of users of organization $1, if given. A device that learns of it by opening a session purges
/// without the number of the revocation: its receipt says 0.
constexpr std::string_view revocationsSql =
    "SELECT json_build_object('items', coalesce(json_agg(x ORDER BY x.\"revokedAt\" DESC),"
    " '[]'::json)) FROM ("
    " SELECT us.user_id AS \"userId\", coalesce(u.display_name, '') AS \"userName\","
    "   us.scope_id::text AS scope, coalesce(o.name, t.name, '') AS \"scopeName\", us.reason,"
    "   us.revoked_at AS \"revokedAt\", c.client_id AS \"clientId\","
    "   c.device_name AS \"deviceName\", c.seen_at AS \"seenAt\","
    "   greatest(c.seen_at + make_interval(secs => s.lease_s), e.until) AS \"leaseEndsAt\","
    "   r.at AS \"purgedAt\","
    "   r.rows, r.bytes, r.escrowed, r.signature IS NOT NULL AS \"isSigned\","
    "   (SELECT count(*) FROM sync.escrow e WHERE e.client_id = c.client_id"
    "     AND e.scope_id = us.scope_id) AS \"keptWork\""
    " FROM sync.user_scope us JOIN sync.scope s ON s.tenant_id = us.tenant_id"
    "   AND s.scope_id = us.scope_id"
    " LEFT JOIN app.user u ON u.tenant_id = us.tenant_id AND u.id = us.user_id"
    " LEFT JOIN app.organization o ON o.tenant_id = us.tenant_id AND o.own_scope = us.scope_id"
    " LEFT JOIN app.tenant t ON t.tenant_id = us.tenant_id"
    " LEFT JOIN sync.client c ON c.tenant_id = us.tenant_id AND c.user_id = us.user_id"
    " LEFT JOIN sync.lease_extension e ON e.tenant_id = c.tenant_id"
    "   AND e.client_id = c.client_id AND e.scope_id = us.scope_id"
    " LEFT JOIN LATERAL (SELECT * FROM sync.purge_receipt p WHERE p.tenant_id = c.tenant_id"
    "   AND p.client_id = c.client_id AND p.scope_id = us.scope_id AND (p.rv = us.rv"
    "     OR (p.rv = 0 AND p.at >= us.revoked_at)) ORDER BY p.rv DESC LIMIT 1) r ON true"
    " WHERE us.revoked_at IS NOT NULL AND ($1::uuid IS NULL OR u.organization_id = $1::uuid)"
    " ORDER BY us.revoked_at DESC LIMIT 1000) x";
Answer left(Database& database, const Request& request)
{
    const auto history = request.pathId();
    if (!history)
        co_return problem(history.error(), request.requestId);
    Params params = {history->toString(), organizationOf(*request.actor)};
    co_return co_await sqlAnswer(database, request, std::string(leftSql), std::move(params));
}

Answer settle(Database& database, const Request& request)
{
    const auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(*body);
    JsonReader in(value, "what was looked at");
    const Uuid client = in.uuid("clientId");
    const std::int64_t mid = in.integer("mid");
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    AuditedChange settling{
        .deed = {"restore.settle", "restore", std::nullopt}, .nothing = settledAlready()};
    settling.statement.sql = settleSql;
    settling.statement.params = {
        request.actor->userId.toString(),
        client.toString(),
        std::to_string(mid),
        organizationOf(*request.actor)};
    co_return co_await answerChange(database, request, std::move(settling));
}

} // namespace

void addRecoveryRoutes(Router& router, Database& database)
{
    const Access reads = Access::to("sync:read");
    router.add(Method::get, "sync-restores", reads, [&](Request& request) {
        return sqlAnswer(database, request, std::string(restoresSql), {});
    });
    router.add(Method::get, "sync-restores/{id}/left", reads, [&](Request& request) {
        return left(database, request);
    });
    router.add(Method::post, "sync-restores/settle", reads, [&](Request& request) {
        return settle(database, request);
    });
    router.add(Method::get, "sync-revocations", reads, [&](Request& request) {
        Params params = {organizationOf(*request.actor)};
        return sqlAnswer(database, request, std::string(revocationsSql), std::move(params));
    });
}

} // namespace tidemark::platform
