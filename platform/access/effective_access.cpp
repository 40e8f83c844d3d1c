#include "platform/access/effective_access.hpp"

#include "models/access/permission_catalogue.hpp"
#include "models/entities/entities.hpp"
#include "platform/access/row_guard.hpp"
#include "platform/access/separation_of_duties.hpp"
#include "platform/http/sql_answer.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view userSql =
    "SELECT u.is_active, u.organization_id, coalesce(o.own_scope, 1), coalesce(m.department, '')"
    " FROM app.user u LEFT JOIN app.organization o ON o.tenant_id = u.tenant_id"
    " AND o.id = u.organization_id LEFT JOIN app.department_member m"
    " ON m.tenant_id = u.tenant_id AND m.user_id = u.id WHERE u.id = $1::uuid";

std::string heldSql()
{
    return "SELECT 'role', r.id::text, r.name, p.one, NULL FROM app.user_role ur"
           " JOIN app.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id,"
           " jsonb_array_elements_text(r.permissions) p(one) WHERE ur.user_id = $1::uuid"
           " UNION ALL SELECT 'grant', g.id::text, coalesce(r.name, g.permission),"
           " coalesce(g.permission, p.one), " +
           utcText("g.valid_to") +
           " FROM app.access_grant g LEFT JOIN app.role r ON r.tenant_id = g.tenant_id"
           " AND r.id = g.role_id LEFT JOIN LATERAL jsonb_array_elements_text(r.permissions)"
           " p(one) ON true WHERE g.user_id = $1::uuid AND g.revoked_at IS NULL"
           " AND now() >= g.valid_from AND now() < g.valid_to ORDER BY 1 DESC, 3, 4";
}

boost::json::object againstIt(const char* reason, std::string cause)
{
    boost::json::object one;
    one["reason"] = reason;
    one["cause"] = std::move(cause);
    return one;
}

Actor actorOf(const AccessHolder& holder, int tenant)
{
    Actor actor;
    actor.tenancy = Tenancy{tenant, holder.id};
    actor.userId = holder.id;
    actor.organizationId = holder.organizationId;
    actor.ownScope = holder.ownScope;
    actor.department = holder.department;
    std::vector<std::string> permissions;
    for (const HeldPermission& one : holder.held)
        permissions.push_back(one.permission);
    actor.permissions = PermissionSet(std::move(permissions));
    return actor;
}

} // namespace

std::optional<RowReach> AccessHolder::reachOf(std::string_view permission) const
{
    return actorOf(*this, 0).permissions.reachOf(permission);
}

boost::json::array AccessHolder::sourcesOf(std::string_view permission) const
{
    boost::json::array sources;
    for (const HeldPermission& one : held) {
        if (!PermissionSet({one.permission}).reachOf(permission))
            continue;
        boost::json::object source;
        source["kind"] = one.kind;
        source["id"] = one.id;
        source["name"] = one.name;
        source["permission"] = one.permission;
        source["until"] = nullptr;
        if (one.until)
            source["until"] = *one.until;
        sources.push_back(std::move(source));
    }
    return sources;
}

asio::awaitable<Result<std::optional<AccessHolder>>>
loadHolder(Transaction& transaction, Uuid userId)
{
    std::vector<Statement> both(2);
    both[0].sql = userSql;
    both[0].params = {userId.toString()};
    both[1].sql = heldSql();
    both[1].params = {userId.toString()};
    auto rows = co_await transaction.runAll(std::move(both));
    if (!rows)
        co_return rows.error();
    const ResultSet& user = (*rows)[0];
    if (user.isEmpty())
        co_return std::optional<AccessHolder>();
    AccessHolder holder;
    holder.id = userId;
    holder.isActive = user.boolean(0, 0);
    if (user.at(0, 1)) {
        if (const auto organization = Uuid::parse(user.text(0, 1)))
            holder.organizationId = *organization;
    }
    holder.ownScope = user.integer(0, 2);
    holder.department = user.text(0, 3);
    const ResultSet& held = (*rows)[1];
    for (int row = 0; row < held.rowCount(); ++row) {
        HeldPermission one{
            std::string(held.text(row, 0)),
            std::string(held.text(row, 1)),
            std::string(held.text(row, 2)),
            std::string(held.text(row, 3))};
        if (held.at(row, 4))
            one.until = held.text(row, 4);
        holder.held.push_back(std::move(one));
    }
    co_return std::optional<AccessHolder>(std::move(holder));
}

boost::json::array effectivePermissions(const AccessHolder& holder)
{
    boost::json::array all;
    for (const std::string& permission : allPermissions()) {
        const auto reach = holder.reachOf(permission);
        if (!reach)
            continue;
        boost::json::object one;
        one["permission"] = permission;
        one["reach"] = nameOf(*reach);
        one["from"] = holder.sourcesOf(permission);
        all.push_back(std::move(one));
    }
    return all;
}

asio::awaitable<Result<boost::json::object>>
explainAccess(Transaction& transaction, const AccessHolder& holder, AccessQuestion question)
{
    const Actor actor = actorOf(holder, transaction.tenancy().tenant);
    const auto reach = holder.reachOf(question.permission);
    boost::json::array against;
    if (!holder.isActive)
        against.push_back(againstIt("user_inactive", "The user may not sign in."));
    if (!reach)
        against.push_back(againstIt(
            "not_held", "No role and no grant of the user gives " + question.permission + "."
        ));
    if (reach && !question.isByRow && !actor.may(question.permission))
        against.push_back(againstIt(
            "reach_too_narrow",
            "This is done for all rows or for none, and the permission reaches rows of the "
            "user's " +
                std::string(nameOf(*reach)) + " only."
        ));
    const EntityInfo* info = findEntity(question.entity);
    if (info && reach) {
        const std::string sql =
            "SELECT scope_id FROM app.\"" + info->table + "\" WHERE id = $1::uuid";
        Params which = {question.rowId.toString()};
        auto rows = co_await transaction.run(sql, std::move(which));
        if (!rows)
            co_return rows.error();
        const std::int64_t scope = rows->isEmpty() ? 0 : rows->integer(0, 0);
        const bool isSeen =
            scope == 1 || (scope > 1 && (actor.seesAllOrganizations() || scope == actor.ownScope));
        if (!isSeen)
            against.push_back(againstIt("row_not_seen", "The user sees no such row."));
        GuardedRow row{info->name, question.rowId, scope};
        auto reached = co_await ensureReach(transaction, actor, question.permission, row);
        if (isSeen && !reached)
            against.push_back(againstIt(
                "row_out_of_reach",
                "The permission reaches rows of the user's " + std::string(nameOf(*reach)) +
                    " only, and this is another's."
            ));
        const std::size_t colon = question.permission.find(':');
        DutyStep step{
            question.permission.substr(0, colon),
            question.permission.substr(colon + 1),
            question.rowId};
        auto other = co_await ensureAnotherPerson(transaction, actor, step);
        if (!other)
            against.push_back(againstIt(
                "same_person", "The user took an earlier step of this record: another must follow."
            ));
    }
    boost::json::object answer;
    answer["allowed"] = against.empty();
    answer["permission"] = question.permission;
    answer["reach"] = nullptr;
    if (reach)
        answer["reach"] = nameOf(*reach);
    answer["because"] = holder.sourcesOf(question.permission);
    answer["against"] = std::move(against);
    co_return answer;
}

} // namespace tidemark::platform
