#include "platform/apikeys/key_sql.hpp"

namespace tidemark::platform::key_sql {
namespace {

constexpr std::string_view isOver = "(k.expires_at IS NOT NULL AND k.expires_at <= now())";

/// `active`, `expired` or `revoked`
std::string state()
{
    return "CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked' WHEN " + std::string(isOver) +
           " THEN 'expired' ELSE 'active' END";
}

constexpr std::string_view secretsOf =
    " FROM app.api_key_secret s WHERE s.tenant_id = k.tenant_id AND s.key_id = k.id";

constexpr std::string_view today = "(now() AT TIME ZONE 'UTC')::date";

} // namespace

std::string keyJson()
{
    const std::string secrets(secretsOf);
    return "jsonb_build_object('id', k.id, 'rv', k.version::text, 'name', k.name, 'prefix',"
           " 'tmk_' || k.tenant_id || '_' || (SELECT s.prefix" +
           secrets +
           " ORDER BY s.created_at DESC LIMIT 1), 'ownerId', u.id, 'owner', u.display_name,"
           " 'ownerLogin', u.login, 'ownerDepartment', coalesce(m.department, ''),"
           " 'ownerOrganizationId', u.organization_id, 'scopes', k.scopes, 'allowedAddresses',"
           " k.allowed_addresses,"
           " 'expiresAt', " +
           utcText("k.expires_at") + ", 'ratePerMinute', k.rate_per_minute, 'createdAt', " +
           utcText("k.created_at") + ", 'lastUsedAt', " + utcText("k.last_used_at") +
           ", 'lastUsedAddress', k.last_used_address, 'revokedAt', " + utcText("k.revoked_at") +
           ", 'previousValidUntil', (SELECT " + utcText("max(s.valid_until)") + secrets +
           " AND s.valid_until > now()), 'state', " + state() +
           ", 'requestsToday', coalesce((SELECT sum(g.requests) FROM app.api_key_usage g"
           " WHERE g.tenant_id = k.tenant_id AND g.key_id = k.id AND g.day = " +
           std::string(today) + "), 0), 'isOwn', u.id = $3::uuid)";
}

std::string visibleKeys()
{
    return " FROM app.api_key k JOIN app.user u ON u.tenant_id = k.tenant_id AND u.id = k.owner_id"
           " LEFT JOIN app.organization o ON o.tenant_id = u.tenant_id"
           " AND o.id = u.organization_id LEFT JOIN app.department_member m"
           " ON m.tenant_id = u.tenant_id AND m.user_id = u.id WHERE k.tenant_id = $1::int"
           " AND ($2::uuid IS NULL OR u.organization_id = $2::uuid OR u.id = $3::uuid)";
}

std::string list()
{
    return "SELECT " + keyJson() + " AS item" + visibleKeys() +
           " AND ($4 = '' OR strpos(lower(k.name || ' ' || u.login || ' ' || u.display_name),"
           " lower($4)) > 0 OR EXISTS (SELECT" +
           std::string(secretsOf) +
           " AND strpos('tmk_' || s.tenant_id || '_' || s.prefix, $4) = 1"
           " OR s.tenant_id = k.tenant_id AND s.key_id = k.id AND s.prefix = $4))"
           " AND ($5::uuid IS NULL OR u.id = $5::uuid) AND ($6 = '' OR " +
           state() + " = $6) ORDER BY k.created_at DESC, k.id";
}

std::string one()
{
    return "SELECT " + keyJson() + "::text" + visibleKeys() + " AND k.id = $4::uuid";
}

std::string lock()
{
    return "SELECT u.id, coalesce(o.own_scope, 1), coalesce(m.department, ''), k.version,"
           " k.revoked_at IS NOT NULL, " +
           std::string(isOver) + ", k.scopes::text, " + keyJson() + "::text" + visibleKeys() +
           " AND k.id = $4::uuid FOR UPDATE OF k";
}

std::string usage()
{
    const std::string day(today);
    const std::string shown =
        " AND ($4::uuid IS NULL OR k.id = $4::uuid) AND ($5::uuid IS NULL OR u.id = $5::uuid)";
    return "WITH used AS MATERIALIZED (SELECT g.day, g.endpoint, g.requests, g.refused"
           " FROM app.api_key_usage g JOIN (SELECT k.id" +
           visibleKeys() + shown +
           ") seen ON seen.id = g.key_id WHERE g.tenant_id = $1::int AND g.day > " + day +
           " - $6::int AND g.day <= " + day + ") SELECT jsonb_build_object('from', " + day +
           " - $6::int + 1, 'to', " + day +
           ", 'requests', (SELECT coalesce(sum(requests), 0) FROM used), 'refused',"
           " (SELECT coalesce(sum(refused), 0) FROM used), 'days', (SELECT jsonb_agg("
           "jsonb_build_object('day', d.day, 'requests', d.requests, 'refused', d.refused)"
           " ORDER BY d.day) FROM (SELECT s.day::date AS day, coalesce(sum(used.requests), 0) AS"
           " requests, coalesce(sum(used.refused), 0) AS refused FROM generate_series((" +
           day + " - $6::int + 1)::timestamp, " + day +
           "::timestamp, interval '1 day') s(day) LEFT JOIN used ON used.day = s.day::date"
           " GROUP BY 1) d), 'endpoints', (SELECT coalesce(jsonb_agg(jsonb_build_object("
           "'endpoint', e.endpoint, 'requests', e.requests, 'refused', e.refused)"
           " ORDER BY e.requests DESC, e.endpoint), '[]') FROM (SELECT endpoint, sum(requests) AS"
           " requests, sum(refused) AS refused FROM used GROUP BY 1) e))::text"
           " WHERE $4::uuid IS NULL OR EXISTS (SELECT" +
           visibleKeys() + " AND k.id = $4::uuid)";
}

} // namespace tidemark::platform::key_sql
