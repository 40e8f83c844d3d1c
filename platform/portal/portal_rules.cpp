// What administrators decide about the portal.
#include "models/core/json_reader.hpp"
#include "platform/http/sql_answer.hpp"
#include "platform/portal/portal_routes.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cctype>

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

constexpr std::string_view settingSql =
    "SELECT jsonb_build_object('signUp', coalesce((SELECT sign_up FROM app.portal_setting"
    " WHERE tenant_id = $1::int), 'closed'))::text";
constexpr std::string_view setSql =
    "INSERT INTO app.portal_setting (tenant_id, sign_up) VALUES ($1::int, $2)"
    " ON CONFLICT (tenant_id) DO UPDATE SET sign_up = excluded.sign_up";

/// $2 state or empty, $3 whether who asks is of an organization: customers hear nothing of others.
std::string signUpsSql()
{
    return "SELECT jsonb_build_object('id', s.id, 'login', s.login, 'displayName', s.display_name,"
           " 'company', s.company, 'address', s.address, 'state', s.state, 'askedAt', " +
           utcText("s.asked_at") + ", 'decidedAt', " + utcText("s.decided_at") +
           ", 'decidedBy', u.display_name) AS item FROM app.portal_sign_up s LEFT JOIN app.user u"
           " ON u.tenant_id = s.tenant_id AND u.id = s.decided_by WHERE s.tenant_id = $1::int"
           " AND ($2 = '' OR s.state = $2) AND NOT $3::boolean ORDER BY s.asked_at DESC, s.id";
}

std::string tenantOf(const Request& request)
{
    return std::to_string(request.actor->tenancy.tenant);
}

Answer readSetting(Database& database, const Request& request)
{
    Params which = {tenantOf(request)};
    return sqlAnswer(database, request, std::string(settingSql), std::move(which));
}

Answer changeSetting(Database& database, const Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "portal settings");
    const std::string mode = in.text("signUp", 20);
    if (mode != "closed" && mode != "invited" && mode != "approved")
        in.refuse("signUp", "it is one of closed, invited and approved");
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    const Tenancy tenancy = request.actor->tenancy;
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        AuditDeed deed{"portalSetting.update", "portalSetting"};
        Params which = {tenantOf(request)};
        auto before = co_await transaction.run(settingSql, std::move(which));
        if (!before)
            co_return before.error();
        deed.before = before->text(0, 0);
        deed.after = boost::json::serialize(boost::json::object{{"signUp", mode}});
        std::vector<Statement> statements(1);
        statements[0].sql = setSql;
        statements[0].params = {tenantOf(request), mode};
        statements.push_back(
            auditStatement(tenancy.tenant, AuditOrigin::of(request), std::move(deed))
        );
        auto written = co_await transaction.runAll(std::move(statements));
        co_return written ? Result<void>{} : Result<void>(written.error());
    };
    auto written = co_await database.transact(tenancy, work);
    if (!written)
        co_return problem(written.error(), request.requestId);
    co_return co_await readSetting(database, request);
}

Answer listSignUps(Database& database, const Request& request)
{
    const bool isMember = request.actor->organizationId.has_value();
    Params params = {
        tenantOf(request),
        std::string(request.query("state").value_or("")),
        std::string(isMember ? "true" : "false")};
    return sqlListAnswer(database, request, signUpsSql(), std::move(params));
}

CustomerPlace placeIn(JsonReader& in)
{
    CustomerPlace place;
    place.organizationId = in.uuid("organizationId");
    place.roleId = in.uuid("roleId");
    return place;
}

Answer approve(SignUpBook& book, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "approval");
    const CustomerPlace place = placeIn(in);
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    auto user = co_await book.approve(request.actor, AuditOrigin::of(request), *id, place);
    if (!user)
        co_return problem(user.error(), request.requestId);
    boost::json::object made;
    made["userId"] = user->toString();
    co_return json(201, made);
}

Answer refuse(SignUpBook& book, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    auto done = co_await book.refuse(request.actor, AuditOrigin::of(request), *id);
    if (!done)
        co_return problem(done.error(), request.requestId);
    co_return noContent();
}

Answer invite(SignUpBook& book, const Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "invitation");
    std::string login = in.text("email", 254);
    std::transform(login.begin(), login.end(), login.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    const CustomerPlace place = placeIn(in);
    if (login.find('@') == login.npos)
        in.refuse("email", "it is no e-mail address");
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    auto made = co_await book.invite(request.actor, AuditOrigin::of(request), login, place);
    if (!made)
        co_return problem(made.error(), request.requestId);
    boost::json::object shown;
    shown["id"] = made->id.toString();
    shown["code"] = made->code;
    shown["expiresAt"] = made->expiresAt;
    co_return json(201, shown);
}

} // namespace

void addPortalRules(Router& router, Database& database, SignUpBook& book)
{
    const auto making = Access::to("user:create");
    router.add(
        Method::get,
        "portal/settings",
        Access::to("tenant:read"),
        [&database](Request& request) { return readSetting(database, request); }
    );
    router.add(
        Method::put,
        "portal/settings",
        Access::to("tenant:update"),
        [&database](Request& request) { return changeSetting(database, request); }
    );
    router.add(Method::get, "portal/sign-ups", making, [&database](Request& request) {
        return listSignUps(database, request);
    });
    router.add(Method::post, "portal/sign-ups/{id}/approve", making, [&book](Request& request) {
        return approve(book, request);
    });
    router.add(Method::post, "portal/sign-ups/{id}/refuse", making, [&book](Request& request) {
        return refuse(book, request);
    });
    router.add(Method::post, "portal/invitations", making, [&book](Request& request) {
        return invite(book, request);
    });
    addInvitationRules(router, database);
}

} // namespace tidemark::platform
