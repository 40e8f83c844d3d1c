#include "platform/feed/lease_routes.hpp"

#include "models/core/json_reader.hpp"
#include "platform/audit/audit_deed.hpp"
#include "platform/http/sql_answer.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

constexpr std::int64_t secondsLeast = 900;
constexpr std::int64_t secondsMost = 366LL * 24 * 3600;

/// The JSON is made by the database.
constexpr std::string_view rulesSql =
    "SELECT json_build_object('classes', (SELECT json_agg(json_build_object('class', c,"
    "   'leaseSeconds', sync.lease_of($1::int, c), 'usualSeconds', sync.usual_lease(c))"
    "   ORDER BY c) FROM generate_series(0, 3) c),"
    " 'scopes', coalesce((SELECT json_agg(json_build_object('id', s.scope_id::text,"
    "   'kind', s.kind, 'name', coalesce(o.name, t.name, ''), 'class', s.class,"
    "   'leaseSeconds', s.lease_s) ORDER BY s.scope_id) FROM sync.scope s"
    "   LEFT JOIN app.organization o ON o.tenant_id = s.tenant_id AND o.own_scope = s.scope_id"
    "   LEFT JOIN app.tenant t ON t.tenant_id = s.tenant_id WHERE NOT s.closed), '[]'::json))";
constexpr std::string_view setLeaseSql = "SELECT sync.set_lease($1::int, $2::int, $3::int)";
constexpr std::string_view setClassSql = "SELECT sync.set_class($1::int, $2::bigint, $3::int)";

Fault badClass()
{
    return {
        FaultCode::invalid,
        "bad_class",
        "A class is a whole number: 0 public, 1 internal, 2 confidential, 3 restricted.",
        "Choose one of the four."};
}

Fault badLease()
{
    return {
        FaultCode::invalid,
        "bad_lease",
        "A lease lasts from 900 seconds to 366 days.",
        "Give a time in seconds between the two, or null for the usual one."};
}

Fault noScope()
{
    return {
        FaultCode::notFound,
        "no_such_scope",
        "There is no such part of the data.",
        "Take its id from the list of lease rules."};
}

Answer showRules(Database& database, const Request& request)
{
    Params params = {std::to_string(request.actor->tenancy.tenant)};
    return sqlAnswer(database, request, std::string(rulesSql), std::move(params));
}

/// Runs one of the functions above and notes the deed with it.
Answer change(
    Database& database, const Request& request, std::string_view sql, Params params, AuditDeed deed
)
{
    const Actor& actor = *request.actor;
    const Statement audit =
        auditStatement(actor.tenancy.tenant, AuditOrigin::of(request), std::move(deed));
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        auto rows = co_await transaction.run(sql, params);
        if (!rows)
            co_return rows.error();
        if (!rows->isEmpty() && rows->text(0, 0) == "f")
            co_return noScope();
        auto noted = co_await transaction.run(audit.sql, audit.params);
        co_return noted ? Result<void>() : Result<void>(noted.error());
    };
    auto done = co_await database.transact(actor.tenancy, work);
    if (!done)
        co_return problem(done.error(), request.requestId);
    co_return noContent();
}

bool isClass(std::int64_t dataClass)
{
    return dataClass >= 0 && dataClass <= 3;
}

Answer setLease(Database& database, const Request& request)
{
    const auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(*body);
    JsonReader in(value, "lease rule");
    const std::int64_t dataClass = in.integer("class");
    const auto* seconds = body->if_contains("leaseSeconds");
    const bool isUsual = seconds != nullptr && seconds->is_null();
    const std::int64_t lease = isUsual ? 0 : in.integer("leaseSeconds");
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    if (!isClass(dataClass))
        co_return problem(badClass(), request.requestId);
    if (!isUsual && (lease < secondsLeast || lease > secondsMost))
        co_return problem(badLease(), request.requestId);
    AuditDeed deed{"tenant.setLease", "tenant", std::nullopt};
    deed.after = boost::json::serialize(value);
    Params params = {std::to_string(request.actor->tenancy.tenant), std::to_string(dataClass)};
    params.push_back(isUsual ? std::nullopt : std::optional(std::to_string(lease)));
    co_return co_await change(database, request, setLeaseSql, std::move(params), std::move(deed));
}

Answer setClass(Database& database, const Request& request)
{
    const auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(*body);
    JsonReader in(value, "class of a part");
    const std::int64_t scope = in.counter("scope");
    const std::int64_t dataClass = in.integer("class");
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    if (!isClass(dataClass))
        co_return problem(badClass(), request.requestId);
    AuditDeed deed{"tenant.setScopeClass", "tenant", std::nullopt};
    deed.after = boost::json::serialize(value);
    Params params = {
        std::to_string(request.actor->tenancy.tenant),
        std::to_string(scope),
        std::to_string(dataClass)};
    co_return co_await change(database, request, setClassSql, std::move(params), std::move(deed));
}

} // namespace

void addLeaseRoutes(Router& router, Database& database)
{
    router.add(Method::get, "lease-rules", Access::to("tenant:read"), [&](Request& request) {
        return showRules(database, request);
    });
    router.add(Method::put, "lease-rules", Access::to("tenant:update"), [&](Request& request) {
        return setLease(database, request);
    });
    router.add(Method::put, "scope-classes", Access::to("tenant:update"), [&](Request& request) {
        return setClass(database, request);
    });
}

} // namespace tidemark::platform
