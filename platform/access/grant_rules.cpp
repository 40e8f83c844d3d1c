#include "platform/access/grant_rules.hpp"

#include "platform/access/user_keeping.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

using Done = asio::awaitable<Result<void>>;

/// Two that remove each other must take turns.
constexpr std::string_view lockSql =
    "SELECT pg_advisory_xact_lock(7310004, current_setting('app.tenant')::int)";
/// Administrators that remain without this user, this role, or this user's having that role.
constexpr std::string_view remainingSql =
    "SELECT count(DISTINCT u.id) FROM app.user u JOIN app.user_role ur"
    " ON ur.tenant_id = u.tenant_id AND ur.user_id = u.id JOIN app.role r"
    " ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id"
    " WHERE u.is_active AND r.permissions @> '[\"*:*\"]'"
    " AND ($1::uuid IS NULL OR u.id <> $1::uuid) AND ($2::uuid IS NULL OR r.id <> $2::uuid)"
    " AND ($3::uuid IS NULL OR ur.id <> $3::uuid)";
constexpr std::string_view holdsSql =
    "SELECT 1 FROM app.user_role WHERE user_id = $1::uuid AND role_id = $2::uuid";
constexpr std::string_view roleSql =
    "SELECT p.one FROM app.role r, jsonb_array_elements_text(r.permissions) p(one)"
    " WHERE r.id = $1::uuid";

Fault forbidden(const char* reason, std::string cause, const char* nextStep)
{
    return Fault{FaultCode::forbidden, reason, std::move(cause), nextStep};
}

std::string textOf(const boost::json::object* row, std::string_view field)
{
    const auto* value = row ? row->if_contains(field) : nullptr;
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool isTrue(const boost::json::object* row, std::string_view field)
{
    const auto* value = row ? row->if_contains(field) : nullptr;
    return value && value->is_bool() && value->get_bool();
}

std::optional<std::string> orNull(std::string text)
{
    return text.empty() ? std::nullopt : std::optional<std::string>(std::move(text));
}

/// The list of a role; a fault when it holds something that is no permission.
Result<std::vector<std::string>> permissionsIn(const boost::json::value& list)
{
    const Fault noList{
        FaultCode::invalid,
        "no_permissions",
        "The permissions are no list of texts.",
        "Send a list such as [\"report:read\"]."};
    if (!list.is_array() || list.get_array().size() > 500)
        return noList;
    std::vector<std::string> permissions;
    for (const auto& one : list.get_array()) {
        if (!one.is_string())
            return noList;
        const auto read = readPermission(one.get_string());
        if (!read)
            return read.error();
        permissions.emplace_back(one.get_string());
    }
    return permissions;
}

/// Whether one permission that is held gives all of `wanted`.
bool gives(const std::string& held, const GrantedPermission& wanted)
{
    if (held == "*")
        return true;
    const std::size_t at = std::min(held.find('@'), held.size());
    const std::size_t colon = std::min(held.find(':'), at);
    const std::string_view resource = std::string_view(held).substr(0, colon);
    const std::string_view action =
        colon < at ? std::string_view(held).substr(colon + 1, at - colon - 1) : std::string_view();
    RowReach reach = RowReach::tenant;
    if (at < held.size())
        reach = rowReachOf(std::string_view(held).substr(at + 1)).value_or(RowReach::own);
    return (resource == "*" || resource == wanted.resource) &&
           (action == "*" || action == wanted.action) && reach >= wanted.reach;
}

class Rules {
public:
    Rules(Transaction& transaction, const Actor& actor, AccessChange change)
        : transaction_(transaction)
        , actor_(actor)
        , change_(change)
    {
    }

    Done check()
    {
        if (change_.entity == "user")
            return checkUser();
        return change_.entity == "role" ? checkRole() : checkUserRole();
    }

private:
    Done checkUser()
    {
        if (actor_.organizationId) {
            const std::string own = actor_.organizationId->toString();
            const bool leaves = change_.changes && change_.changes->contains("organizationId") &&
                                textOf(change_.changes, "organizationId") != own;
            const bool isOthers =
                change_.before ? textOf(change_.before, "organizationId") != own : false;
            const bool isNew = !change_.before && textOf(change_.changes, "organizationId") != own;
            if (leaves || isOthers || isNew)
                co_return forbidden(
                    "not_your_organization",
                    "You may keep users of your own organization only.",
                    "Ask an administrator of the platform."
                );
        }
        if (change_.before && !isOwn(textOf(change_.before, "id"))) {
            auto may = co_await ensureMayHandleUser();
            if (!may)
                co_return may.error();
        }
        const bool ends =
            change_.before && (!change_.changes || (change_.changes->contains("isActive") &&
                                                    !isTrue(change_.changes, "isActive")));
        if (!ends)
            co_return Result<void>{};
        co_return co_await ensureAdministrator(textOf(change_.before, "id"), {}, {});
    }

    /// Who changes a login may have the next password sent to it.
    Done ensureMayHandleUser()
    {
        const auto id = Uuid::parse(textOf(change_.before, "id"));
        const auto changes = [this](std::string_view field) {
            const auto* now = change_.changes ? change_.changes->if_contains(field) : nullptr;
            const auto* then = change_.before->if_contains(field);
            return now && (!then || *now != *then);
        };
        if (changes("login"))
            co_return co_await ensureMayHandle(transaction_, actor_, *id, Handling::impersonate);
        if (!change_.changes || changes("isActive") || changes("organizationId"))
            co_return co_await ensureMayHandle(transaction_, actor_, *id, Handling::keep);
        co_return Result<void>{};
    }

    [[nodiscard]] bool isOwn(const std::string& user) const
    {
        return user == actor_.userId.toString();
    }

    Done checkRole()
    {
        const std::string id = textOf(change_.before, "id");
        if (change_.before && isTrue(change_.before, "isTemplate") &&
            !actor_.may("role:assign")) // Those who give roles keep the templates.
            co_return forbidden(
                "template_role", "This role is a template.", "Copy it, and change the copy."
            );
        if (change_.before) {
            Params own = {actor_.userId.toString(), id};
            auto holds = co_await transaction_.run(holdsSql, std::move(own));
            if (!holds)
                co_return holds.error();
            if (!holds->isEmpty())
                co_return forbidden(
                    "own_role",
                    "You have this role yourself, so you may not change it.",
                    "Ask another administrator."
                );
        }
        const auto* list = change_.changes ? change_.changes->if_contains("permissions") : nullptr;
        if (list) {
            const auto permissions = permissionsIn(*list);
            if (!permissions)
                co_return permissions.error();
            if (const auto held = ensureHeld(actor_, *permissions); !held)
                co_return held.error();
        }
        if (!change_.before || (change_.changes && !list))
            co_return Result<void>{};
        co_return co_await ensureAdministrator({}, id, {});
    }

    Done checkUserRole()
    {
        const boost::json::object* row = change_.before ? change_.before : change_.changes;
        if (isOwn(textOf(row, "userId")))
            co_return forbidden(
                "own_rights", "You may not change your own rights.", "Ask another administrator."
            );
        const auto user = Uuid::parse(textOf(row, "userId"));
        auto may =
            co_await ensureMayHandle(transaction_, actor_, user ? *user : Uuid{}, Handling::keep);
        if (!may)
            co_return may.error();
        if (change_.before)
            co_return co_await ensureAdministrator({}, {}, textOf(change_.before, "id"));
        Params which = {orNull(textOf(row, "roleId"))};
        auto rows = co_await transaction_.run(roleSql, std::move(which));
        if (!rows)
            co_return rows.error();
        std::vector<std::string> permissions;
        for (int i = 0; i < rows->rowCount(); ++i)
            permissions.emplace_back(rows->text(i, 0));
        co_return ensureHeld(actor_, permissions);
    }

    /// When the change takes an administrator away, another must remain.
    Done ensureAdministrator(std::string user, std::string role, std::string userRole)
    {
        auto locked = co_await transaction_.run(lockSql);
        if (!locked)
            co_return locked.error();
        Params nothing = {std::nullopt, std::nullopt, std::nullopt};
        auto now = co_await transaction_.run(remainingSql, std::move(nothing));
        if (!now)
            co_return now.error();
        Params without = {orNull(user), orNull(role), orNull(userRole)};
        auto then = co_await transaction_.run(remainingSql, std::move(without));
        if (!then)
            co_return then.error();
        if (now->integer(0, 0) == 0 || then->integer(0, 0) > 0)
            co_return Result<void>{};
        co_return Fault{
            FaultCode::conflict,
            "last_administrator",
            "Nobody would be left who may do everything.",
            "Make somebody else an administrator first."};
    }

    Transaction& transaction_;
    const Actor& actor_;
    AccessChange change_;
};

} // namespace

bool isAccessEntity(std::string_view entity)
{
    return entity == "user" || entity == "role" || entity == "userRole";
}

Done checkAccessChange(Transaction& transaction, const Actor& actor, AccessChange change)
{
    Rules rules(transaction, actor, change);
    co_return co_await rules.check();
}

bool isHeld(const Actor& actor, const std::string& permission)
{
    const auto wanted = readPermission(permission);
    if (!wanted)
        return actor.may("*:*");
    const std::vector<std::string>& held = actor.permissions.list();
    return std::any_of(held.begin(), held.end(), [&wanted](const std::string& own) {
        return gives(own, *wanted);
    });
}

Result<void> ensureHeld(const Actor& actor, const std::vector<std::string>& permissions)
{
    for (const std::string& one : permissions) {
        if (!isHeld(actor, one))
            return forbidden(
                "more_than_own",
                "You would give " + one + ", which you do not have yourself.",
                "Leave it out, or ask somebody who has it."
            );
    }
    return {};
}

} // namespace tidemark::platform
