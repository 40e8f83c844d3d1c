#include "platform/access/separation_of_duties.hpp"

#include "models/access/separation.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view earlierSql =
    "SELECT d.action FROM app.deed d WHERE d.entity = $1 AND d.entity_id = $2::uuid"
    " AND d.actor_id = $3::uuid AND d.action = ANY ($4::text[]) AND d.at > coalesce("
    "(SELECT max(r.at) FROM app.deed r WHERE r.entity = $1 AND r.entity_id = $2::uuid"
    " AND r.action = 'return'), '-infinity') LIMIT 1";
constexpr std::string_view noteSql =
    "INSERT INTO app.deed (tenant_id, id, entity, entity_id, action, actor_id)"
    " VALUES ($1::int, $2::uuid, $3, $4::uuid, $5, $6::uuid)";

Fault samePerson(std::string_view earlier)
{
    return Fault{
        FaultCode::forbidden,
        "same_person",
        "You took the step \"" + std::string(earlier) +
            "\" yourself: somebody else must take this one.",
        "Ask a colleague who may do it."};
}

} // namespace

asio::awaitable<Result<void>>
ensureAnotherPerson(Transaction& transaction, const Actor& actor, DutyStep step)
{
    std::string earlier = "{";
    for (const std::string_view action : actionsOfOthers(step.resource, step.action)) {
        earlier += earlier.size() > 1 ? "," : "";
        earlier += action;
    }
    if (earlier.size() == 1)
        co_return Result<void>{};
    Params params = {
        step.resource, step.recordId.toString(), actor.userId.toString(), earlier + "}"};
    auto rows = co_await transaction.run(earlierSql, std::move(params));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return Result<void>{};
    co_return samePerson(rows->text(0, 0));
}

Result<void> ensureAnotherPerson(const Actor& actor, const Uuid& maker, const DutyStep& step)
{
    const auto earlier = actionsOfOthers(step.resource, step.action);
    if (earlier.empty() || maker != actor.userId)
        return {};
    return samePerson(earlier.front());
}

asio::awaitable<Result<void>> noteStep(Transaction& transaction, const Actor& actor, DutyStep step)
{
    Params params = {
        std::to_string(transaction.tenancy().tenant),
        Uuid::make().toString(),
        step.resource,
        step.recordId.toString(),
        step.action,
        actor.userId.toString()};
    auto noted = co_await transaction.run(noteSql, std::move(params));
    if (!noted)
        co_return noted.error();
    co_return Result<void>{};
}

} // namespace tidemark::platform
