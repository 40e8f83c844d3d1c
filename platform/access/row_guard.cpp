#include "platform/access/row_guard.hpp"

#include "models/entities/entities.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view creatorSql =
    "SELECT a.actor_id, coalesce(m.department, '') FROM app.audit_entry a"
    " LEFT JOIN app.department_member m ON m.tenant_id = a.tenant_id AND m.user_id = a.actor_id"
    " WHERE a.entity = $1 AND a.entity_id = $2::uuid AND a.action = $1 || '.create'"
    " ORDER BY a.at LIMIT 1";

} // namespace

asio::awaitable<Result<ReachedRow>> reachedRow(Transaction& transaction, const GuardedRow& row)
{
    ReachedRow reached;
    reached.scope = row.scope;
    Params which = {row.entity, row.id.toString()};
    auto rows = co_await transaction.run(creatorSql, std::move(which));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty() || !rows->at(0, 0))
        co_return reached;
    if (const auto creator = Uuid::parse(rows->text(0, 0)))
        reached.creator = *creator;
    reached.creatorDepartment = rows->text(0, 1);
    co_return reached;
}

asio::awaitable<Result<void>> ensureReach(
    Transaction& transaction, const Actor& actor, std::string_view permission, GuardedRow row
)
{
    if (actor.may(permission))
        co_return Result<void>{};
    const auto reach = actor.permissions.reachOf(permission);
    auto reached = co_await reachedRow(transaction, row);
    if (!reached)
        co_return reached.error();
    if (actor.mayOn(permission, *reached))
        co_return Result<void>{};
    std::string cause = "You may not do this to this row: it needs " + std::string(permission);
    if (reach)
        cause += ", which you have for rows of your " + std::string(nameOf(*reach)) + " only";
    if (reach == RowReach::own)
        cause = "You may not do this to this row: it needs " + std::string(permission) +
                ", which you have for your own rows only";
    co_return Fault{
        FaultCode::forbidden,
        "row_out_of_reach",
        cause + ".",
        "Ask whoever made the row, or an administrator."};
}

asio::awaitable<Result<void>> ensureReachOf(
    Transaction& transaction, const Actor& actor, std::string_view permission, GuardedRow row
)
{
    const EntityInfo* info = findEntity(row.entity);
    if (actor.may(permission) || !info)
        co_return Result<void>{};
    const std::string sql = "SELECT scope_id FROM app.\"" + info->table + "\" WHERE id = $1::uuid";
    Params which = {row.id.toString()};
    auto rows = co_await transaction.run(sql, std::move(which));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return Result<void>{};
    row.scope = rows->integer(0, 0);
    const bool isSeen =
        row.scope == 1 || actor.seesAllOrganizations() || row.scope == actor.ownScope;
    if (!isSeen)
        co_return Result<void>{};
    co_return co_await ensureReach(transaction, actor, permission, std::move(row));
}

} // namespace tidemark::platform
