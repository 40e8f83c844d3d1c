#include "platform/access/access_routes.hpp"

#include "models/access/permission_catalogue.hpp"
#include "models/access/separation.hpp"
#include "models/core/json_reader.hpp"
#include "platform/access/effective_access.hpp"
#include "platform/http/sql_answer.hpp"

#include <boost/json/parse.hpp>

namespace tidemark::platform {
namespace {

boost::json::array namesOf(const std::vector<std::string_view>& names)
{
    boost::json::array all;
    for (const std::string_view name : names)
        all.emplace_back(name);
    return all;
}

/// What there is to permit; the same for everybody.
boost::json::object catalogue()
{
    boost::json::array resources;
    for (const PermittedResource& one : permittedResources()) {
        boost::json::object resource;
        resource["name"] = one.name;
        resource["title"] = one.title;
        resource["actions"] = namesOf(one.actions);
        resources.push_back(std::move(resource));
    }
    boost::json::array templates;
    for (const RoleTemplate& one : roleTemplates()) {
        boost::json::object role;
        role["system"] = one.system;
        role["name"] = one.name;
        role["description"] = one.description;
        role["permissions"] = namesOf(one.permissions);
        templates.push_back(std::move(role));
    }
    boost::json::array separated;
    for (const Separation& one : separations()) {
        boost::json::object pair;
        pair["resource"] = one.resource;
        pair["earlier"] = one.earlier;
        pair["later"] = one.later;
        separated.push_back(std::move(pair));
    }
    boost::json::object body;
    body["resources"] = std::move(resources);
    body["reaches"] = namesOf({"own", "department", "organization", "tenant"});
    body["templates"] = std::move(templates);
    body["separations"] = std::move(separated);
    return body;
}

std::string grantJson()
{
    return "jsonb_build_object('id', g.id, 'userId', g.user_id, 'user', u.display_name, 'roleId',"
           " g.role_id, 'role', r.name, 'permission', g.permission, 'reason', g.reason,"
           " 'grantedById', g.granted_by, 'grantedBy', b.display_name, 'grantedAt', " +
           utcText("g.granted_at") + ", 'validFrom', " + utcText("g.valid_from") + ", 'validTo', " +
           utcText("g.valid_to") + ", 'revokedAt', " + utcText("g.revoked_at") +
           ", 'isActive', g.revoked_at IS NULL AND now() >= g.valid_from AND now() < g.valid_to)";
}

const std::string& grantTables()
{
    static const std::string tables =
        " FROM app.access_grant g JOIN app.user u ON u.tenant_id = g.tenant_id"
        " AND u.id = g.user_id LEFT JOIN app.role r ON r.tenant_id = g.tenant_id"
        " AND r.id = g.role_id LEFT JOIN app.user b ON b.tenant_id = g.tenant_id"
        " AND b.id = g.granted_by WHERE g.tenant_id = $1::int";
    return tables;
}

/// Of user $2 or all, $3 only those that hold now, $4 of users of one organization.
std::string grantsSql()
{
    return "SELECT " + grantJson() + " AS item" + grantTables() +
           " AND ($2::uuid IS NULL OR g.user_id = $2::uuid) AND ($3::boolean IS NULL OR"
           " (g.revoked_at IS NULL AND now() < g.valid_to) = $3::boolean)"
           " AND ($4::uuid IS NULL OR u.organization_id = $4::uuid)"
           " ORDER BY g.granted_at DESC, g.id";
}

/// What is stored of a user's rights; the effective permissions are added to it.
std::string userAccessSql()
{
    return "SELECT jsonb_build_object('user', jsonb_build_object('id', u.id, 'login', u.login,"
           " 'displayName', u.display_name, 'isActive', u.is_active, 'organizationId',"
           " u.organization_id, 'organizationName', o.name, 'department', m.department),"
           " 'roles', coalesce((SELECT jsonb_agg(jsonb_build_object('userRoleId', ur.id,"
           " 'userRoleRv', ur.rv::text, 'roleId', r.id, 'name', r.name, 'description',"
           " r.description, 'permissions', r.permissions) ORDER BY r.name) FROM app.user_role ur"
           " JOIN app.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id"
           " WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id), '[]'), 'grants',"
           " coalesce((SELECT jsonb_agg(g.item) FROM (" +
           grantsSql() +
           ") g), '[]'))::text FROM app.user u LEFT JOIN app.organization o"
           " ON o.tenant_id = u.tenant_id AND o.id = u.organization_id"
           " LEFT JOIN app.department_member m ON m.tenant_id = u.tenant_id AND m.user_id = u.id"
           " WHERE u.tenant_id = $1::int AND u.id = $2::uuid";
}

std::string tenantOf(const Request& request)
{
    return std::to_string(request.actor->tenancy.tenant);
}

Fault noSuchUser()
{
    return Fault{
        FaultCode::notFound,
        "no_such_row",
        "There is no user with this id.",
        "Open the list again."};
}

/// An id in the query: nil for something that is none.
std::optional<Uuid> queryId(const Request& request, std::string_view name)
{
    const auto text = request.query(name);
    if (!text)
        return std::nullopt;
    const auto id = Uuid::parse(*text);
    return id ? *id : Uuid{};
}

/// Members hear of users of their own organization only.
bool mayAskAbout(const Actor& actor, const AccessHolder& holder)
{
    const bool isOwnOrganization =
        actor.seesAllOrganizations() || actor.organizationId == holder.organizationId;
    return holder.id == actor.userId || (actor.may("role:read") && isOwnOrganization);
}

asio::awaitable<Response> userAccess(Database& database, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(noSuchUser(), request.requestId);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<boost::json::object>> {
        auto holder = co_await loadHolder(transaction, *id);
        if (!holder)
            co_return holder.error();
        if (!*holder || !mayAskAbout(*request.actor, **holder))
            co_return noSuchUser();
        Params which = {tenantOf(request), id->toString(), std::nullopt, std::nullopt};
        const std::string sql = userAccessSql();
        auto rows = co_await transaction.run(sql, std::move(which));
        if (!rows)
            co_return rows.error();
        boost::json::object body = boost::json::parse(rows->text(0, 0)).as_object();
        body["effective"] = effectivePermissions(**holder);
        co_return body;
    };
    auto body = co_await database.transact(request.actor->tenancy, work);
    if (!body)
        co_return problem(body.error(), request.requestId);
    co_return json(200, *body);
}

/// Whether what the permission is for looks at the row at hand, by the routes themselves.
bool isByRow(const Router& router, std::string_view permission)
{
    bool isWhole = false;
    for (const auto& route : router.routes()) {
        if (route->access.permission != permission)
            continue;
        if (route->access.kind == Access::Kind::somePermission)
            return true;
        isWhole = true;
    }
    return !isWhole;
}

asio::awaitable<Response> explain(const Router& router, Database& database, const Request& request)
{
    AccessQuestion question;
    question.permission = request.query("permission").value_or("");
    question.entity = request.query("entity").value_or("");
    question.rowId = queryId(request, "id").value_or(Uuid{});
    question.isByRow = isByRow(router, question.permission);
    const Uuid user = queryId(request, "user").value_or(request.actor->userId);
    const auto known = readPermission(question.permission);
    if (!known)
        co_return problem(known.error(), request.requestId);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<boost::json::object>> {
        auto holder = co_await loadHolder(transaction, user);
        if (!holder)
            co_return holder.error();
        if (!*holder || !mayAskAbout(*request.actor, **holder))
            co_return noSuchUser();
        co_return co_await explainAccess(transaction, **holder, question);
    };
    auto body = co_await database.transact(request.actor->tenancy, work);
    if (!body)
        co_return problem(body.error(), request.requestId);
    co_return json(200, *body);
}

asio::awaitable<Response> listGrants(Database& database, const Request& request)
{
    std::optional<std::string> user;
    if (const auto id = queryId(request, "user"))
        user = id->toString();
    std::optional<std::string> active;
    if (const auto asked = request.query("active"))
        active = *asked == "true" ? "true" : "false";
    Params params = {tenantOf(request), user, active, organizationOf(*request.actor)};
    co_return co_await sqlListAnswer(database, request, grantsSql(), std::move(params));
}

Result<GrantRequest> readGrant(const Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        return body.error();
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "grant");
    GrantRequest wanted;
    wanted.userId = in.uuid("userId");
    wanted.roleId = in.optionalUuid("roleId");
    wanted.permission = in.optionalText("permission", 80);
    wanted.reason = in.text("reason", 2000);
    if (in.has("validFrom"))
        wanted.validFrom = in.timestamp("validFrom").toString();
    wanted.validTo = in.timestamp("validTo").toString();
    if (wanted.roleId.has_value() == wanted.permission.has_value())
        in.refuse("roleId", "either a role or a permission is granted");
    if (in.fault())
        return *in.fault();
    return wanted;
}

asio::awaitable<Response> giveGrant(GrantBook& grants, const Request& request)
{
    auto wanted = readGrant(request);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto id = co_await grants.give(request.actor, AuditOrigin::of(request), std::move(*wanted));
    if (!id)
        co_return problem(id.error(), request.requestId);
    boost::json::object body;
    body["id"] = id->toString();
    co_return json(201, body);
}

asio::awaitable<Response> revokeGrant(GrantBook& grants, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    auto done = co_await grants.revoke(request.actor, AuditOrigin::of(request), *id);
    if (!done)
        co_return problem(done.error(), request.requestId);
    co_return noContent();
}

asio::awaitable<Response> setDepartment(GrantBook& grants, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(noSuchUser(), request.requestId);
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "department");
    std::string department = in.optionalText("department", 80).value_or("");
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    auto done = co_await grants.setDepartment(
        request.actor, AuditOrigin::of(request), *id, std::move(department)
    );
    if (!done)
        co_return problem(done.error(), request.requestId);
    co_return noContent();
}

} // namespace

void addAccessRoutes(Router& router, Database& database, GrantBook& grants)
{
    const auto onCatalogue = [](Request&) -> asio::awaitable<Response> {
        co_return json(200, catalogue());
    };
    const auto onUser = [&database](Request& request) { return userAccess(database, request); };
    const auto onExplain = [&router, &database](Request& request) {
        return explain(router, database, request);
    };
    const auto onList = [&database](Request& request) { return listGrants(database, request); };
    const auto onGive = [&grants](Request& request) { return giveGrant(grants, request); };
    const auto onRevoke = [&grants](Request& request) { return revokeGrant(grants, request); };
    const auto onMove = [&grants](Request& request) { return setDepartment(grants, request); };
    router.add(Method::get, "access/catalogue", Access::signedIn(), onCatalogue);
    router.add(Method::get, "access/explain", Access::signedIn(), onExplain);
    router.add(Method::get, "users/{id}/access", Access::signedIn(), onUser);
    router.add(Method::get, "access/grants", Access::to("role:read"), onList);
    router.add(Method::post, "access/grants", Access::to("role:assign"), onGive);
    router.add(Method::del, "access/grants/{id}", Access::to("role:assign"), onRevoke);
    router.add(Method::put, "users/{id}/department", Access::to("user:update"), onMove);
}

} // namespace tidemark::platform
