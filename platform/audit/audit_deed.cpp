#include "platform/audit/audit_deed.hpp"

#include "platform/identity/recordable_text.hpp"

namespace tidemark::platform {
namespace {

constexpr std::size_t longestAgent = 200;

constexpr std::string_view insertSql =
    "INSERT INTO app.audit_entry (tenant_id, id, at, actor_id, actor, action, entity, entity_id,"
    " before, after, request_id, address, device, agent)"
    " VALUES ($1, $2, clock_timestamp(), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

} // namespace

AuditOrigin AuditOrigin::of(const Request& request)
{
    AuditOrigin origin;
    origin.requestId = request.requestId;
    origin.address = request.remoteAddress;
    origin.agent = recordable(request.header("User-Agent").value_or(""), longestAgent);
    if (request.actor) {
        origin.actorId = request.actor->userId;
        origin.actor = request.actor->displayName;
        origin.device = request.actor->deviceName;
    }
    return origin;
}

Statement auditStatement(int tenant, const AuditOrigin& origin, AuditDeed deed)
{
    const auto textOf = [](const std::optional<Uuid>& id) {
        return id ? std::optional<std::string>(id->toString()) : std::nullopt;
    };
    return Statement{
        std::string(insertSql),
        {std::to_string(tenant),
         Uuid::make().toString(),
         textOf(origin.actorId),
         origin.actor,
         deed.action.text(),
         std::move(deed.entity),
         textOf(deed.entityId),
         std::move(deed.before),
         std::move(deed.after),
         origin.requestId,
         origin.address,
         origin.device,
         origin.agent}};
}

} // namespace tidemark::platform
