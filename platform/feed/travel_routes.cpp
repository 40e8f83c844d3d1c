#include "platform/feed/travel_routes.hpp"

#include "models/core/timestamp.hpp"

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

/// What was promised before stays promised. The device must be the caller's own.
constexpr std::string_view extendSql =
    "WITH held AS (SELECT s.tenant_id, s.scope_id, least($3::timestamptz, clock_timestamp()"
    "   + make_interval(secs => greatest(s.lease_s, sync.travel_of(s.class, s.travel_s)))) AS until"
    "  FROM sync.client c JOIN sync.user_scope us ON us.tenant_id = c.tenant_id"
    "    AND us.user_id = c.user_id AND us.revoked_at IS NULL"
    "  JOIN sync.scope s ON s.tenant_id = us.tenant_id AND s.scope_id = us.scope_id"
    "  WHERE c.client_id = $2 AND c.user_id = $1 AND NOT s.closed AND s.lease_s > 0),"
    " kept AS (INSERT INTO sync.lease_extension AS e (tenant_id, client_id, scope_id, until)"
    "  SELECT tenant_id, $2, scope_id, until FROM held"
    "  ON CONFLICT (tenant_id, client_id, scope_id) DO UPDATE"
    "  SET until = greatest(e.until, excluded.until), granted_at = clock_timestamp()"
    "  RETURNING scope_id, until)"
    " SELECT scope_id::text, (extract(epoch FROM until) * 1000000)::bigint FROM kept"
    " ORDER BY scope_id";

Fault badParameters()
{
    return Fault{
        FaultCode::invalid,
        "bad_parameters",
        "The device or the time cannot be read.",
        "Install the current version of Tidemark."};
}

Answer extend(Database& database, const Request& request)
{
    const auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const auto text = [&body](std::string_view key) {
        const auto* value = body->if_contains(key);
        return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                      : std::string();
    };
    const auto client = Uuid::parse(text("clientId"));
    const auto until = Timestamp::parse(text("until"));
    if (!client || !until)
        co_return problem(badParameters(), request.requestId);
    const Params params = {request.actor->userId.toString(), client->toString(), until->toString()};
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<boost::json::array>> {
        auto rows = co_await transaction.run(extendSql, params);
        if (!rows)
            co_return rows.error();
        boost::json::array scopes;
        for (int row = 0; row < rows->rowCount(); ++row)
            scopes.emplace_back(boost::json::object{
                {"scope", rows->text(row, 0)},
                {"until", Timestamp{rows->integer(row, 1)}.toString()}});
        co_return scopes;
    };
    auto scopes = co_await database.transact(request.actor->tenancy, work);
    if (!scopes)
        co_return problem(scopes.error(), request.requestId);
    co_return json(
        200,
        boost::json::object{
            {"serverTime", Timestamp::now().toString()}, {"scopes", std::move(*scopes)}}
    );
}

} // namespace

void addTravelRoutes(Router& router, Database& database)
{
    router.add(Method::post, "sync/leases", Access::signedIn(), [&](Request& request) {
        return extend(database, request);
    });
}

} // namespace tidemark::platform
