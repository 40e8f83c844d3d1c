#include "platform/access/user_keeping.hpp"

#include "platform/access/grant_rules.hpp"

#include <algorithm>
#include <array>

namespace tidemark::platform {
namespace {

constexpr std::string_view userSql =
    "SELECT u.organization_id FROM app.user u WHERE u.id = $1::uuid";
constexpr std::string_view heldSql =
    "SELECT p.one FROM app.user_role ur JOIN app.role r ON r.tenant_id = ur.tenant_id"
    " AND r.id = ur.role_id, jsonb_array_elements_text(r.permissions) p(one)"
    " WHERE ur.user_id = $1::uuid UNION SELECT coalesce(g.permission, p.one)"
    " FROM app.access_grant g LEFT JOIN app.role r ON r.tenant_id = g.tenant_id"
    " AND r.id = g.role_id LEFT JOIN LATERAL jsonb_array_elements_text(r.permissions) p(one)"
    " ON true WHERE g.user_id = $1::uuid AND g.revoked_at IS NULL AND now() < g.valid_to";

/// Resources whose permissions are rights over people.
constexpr std::array<std::string_view, 6> overPeople = {
    "*", "tenant", "org", "user", "role", "session"};

bool isOverPeople(std::string_view permission)
{
    const std::size_t colon = permission.find(':');
    const bool isResource =
        std::find(overPeople.begin(), overPeople.end(), permission.substr(0, colon)) !=
        overPeople.end();
    const std::string_view action =
        permission.substr(0, permission.find('@')).substr(std::min(colon, permission.size()));
    return isResource && action != ":read";
}

/// For members the own organization's rows are all that there are: their whole permissions reach
/// no further.
std::string within(const Actor& actor, std::string permission)
{
    const std::size_t at = permission.find('@');
    const bool isWhole = at == std::string::npos || permission.substr(at) == "@tenant";
    if (!actor.organizationId || !isWhole)
        return permission;
    return permission.substr(0, at) + "@organization";
}

} // namespace

asio::awaitable<Result<void>>
ensureMayHandle(Transaction& transaction, const Actor& actor, Uuid userId, Handling handling)
{
    if (handling == Handling::impersonate && userId == actor.userId)
        co_return Fault{
            FaultCode::forbidden,
            "same_person",
            "What an administrator does in place of a proof is for another's account.",
            "Change your own under Settings, or ask another administrator."};
    std::vector<Statement> both(2);
    both[0].sql = userSql;
    both[0].params = {userId.toString()};
    both[1].sql = heldSql;
    both[1].params = {userId.toString()};
    auto rows = co_await transaction.runAll(std::move(both));
    if (!rows)
        co_return rows.error();
    const ResultSet& user = rows->front();
    const bool isOther = actor.organizationId && !user.isEmpty() &&
                         user.text(0, 0) != actor.organizationId->toString();
    if (user.isEmpty() || isOther)
        co_return Fault{
            FaultCode::notFound,
            "no_such_row",
            "There is no user with this id.",
            "Open the list again."};
    for (int row = 0; row < rows->back().rowCount(); ++row) {
        const std::string permission(rows->back().text(row, 0));
        if (handling == Handling::keep && !isOverPeople(permission))
            continue;
        if (!isHeld(actor, within(actor, permission)))
            co_return Fault{
                FaultCode::forbidden,
                "more_rights_than_you",
                "This user has " + permission + ", which you do not have yourself.",
                "Ask somebody who has it."};
    }
    co_return Result<void>{};
}

} // namespace tidemark::platform
