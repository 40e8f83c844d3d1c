// Who is invited, and taking an invitation back.
#include "platform/audit/audited_change.hpp"
#include "platform/http/sql_answer.hpp"
#include "platform/portal/portal_routes.hpp"

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

/// $2 state or empty, $3 the organization of who asks: members hear of their own one only. An
/// invitation ends with its author, as signing up with it does.
std::string invitationsSql()
{
    return "SELECT jsonb_build_object('id', v.id, 'email', v.login, 'organizationId',"
           " v.organization_id, 'organization', v.organization, 'roleId', v.role_id, 'role',"
           " v.role, 'invitedBy', v.author, 'expiresAt', " +
           utcText("v.expires_at") + ", 'usedAt', " + utcText("v.used_at") +
           ", 'state', v.state) AS item FROM (SELECT i.*, o.name AS organization, r.name AS role,"
           " u.display_name AS author, CASE WHEN i.used_at IS NOT NULL THEN 'used'"
           " WHEN i.expires_at <= now() OR u.is_active IS NOT TRUE THEN 'over' ELSE 'open' END"
           " AS state FROM app.portal_invitation i"
           " JOIN app.organization o ON o.tenant_id = i.tenant_id AND o.id = i.organization_id"
           " JOIN app.role r ON r.tenant_id = i.tenant_id AND r.id = i.role_id"
           " LEFT JOIN app.user u ON u.tenant_id = i.tenant_id AND u.id = i.invited_by"
           " WHERE i.tenant_id = $1::int AND ($3::uuid IS NULL OR i.organization_id = $3::uuid)) v"
           " WHERE $2 = '' OR v.state = $2 ORDER BY v.expires_at DESC, v.id";
}

constexpr std::string_view withdrawSql =
    "DELETE FROM app.portal_invitation WHERE tenant_id = $1::int AND id = $2::uuid AND used_at IS"
    " NULL AND ($3::uuid IS NULL OR organization_id = $3::uuid) RETURNING"
    " jsonb_build_object('login', login, 'organizationId', organization_id, 'roleId', role_id)";

Answer list(Database& database, const Request& request)
{
    Params params = {
        std::to_string(request.actor->tenancy.tenant),
        std::string(request.query("state").value_or("")),
        organizationOf(*request.actor)};
    return sqlListAnswer(database, request, invitationsSql(), std::move(params));
}

Answer withdraw(Database& database, const Request& request)
{
    const Fault none{
        FaultCode::notFound,
        "no_such_row",
        "There is no invitation with this id that could still be used.",
        "Open the list again."};
    const auto id = request.pathId();
    if (!id)
        co_return problem(none, request.requestId);
    AuditedChange withdrawing{
        .deed = {"portalInvitation.withdraw", "portalInvitation", *id},
        .told = &AuditDeed::before,
        .nothing = none};
    withdrawing.statement.sql = withdrawSql;
    withdrawing.statement.params = {
        std::to_string(request.actor->tenancy.tenant),
        id->toString(),
        organizationOf(*request.actor)};
    co_return co_await answerChange(database, request, std::move(withdrawing));
}

} // namespace

void addInvitationRules(Router& router, Database& database)
{
    const auto making = Access::to("user:create");
    router.add(Method::get, "portal/invitations", making, [&database](Request& request) {
        return list(database, request);
    });
    router.add(Method::del, "portal/invitations/{id}", making, [&database](Request& request) {
        return withdraw(database, request);
    });
}

} // namespace tidemark::platform
