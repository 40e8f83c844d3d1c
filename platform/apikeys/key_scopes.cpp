#include "platform/apikeys/key_scopes.hpp"

#include "models/access/permission_catalogue.hpp"
#include "platform/access/grant_rules.hpp"

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::string_view forPeople[] = {"apikey", "role", "session", "tenant", "user"};

std::string_view resourceOf(std::string_view permission)
{
    return permission.substr(0, permission.find(':'));
}

} // namespace

bool isForKeys(std::string_view resource)
{
    return std::count(std::begin(forPeople), std::end(forPeople), resource) == 0;
}

std::vector<std::string>
keyPermissions(const std::vector<std::string>& scopes, const PermissionSet& owner)
{
    const PermissionSet wanted(scopes);
    std::vector<std::string> both;
    for (const std::string& permission : allPermissions()) {
        const auto scope = wanted.reachOf(permission);
        if (!scope || !isForKeys(resourceOf(permission)))
            continue;
        const auto held = owner.reachOf(permission);
        if (!held)
            continue;
        const RowReach reach = std::min(*scope, *held);
        const bool isWhole = reach == RowReach::tenant;
        both.push_back(isWhole ? permission : permission + '@' + std::string(nameOf(reach)));
    }
    return both;
}

std::vector<std::string> givableScopes(const PermissionSet& owner)
{
    return keyPermissions({"*:*"}, owner);
}

Result<void> judgeScope(const std::string& scope, const Actor& owner)
{
    const auto read = readPermission(scope);
    if (!read)
        return read.error();
    if (!isForKeys(read->resource))
        return Fault{
            FaultCode::invalid,
            "scope_not_for_keys",
            "Keys take no part in deciding who may do what, so " + scope + " is not for them.",
            "Leave it out."};
    return ensureHeld(owner, {scope});
}

} // namespace tidemark::platform
