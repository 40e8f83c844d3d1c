// The statements about keys. Parameters $1 to $3 of those that find keys: tenant, organization of
// who asks (null: sees all), who asks. Internal to platform/apikeys.
#pragma once

#include "platform/http/sql_answer.hpp"

#include <string>
#include <string_view>

namespace tidemark::platform::key_sql {

/// A key as JSON; `k` is the key, `u` its owner.
[[nodiscard]] std::string keyJson();

/// The tables, and that who asks may know of the key.
[[nodiscard]] std::string visibleKeys();

/// $4 searches, $5 owner or null, $6 state or empty.
[[nodiscard]] std::string list();

/// $4 the key; its JSON.
[[nodiscard]] std::string one();

/// $4 the key: owner, their scope and department, version, whether revoked or over, scopes, JSON;
/// locked.
[[nodiscard]] std::string lock();

/// $4 key or null, $5 owner or null, $6 days; no row when the key is not there.
[[nodiscard]] std::string usage();

/// Two of one owner take turns; then how many keys of theirs are alive.
inline constexpr std::string_view takeTurns = "SELECT pg_advisory_xact_lock(7310018, hashtext($1))";
inline constexpr std::string_view countLiving =
    "SELECT count(*) FROM app.api_key WHERE tenant_id = $1::int AND owner_id = $2::uuid"
    " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())";

inline constexpr std::string_view make =
    "INSERT INTO app.api_key (tenant_id, id, owner_id, name, scopes, allowed_addresses, expires_at,"
    " rate_per_minute) VALUES ($1::int, $2::uuid, $3::uuid, $4, $5::jsonb, $6::jsonb,"
    " $7::timestamptz, $8::int)";

inline constexpr std::string_view addSecret =
    "INSERT INTO app.api_key_secret (tenant_id, prefix, key_id, hash)"
    " VALUES ($1::int, $2, $3::uuid, $4::bytea)";

/// Only the newest secret lives on, for $3 seconds.
inline constexpr std::string_view dropOlderSecrets =
    "DELETE FROM app.api_key_secret s WHERE s.tenant_id = $1::int AND s.key_id = $2::uuid"
    " AND ($3::int = 0 OR s.prefix <> (SELECT n.prefix FROM app.api_key_secret n"
    " WHERE n.tenant_id = $1::int AND n.key_id = $2::uuid ORDER BY n.created_at DESC LIMIT 1))";
inline constexpr std::string_view endNewestSecret =
    "UPDATE app.api_key_secret SET valid_until = now() + make_interval(secs => $3::int)"
    " WHERE tenant_id = $1::int AND key_id = $2::uuid";
inline constexpr std::string_view countVersion =
    "UPDATE app.api_key SET version = version + 1 WHERE tenant_id = $1::int AND id = $2::uuid";

/// Null leaves a member as it is, except the end, which $6 says to set.
inline constexpr std::string_view change =
    "UPDATE app.api_key SET version = version + 1, name = coalesce($3, name),"
    " scopes = coalesce($4::jsonb, scopes),"
    " allowed_addresses = coalesce($5::jsonb, allowed_addresses),"
    " expires_at = CASE WHEN $6::boolean THEN $7::timestamptz ELSE expires_at END,"
    " rate_per_minute = coalesce($8::int, rate_per_minute)"
    " WHERE tenant_id = $1::int AND id = $2::uuid";

inline constexpr std::string_view revoke =
    "UPDATE app.api_key SET version = version + 1, revoked_at = now(), revoked_by = $3::uuid"
    " WHERE tenant_id = $1::int AND id = $2::uuid AND revoked_at IS NULL";

/// Told when the transaction commits.
inline constexpr std::string_view tell = "SELECT pg_notify('api_key_changed', $1)";

} // namespace tidemark::platform::key_sql
