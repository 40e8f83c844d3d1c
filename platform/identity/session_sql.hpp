// The statements of sessions. Internal to platform/identity.
#pragma once

#include <string_view>

namespace tidemark::platform::session_sql {

inline constexpr std::string_view findTenant = "SELECT app.tenant_number($1)";

/// The account, and what speaks against trying its password: failures by name since the last
/// success or change of the password, failures from the address, and whether the name came from
/// there before. An attempt whose password was not looked at prolongs nothing.
inline constexpr std::string_view findUser =
    "SELECT u.id, p.hash, u.is_active, f.named, f.addressed, f.is_known FROM (SELECT "
    "(SELECT count(*) FROM app.sign_in_attempt a WHERE a.tenant_id = $1::int "
    "  AND a.login = lower($2) AND NOT a.success "
    "  AND a.reason NOT IN ('locked_out', 'too_many_attempts') AND a.at > greatest("
    "    now() - make_interval(secs => $4::int), (SELECT max(b.at) FROM app.sign_in_attempt b "
    "    WHERE b.tenant_id = $1::int AND b.login = lower($2) AND b.success), "
    "    (SELECT c.changed_at FROM app.user_password c JOIN app.user v ON v.tenant_id = "
    "c.tenant_id "
    "    AND v.id = c.user_id WHERE v.tenant_id = $1::int AND v.login = lower($2)))) AS named, "
    "(SELECT count(*) FROM app.sign_in_attempt a WHERE a.tenant_id = $1::int "
    "  AND a.address = $3 AND NOT a.success "
    "  AND a.reason NOT IN ('locked_out', 'too_many_attempts') "
    "  AND a.at > now() - make_interval(secs => $4::int)) AS addressed, "
    "EXISTS (SELECT FROM app.sign_in_attempt a WHERE a.tenant_id = $1::int "
    "  AND a.login = lower($2) AND a.success AND a.address = $3 "
    "  AND a.at > now() - interval '30 days') AS is_known) f "
    "LEFT JOIN app.user u ON u.tenant_id = $1::int AND u.login = lower($2) "
    "LEFT JOIN app.user_password p ON p.tenant_id = u.tenant_id AND p.user_id = u.id";

inline constexpr std::string_view noteAttempt =
    "INSERT INTO app.sign_in_attempt (tenant_id, id, user_id, login, success, reason, method, "
    "address, device, agent) VALUES ($1::int, $2::uuid, $3::uuid, lower($4), $5::boolean, $6, $7, "
    "$8, $9, $10)";

/// The device as it is now; one that was wiped begins anew. No row: it is still to be wiped.
inline constexpr std::string_view keepDevice =
    "INSERT INTO app.device AS d (tenant_id, id, user_id, name, agent, address) "
    "VALUES ($1::int, $2::uuid, $3::uuid, $4, $5, $6) ON CONFLICT (tenant_id, user_id, id) "
    "DO UPDATE SET name = excluded.name, agent = excluded.agent, address = excluded.address, "
    "seen_at = now(), wipe_requested_at = NULL, wipe_requested_by = NULL, wiped_at = NULL "
    "WHERE d.wipe_requested_at IS NULL OR d.wiped_at IS NOT NULL RETURNING d.id";

inline constexpr std::string_view openSession =
    "INSERT INTO app.session (tenant_id, id, user_id, device_name, client_id, address, expires_at, "
    "device_id, agent, method) SELECT $1::int, $2::uuid, $3::uuid, $4, $5::uuid, $6, "
    "now() + make_interval(secs => $7::int), $8::uuid, $9, $10 "
    "WHERE EXISTS (SELECT FROM app.device d WHERE d.tenant_id = $1::int AND d.user_id = $3::uuid "
    "AND d.id = $8::uuid AND d.wipe_requested_at IS NULL) RETURNING id";

inline constexpr std::string_view addToken =
    "INSERT INTO app.refresh_token (tenant_id, hash, session_id, expires_at) "
    "SELECT $1::int, $2::bytea, s.id, now() + make_interval(secs => $4::int) "
    "FROM app.session s WHERE s.tenant_id = $1::int AND s.id = $3::uuid";

/// Told to an hour, so that signing in often does not fill the feed.
inline constexpr std::string_view noteSignIn =
    "UPDATE app.user SET last_sign_in_at = now() WHERE tenant_id = $1::int AND id = $2::uuid "
    "AND (last_sign_in_at IS NULL OR last_sign_in_at < now() - interval '1 hour')";

inline constexpr std::string_view forgetOldSessions =
    "DELETE FROM app.session WHERE tenant_id = $1::int AND user_id = $2::uuid "
    "AND expires_at < now() - interval '1 day'";

/// One statement, so that of many that come at once exactly one finds the token unspent.
inline constexpr std::string_view spendToken =
    "WITH spent AS (UPDATE app.refresh_token r SET used_at = now(), used_by = $3::bytea "
    "FROM app.session s JOIN app.tenant t ON t.tenant_id = s.tenant_id "
    "WHERE r.tenant_id = $1::int AND r.hash = $2::bytea "
    "AND r.used_at IS NULL AND r.expires_at > now() AND s.tenant_id = r.tenant_id "
    "AND s.id = r.session_id AND s.revoked_at IS NULL AND s.expires_at > now() "
    "AND s.active_at > now() - make_interval(mins => t.session_timeout_minutes::int) "
    "RETURNING r.tenant_id, r.session_id, s.expires_at), "
    "made AS (INSERT INTO app.refresh_token (tenant_id, hash, session_id, expires_at) "
    "SELECT tenant_id, $4::bytea, session_id, "
    "least(expires_at, now() + make_interval(secs => $5::int)) FROM spent), "
    "noted AS (UPDATE app.session s SET used_at = now() FROM spent "
    "WHERE s.tenant_id = spent.tenant_id AND s.id = spent.session_id) "
    "SELECT session_id FROM spent";

/// The token, and whether who asks spent it and its successor ($5) waits to be used; within the
/// grace ($3), if there is one.
inline constexpr std::string_view findToken =
    "SELECT r.session_id, r.used_at IS NOT NULL, coalesce(r.used_by = $4::bytea AND ("
    "  $3::int IS NULL OR r.used_at > now() - make_interval(secs => $3::int)) AND EXISTS ("
    "    SELECT FROM app.refresh_token n WHERE n.tenant_id = r.tenant_id AND n.hash = $5::bytea "
    "    AND n.used_at IS NULL AND n.expires_at > now()), false), "
    "s.revoked_at IS NULL AND s.expires_at > now() "
    "FROM app.refresh_token r "
    "JOIN app.session s ON s.tenant_id = r.tenant_id AND s.id = r.session_id "
    "WHERE r.tenant_id = $1::int AND r.hash = $2::bytea";

/// Other servers hear of it, too, and forget the actor. No row: it had ended before.
inline constexpr std::string_view revokeSession =
    "WITH ended AS (UPDATE app.session SET revoked_at = now(), revoked_reason = $3 "
    "WHERE tenant_id = $1::int AND id = $2::uuid AND revoked_at IS NULL "
    "RETURNING tenant_id, id, user_id, device_name) "
    "SELECT e.user_id, e.device_name, u.login, u.display_name, t.name, "
    "pg_notify('session_ended', e.id::text) FROM ended e "
    "JOIN app.user u ON u.tenant_id = e.tenant_id AND u.id = e.user_id "
    "JOIN app.tenant t ON t.tenant_id = e.tenant_id";

inline constexpr std::string_view findActor =
    "SELECT u.id, u.login, u.display_name, u.organization_id, o.name, o.own_scope, "
    "t.slug, t.name, t.time_zone, "
    "(SELECT string_agg(DISTINCT granted, ' ') FROM ("
    "  SELECT jsonb_array_elements_text(r.permissions) granted FROM app.user_role ur "
    "  JOIN app.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id "
    "  WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id "
    "  UNION SELECT coalesce(g.permission, p.one) FROM app.access_grant g "
    "  LEFT JOIN app.role r ON r.tenant_id = g.tenant_id AND r.id = g.role_id "
    "  LEFT JOIN LATERAL jsonb_array_elements_text(r.permissions) p(one) ON true "
    "  WHERE g.tenant_id = u.tenant_id AND g.user_id = u.id AND g.revoked_at IS NULL "
    "  AND now() >= g.valid_from AND now() < g.valid_to) held), "
    "coalesce(m.department, ''), s.device_name, u.must_change_password, "
    "s.method <> 'oidc' AND app.requires_factor(u.tenant_id, u.id) AND NOT EXISTS ("
    "  SELECT FROM app.user_factor f WHERE f.tenant_id = u.tenant_id AND f.user_id = u.id "
    "  AND f.confirmed_at IS NOT NULL) "
    "FROM app.session s "
    "JOIN app.user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id AND u.is_active "
    "JOIN app.tenant t ON t.tenant_id = s.tenant_id "
    "LEFT JOIN app.organization o ON o.tenant_id = u.tenant_id AND o.id = u.organization_id "
    "LEFT JOIN app.department_member m ON m.tenant_id = u.tenant_id AND m.user_id = u.id "
    "WHERE s.tenant_id = $1::int AND s.id = $2::uuid AND s.revoked_at IS NULL "
    "AND s.expires_at > now() "
    "AND s.active_at > now() - make_interval(mins => t.session_timeout_minutes::int)";

/// Why a session gives no actor.
inline constexpr std::string_view whyEnded =
    "SELECT coalesce(s.revoked_reason, ''), d.wipe_requested_at IS NOT NULL AND d.wiped_at IS NULL,"
    " s.active_at <= now() - make_interval(mins => t.session_timeout_minutes::int) "
    "FROM app.session s JOIN app.tenant t ON t.tenant_id = s.tenant_id "
    "LEFT JOIN app.device d ON d.tenant_id = s.tenant_id AND d.user_id = s.user_id "
    "AND d.id = s.device_id WHERE s.tenant_id = $1::int AND s.id = $2::uuid";

inline constexpr std::string_view noteActivity =
    "UPDATE app.session SET active_at = now() WHERE tenant_id = $1::int AND id = $2::uuid "
    "AND active_at < now() - interval '20 seconds' AND revoked_at IS NULL";

inline constexpr std::string_view confirmWipe =
    "UPDATE app.device d SET wiped_at = now() FROM app.session s, app.refresh_token r "
    "WHERE r.tenant_id = $1::int AND r.hash = $2::bytea AND s.tenant_id = r.tenant_id "
    "AND s.id = r.session_id AND d.tenant_id = s.tenant_id AND d.user_id = s.user_id "
    "AND d.id = s.device_id AND d.wipe_requested_at IS NOT NULL AND d.wiped_at IS NULL";

inline constexpr std::string_view storePassword =
    "INSERT INTO app.user_password (tenant_id, user_id, hash) VALUES ($1::int, $2::uuid, $3) "
    "ON CONFLICT (tenant_id, user_id) DO UPDATE SET hash = excluded.hash, changed_at = now()";

inline constexpr std::string_view renewPassword =
    "UPDATE app.user_password SET hash = $2 WHERE user_id = $1::uuid AND hash = $3";

} // namespace tidemark::platform::session_sql
