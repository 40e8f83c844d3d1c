#include "platform/partner/partner_routes.hpp"

#include "models/core/timestamp.hpp"
#include "platform/apikeys/key_routes.hpp"
#include "platform/http/inner_call.hpp"
#include "platform/http/sql_answer.hpp"
#include "platform/identity/actor_key.hpp"
#include "platform/partner/partner_sql.hpp"

#include "resources/portal/portal_files.hpp"

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

const std::string& prefix()
{
    static const std::string path = "/api/partner/v1/";
    return path;
}

Params whoAsks(const Actor& actor)
{
    std::optional<std::string> scope;
    if (!actor.seesAllOrganizations())
        scope = std::to_string(actor.ownScope);
    return {std::to_string(actor.tenancy.tenant), scope};
}

/// An id in the query, nil for something that is none.
std::optional<std::string> idIn(const Request& request, std::string_view name)
{
    const auto text = request.query(name);
    if (!text)
        return std::nullopt;
    const auto id = Uuid::parse(*text);
    return id ? id->toString() : Uuid{}.toString();
}

/// Beside `partner:read`; a key may have been given the one without the other.
std::optional<Response> refusalOf(const Request& request, const std::string& permission)
{
    if (request.actor->may(permission))
        return std::nullopt;
    const Fault refused{
        FaultCode::forbidden,
        "scope_missing",
        "This needs the scope " + permission + " as well.",
        "Give the API key this scope, or use another."};
    return problem(refused, request.requestId);
}

/// A list or one row of something.
struct Collection {
    std::string name = {};
    std::string permission = {};
    std::string (*list)() = nullptr;
    std::string (*one)() = nullptr;
    Result<Params> (*filters)(const Request&) = nullptr;
};

Result<Params> noFilters(const Request&)
{
    return Params{};
}

Result<Params> reportFilters(const Request& request)
{
    std::optional<std::string> since;
    if (const auto text = request.query("since")) {
        const auto instant = Timestamp::parse(*text);
        if (!instant)
            return Fault{
                FaultCode::invalid,
                "bad_instant",
                "“since” is no instant.",
                "Write it as 2026-03-31T00:00:00Z."};
        since = instant->toString();
    }
    return Params{std::string(request.query("state").value_or("")), idIn(request, "schema"), since};
}

Result<Params> validationFilters(const Request& request)
{
    return Params{idIn(request, "report")};
}

Answer listOf(Database& database, const Collection& collection, const Request& request)
{
    if (auto refusal = refusalOf(request, collection.permission))
        co_return std::move(*refusal);
    auto filters = collection.filters(request);
    if (!filters)
        co_return problem(filters.error(), request.requestId);
    Params params = whoAsks(*request.actor);
    params.insert(params.end(), filters->begin(), filters->end());
    co_return co_await sqlListAnswer(database, request, collection.list(), std::move(params));
}

Answer oneOf(Database& database, const Collection& collection, const Request& request)
{
    if (auto refusal = refusalOf(request, collection.permission))
        co_return std::move(*refusal);
    // What is no id is answered like an id of nothing.
    const auto id = request.pathId();
    Params params = whoAsks(*request.actor);
    params.emplace_back(id ? id->toString() : Uuid{}.toString());
    co_return co_await sqlAnswer(database, request, collection.one(), std::move(params));
}

/// The file, when the report is one that the asker sees.
Answer artefact(const Router& router, Database& database, Request& request)
{
    if (auto refusal = refusalOf(request, "run:read"))
        co_return std::move(*refusal);
    const auto id = request.pathId();
    Params params = whoAsks(*request.actor);
    params.emplace_back(id ? id->toString() : Uuid{}.toString());
    auto seen = co_await sqlAnswer(database, request, partner_sql::report(), std::move(params));
    if (seen.status != 200)
        co_return seen;
    co_return co_await answerAs(
        router, request, "/api/v1/report-runs/" + id->toString() + "/artefact"
    );
}

Answer account(Database& database, const Request& request)
{
    const Actor& actor = *request.actor;
    std::optional<std::string> key;
    if (actor.key)
        key = actor.key->id.toString();
    Params params = {std::to_string(actor.tenancy.tenant), key, actor.userId.toString()};
    return sqlAnswer(database, request, partner_sql::account(), std::move(params));
}

Answer usage(Database& database, const Request& request)
{
    UsageOf of;
    of.owner = request.actor->userId;
    if (request.actor->key)
        of.key = request.actor->key->id;
    return usageAnswer(database, request, of);
}

} // namespace

void addPartnerRoutes(Router& router, Database& database)
{
    const auto reading = Access::to("partner:read");
    const Collection collections[] = {
        {"reports", "run:read", partner_sql::reports, partner_sql::report, reportFilters},
        {"schemas", "regreport:read", partner_sql::schemas, partner_sql::schema, noFilters},
        {"connectors",
         "connector:read",
         partner_sql::connectors,
         partner_sql::connector,
         noFilters},
        {"validations",
         "run:read",
         partner_sql::validations,
         partner_sql::validation,
         validationFilters}};
    for (const Collection& collection : collections) {
        const auto onList = [&database, collection](Request& request) {
            return listOf(database, collection, request);
        };
        const auto onOne = [&database, collection](Request& request) {
            return oneOf(database, collection, request);
        };
        router.add(Method::get, prefix() + collection.name, reading, onList);
        router.add(Method::get, prefix() + collection.name + "/{id}", reading, onOne);
    }
    router.add(
        Method::get,
        prefix() + "reports/{id}/artefact",
        reading,
        [&router, &database](Request& request) { return artefact(router, database, request); }
    );
    router.add(Method::get, prefix() + "account", reading, [&database](Request& request) {
        return account(database, request);
    });
    router.add(Method::get, prefix() + "usage", reading, [&database](Request& request) {
        return usage(database, request);
    });
    const auto describe = [](Request&) -> Answer {
        co_return jsonText(200, std::string(resources::partnerOpenApi()));
    };
    router.add(Method::get, prefix() + "openapi.json", Access::anyone(), describe);
}

} // namespace tidemark::platform
