#include "platform/feed/scopes.hpp"

#include "models/entities/entities.hpp"

#include <charconv>

namespace tidemark::platform {
namespace {

constexpr std::string_view heldSql =
    "SELECT us.scope_id, s.kind, coalesce(o.name, t.name, ''), s.lease_s, s.class"
    " FROM sync.user_scope us"
    " JOIN sync.scope s ON s.tenant_id = us.tenant_id AND s.scope_id = us.scope_id"
    " LEFT JOIN app.organization o ON o.tenant_id = us.tenant_id AND o.own_scope = us.scope_id"
    " LEFT JOIN app.tenant t ON t.tenant_id = us.tenant_id"
    " WHERE us.user_id = $1 AND us.revoked_at IS NULL AND NOT s.closed ORDER BY us.scope_id";
constexpr std::string_view holdsSql =
    "SELECT 1 FROM sync.user_scope us"
    " JOIN sync.scope s ON s.tenant_id = us.tenant_id AND s.scope_id = us.scope_id"
    " WHERE us.user_id = $1 AND us.scope_id = $2::bigint AND us.revoked_at IS NULL"
    " AND NOT s.closed";
constexpr std::string_view digestSql =
    "SELECT x.id, sum(d.n), mod(sum(d.s), 18446744073709551616)"
    " FROM unnest($1::bigint[]) x(id) CROSS JOIN unnest($2::smallint[]) e(code)"
    " CROSS JOIN LATERAL (SELECT n, s FROM sync.scope_digest"
    "   WHERE scope_id = x.id AND ent = e.code AND cut <= $3::bigint"
    "   ORDER BY cut DESC LIMIT 1) d"
    " GROUP BY x.id ORDER BY x.id";

} // namespace

asio::awaitable<Result<std::vector<HeldScope>>> heldScopes(Database& database, const Actor& actor)
{
    Params params = {actor.userId.toString()};
    auto rows = co_await database.read(actor.tenancy, heldSql, std::move(params));
    if (!rows)
        co_return rows.error();
    std::vector<HeldScope> scopes;
    for (int row = 0; row < rows->rowCount(); ++row)
        scopes.push_back(HeldScope{
            rows->integer(row, 0),
            scopeKindOf(rows->text(row, 1)).value_or(ScopeKind::tenant),
            std::string(rows->text(row, 2)),
            rows->integer(row, 3),
            static_cast<int>(rows->integer(row, 4))});
    co_return scopes;
}

std::vector<int> readableEntities(const Actor& actor)
{
    std::vector<int> codes;
    for (const EntityInfo& info : allEntities()) {
        if (info.sync == SyncPolicy::mirrored && actor.may(info.permissionTo("read")))
            codes.push_back(info.code);
    }
    return codes;
}

Projection projectionOf(const Actor& actor)
{
    Projection projection;
    std::uint64_t hash = 14'695'981'039'346'656'037U; // FNV-1a over the codes.
    for (const int code : readableEntities(actor)) {
        hash = (hash ^ static_cast<std::uint64_t>(code)) * 1'099'511'628'211U;
        projection.reads.push_back(findEntityByCode(code)->name);
    }
    projection.mark = std::to_string(hash);
    return projection;
}

asio::awaitable<Result<void>> mustHold(Database& database, const Actor& actor, std::int64_t scope)
{
    Params params = {actor.userId.toString(), std::to_string(scope)};
    auto rows = co_await database.read(actor.tenancy, holdsSql, std::move(params));
    if (!rows)
        co_return rows.error();
    if (!rows->isEmpty())
        co_return Result<void>();
    co_return Fault{
        FaultCode::forbidden,
        "scope_not_granted",
        "You have no access to these records.",
        "Open a new session to see what you have access to."};
}

asio::awaitable<Result<std::vector<ScopeDigest>>> scopeDigests(
    Database& database,
    const Tenancy& tenancy,
    const std::vector<std::int64_t>& scopes,
    const std::vector<int>& codes,
    std::int64_t cut
)
{
    std::map<std::int64_t, ScopeDigest> byScope;
    for (const std::int64_t scope : scopes)
        byScope[scope].scope = scope;
    Params params = {arrayParameter(scopes), arrayParameter(codes), std::to_string(cut)};
    auto rows = co_await database.read(tenancy, digestSql, std::move(params));
    if (!rows)
        co_return rows.error();
    for (int row = 0; row < rows->rowCount(); ++row) {
        ScopeDigest& digest = byScope[rows->integer(row, 0)];
        digest.count = rows->integer(row, 1);
        const std::string_view sum = rows->text(row, 2);
        std::from_chars(sum.data(), sum.data() + sum.size(), digest.sum);
    }
    std::vector<ScopeDigest> digests;
    for (const auto& [scope, digest] : byScope)
        digests.push_back(digest);
    co_return digests;
}

} // namespace tidemark::platform
