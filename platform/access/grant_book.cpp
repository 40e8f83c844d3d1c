#include "platform/access/grant_book.hpp"

#include "platform/access/grant_rules.hpp"
#include "platform/access/user_keeping.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

using Done = asio::awaitable<Result<void>>;

constexpr std::string_view giveSql =
    "INSERT INTO app.access_grant (tenant_id, id, user_id, role_id, permission, reason,"
    " granted_by, valid_from, valid_to) VALUES ($1::int, $2::uuid, $3::uuid, $4::uuid, $5, $6,"
    " $7::uuid, coalesce($8::timestamptz, now()), $9::timestamptz) RETURNING to_jsonb(access_grant)"
    "::text";
constexpr std::string_view revokeSql =
    "UPDATE app.access_grant SET revoked_at = now(), revoked_by = $3::uuid WHERE tenant_id ="
    " $1::int AND id = $2::uuid AND revoked_at IS NULL AND valid_to > now()"
    " RETURNING to_jsonb(access_grant)::text";
constexpr std::string_view holderSql = "SELECT user_id FROM app.access_grant WHERE id = $1::uuid";
constexpr std::string_view userSql =
    "SELECT jsonb_build_object('organizationId', u.organization_id, 'department', m.department)"
    "::text FROM app.user u LEFT JOIN app.department_member m"
    " ON m.tenant_id = u.tenant_id AND m.user_id = u.id WHERE u.id = $1::uuid";
constexpr std::string_view leaveSql = "DELETE FROM app.department_member WHERE user_id = $1::uuid";
constexpr std::string_view joinSql =
    "INSERT INTO app.department_member (tenant_id, user_id, department) VALUES ($1::int, $2::uuid,"
    " $3) ON CONFLICT (tenant_id, user_id) DO UPDATE SET department = excluded.department";
constexpr std::string_view rolePermissionsSql =
    "SELECT p.one FROM app.role r, jsonb_array_elements_text(r.permissions) p(one)"
    " WHERE r.id = $1::uuid";

Fault nobody(const char* what)
{
    return Fault{
        FaultCode::notFound,
        "no_such_row",
        "There is no " + std::string(what) + " with this id.",
        "Open the list again."};
}

Done note(Transaction& transaction, const AuditOrigin& origin, AuditDeed deed)
{
    const Statement audit = auditStatement(transaction.tenancy().tenant, origin, std::move(deed));
    auto noted = co_await transaction.run(audit.sql, audit.params);
    if (!noted)
        co_return noted.error();
    co_return Result<void>{};
}

/// Whoever has the grant is somebody the actor may keep, or the actor.
Done ensureMayRevoke(Transaction& transaction, const Actor& actor, Uuid grantId)
{
    Params which = {grantId.toString()};
    auto grant = co_await transaction.run(holderSql, std::move(which));
    if (!grant)
        co_return grant.error();
    if (grant->isEmpty())
        co_return nobody("grant");
    const auto holder = Uuid::parse(grant->text(0, 0));
    if (*holder == actor.userId)
        co_return Result<void>{};
    auto may = co_await ensureMayHandle(transaction, actor, *holder, Handling::keep);
    if (!may && may.error().code == FaultCode::notFound)
        co_return nobody("grant");
    co_return may;
}

/// What the grant would give, to be compared with what the actor has.
asio::awaitable<Result<std::vector<std::string>>>
permissionsOf(Transaction& transaction, const GrantRequest& wanted)
{
    std::vector<std::string> permissions;
    if (wanted.permission) {
        const auto read = readPermission(*wanted.permission);
        if (!read)
            co_return read.error();
        permissions.push_back(*wanted.permission);
        co_return permissions;
    }
    Params which = {wanted.roleId->toString()};
    auto rows = co_await transaction.run(rolePermissionsSql, std::move(which));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return nobody("role");
    for (int row = 0; row < rows->rowCount(); ++row)
        permissions.emplace_back(rows->text(row, 0));
    co_return permissions;
}

Fault inWords(const Fault& fault)
{
    if (!fault.reason.starts_with("check_failed"))
        return fault;
    return Fault{
        FaultCode::invalid,
        "bad_period",
        "A grant ends after it begins, within 90 days, and has a reason of up to 500 characters.",
        "Correct its times or its reason."};
}

} // namespace

asio::awaitable<Result<Uuid>>
GrantBook::give(ActorPointer actor, AuditOrigin origin, GrantRequest wanted)
{
    const Uuid id = Uuid::make();
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<Uuid>> {
        if (wanted.userId == actor->userId)
            co_return Fault{
                FaultCode::forbidden,
                "own_rights",
                "You may not change your own rights.",
                "Ask another administrator."};
        auto may = co_await ensureMayHandle(transaction, *actor, wanted.userId, Handling::keep);
        if (!may)
            co_return may.error();
        auto permissions = co_await permissionsOf(transaction, wanted);
        if (!permissions)
            co_return permissions.error();
        if (const auto held = ensureHeld(*actor, *permissions); !held)
            co_return held.error();
        std::optional<std::string> role;
        if (wanted.roleId)
            role = wanted.roleId->toString();
        Params params = {
            std::to_string(transaction.tenancy().tenant),
            id.toString(),
            wanted.userId.toString(),
            role,
            wanted.permission,
            wanted.reason,
            actor->userId.toString(),
            wanted.validFrom,
            wanted.validTo};
        auto given = co_await transaction.run(giveSql, std::move(params));
        if (!given)
            co_return inWords(given.error());
        AuditDeed deed{"accessGrant.create", "accessGrant", id};
        deed.after = given->text(0, 0);
        auto noted = co_await note(transaction, origin, std::move(deed));
        if (!noted)
            co_return noted.error();
        co_return id;
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

asio::awaitable<Result<void>>
GrantBook::revoke(ActorPointer actor, AuditOrigin origin, Uuid grantId)
{
    auto work = [&](Transaction& transaction) -> Done {
        auto may = co_await ensureMayRevoke(transaction, *actor, grantId);
        if (!may)
            co_return may.error();
        Params params = {
            std::to_string(transaction.tenancy().tenant),
            grantId.toString(),
            actor->userId.toString()};
        auto revoked = co_await transaction.run(revokeSql, std::move(params));
        if (!revoked)
            co_return revoked.error();
        if (revoked->isEmpty())
            co_return nobody("grant");
        AuditDeed deed{"accessGrant.revoke", "accessGrant", grantId};
        deed.before = revoked->text(0, 0);
        co_return co_await note(transaction, origin, std::move(deed));
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

asio::awaitable<Result<void>> GrantBook::setDepartment(
    ActorPointer actor, AuditOrigin origin, Uuid userId, std::string department
)
{
    auto work = [&](Transaction& transaction) -> Done {
        if (userId == actor->userId)
            co_return Fault{
                FaultCode::forbidden,
                "own_rights",
                "You may not move yourself to another department.",
                "Ask another administrator."};
        auto may = co_await ensureMayHandle(transaction, *actor, userId, Handling::keep);
        if (!may)
            co_return may.error();
        Params which = {userId.toString()};
        auto before = co_await transaction.run(userSql, which);
        if (!before)
            co_return before.error();
        std::string sql(department.empty() ? leaveSql : joinSql);
        Params join = {std::to_string(transaction.tenancy().tenant), userId.toString(), department};
        auto moved =
            co_await transaction.run(sql, department.empty() ? std::move(which) : std::move(join));
        if (!moved)
            co_return inWords(moved.error());
        boost::json::object after;
        after["department"] = department;
        AuditDeed deed{"user.department", "user", userId};
        deed.before = before->text(0, 0);
        deed.after = boost::json::serialize(after);
        co_return co_await note(transaction, origin, std::move(deed));
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

} // namespace tidemark::platform
