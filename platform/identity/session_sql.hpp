// The statements of sessions. Internal to platform/identity.
#pragma once

#include <string_view>

namespace tidemark::platform::session_sql {

inline constexpr std::string_view findTenant = "SELECT app.tenant_number($1)";

inline constexpr std::string_view findUser =
    "SELECT u.id, p.hash, u.is_active FROM app.user u "
    "LEFT JOIN app.user_password p ON p.tenant_id = u.tenant_id AND p.user_id = u.id "
    "WHERE u.tenant_id = $1::int AND u.login = lower($2)";

inline constexpr std::string_view openSession =
    "INSERT INTO app.session (tenant_id, id, user_id, device_name, client_id, address, expires_at) "
    "VALUES ($1::int, $2::uuid, $3::uuid, $4, $5::uuid, $6, now() + make_interval(secs => "
    "$7::int))";

inline constexpr std::string_view addToken =
    "INSERT INTO app.refresh_token (tenant_id, hash, session_id, expires_at) "
    "VALUES ($1::int, $2::bytea, $3::uuid, now() + make_interval(secs => $4::int))";

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
    "FROM app.session s WHERE r.tenant_id = $1::int AND r.hash = $2::bytea "
    "AND r.used_at IS NULL AND r.expires_at > now() AND s.tenant_id = r.tenant_id "
    "AND s.id = r.session_id AND s.revoked_at IS NULL AND s.expires_at > now() "
    "RETURNING r.tenant_id, r.session_id, s.expires_at), "
    "made AS (INSERT INTO app.refresh_token (tenant_id, hash, session_id, expires_at) "
    "SELECT tenant_id, $4::bytea, session_id, "
    "least(expires_at, now() + make_interval(secs => $5::int)) FROM spent), "
    "noted AS (UPDATE app.session s SET used_at = now() FROM spent "
    "WHERE s.tenant_id = spent.tenant_id AND s.id = spent.session_id) "
    "SELECT session_id FROM spent";

inline constexpr std::string_view findToken =
    "SELECT r.session_id, r.used_at IS NOT NULL, "
    "coalesce(r.used_at > now() - make_interval(secs => $3::int), false), "
    "coalesce(r.used_by = $4::bytea, false), s.revoked_at IS NULL AND s.expires_at > now() "
    "FROM app.refresh_token r "
    "JOIN app.session s ON s.tenant_id = r.tenant_id AND s.id = r.session_id "
    "WHERE r.tenant_id = $1::int AND r.hash = $2::bytea";

inline constexpr std::string_view revokeSession =
    "UPDATE app.session SET revoked_at = now(), revoked_reason = $3 "
    "WHERE tenant_id = $1::int AND id = $2::uuid AND revoked_at IS NULL";

inline constexpr std::string_view findActor =
    "SELECT u.id, u.login, u.display_name, u.organization_id, o.name, o.own_scope, "
    "t.slug, t.name, t.time_zone, "
    "(SELECT string_agg(DISTINCT granted, ' ') FROM app.user_role ur "
    "JOIN app.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id, "
    "jsonb_array_elements_text(r.permissions) granted "
    "WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id) "
    "FROM app.session s "
    "JOIN app.user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id AND u.is_active "
    "JOIN app.tenant t ON t.tenant_id = s.tenant_id "
    "LEFT JOIN app.organization o ON o.tenant_id = u.tenant_id AND o.id = u.organization_id "
    "WHERE s.tenant_id = $1::int AND s.id = $2::uuid AND s.revoked_at IS NULL "
    "AND s.expires_at > now()";

inline constexpr std::string_view storePassword =
    "INSERT INTO app.user_password (tenant_id, user_id, hash) VALUES ($1::int, $2::uuid, $3) "
    "ON CONFLICT (tenant_id, user_id) DO UPDATE SET hash = excluded.hash, changed_at = now()";

} // namespace tidemark::platform::session_sql
