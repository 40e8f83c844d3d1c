#include "platform/identity/actor.hpp"

#include "models/core/permission.hpp"

#include <algorithm>

namespace tidemark::platform {
namespace {

GrantedPermission partsOf(const std::string& text, std::size_t at)
{
    GrantedPermission granted;
    const std::size_t colon = std::min(text.find(':'), at);
    granted.resource = text.substr(0, colon);
    granted.action = colon < at ? text.substr(colon + 1, at - colon - 1) : std::string();
    granted.reach = rowReachOf(std::string_view(text).substr(at + 1)).value_or(RowReach::own);
    return granted;
}

ReachActor reachActor(const Actor& actor)
{
    ReachActor self;
    self.userId = actor.userId;
    self.department = actor.department;
    self.ownScope = actor.ownScope;
    self.seesAllOrganizations = actor.seesAllOrganizations();
    return self;
}

} // namespace

PermissionSet::PermissionSet(std::vector<std::string> permissions)
    : permissions_(std::move(permissions))
{
    std::sort(permissions_.begin(), permissions_.end());
    permissions_.erase(std::unique(permissions_.begin(), permissions_.end()), permissions_.end());
    for (const std::string& one : permissions_) {
        const std::size_t at = one.find('@');
        if (at == one.npos)
            whole_.push_back(one);
        else
            narrowed_.push_back(partsOf(one, at));
    }
}

bool PermissionSet::allows(std::string_view permission) const
{
    return permits(whole_, permission);
}

std::optional<RowReach> PermissionSet::reachOf(std::string_view permission) const
{
    if (allows(permission))
        return RowReach::tenant;
    std::optional<RowReach> widest;
    for (const GrantedPermission& one : narrowed_) {
        if (one.covers(permission))
            widest = std::max(widest.value_or(RowReach::own), one.reach);
    }
    return widest;
}

Fault owedFault(Owed owed)
{
    if (owed == Owed::password)
        return Fault{
            FaultCode::forbidden,
            "password_change_required",
            "Your password was given to you by somebody else.",
            "Choose a new one first: nothing else is possible until then."};
    return Fault{
        FaultCode::forbidden,
        "second_factor_setup_required",
        "Your organization asks for a second factor at sign-in, and you have none yet.",
        "Set one up first: nothing else is possible until then."};
}

bool Actor::may(std::string_view permission) const
{
    if (permissions.allows(permission))
        return true;
    // For a member, the own organization's rows are all that there are.
    const RowReach all = seesAllOrganizations() ? RowReach::tenant : RowReach::organization;
    const auto reach = permissions.reachOf(permission);
    return reach && *reach >= all;
}

std::optional<std::string> organizationOf(const Actor& actor)
{
    if (!actor.organizationId)
        return std::nullopt;
    return actor.organizationId->toString();
}

bool Actor::mayOn(std::string_view permission, const ReachedRow& row) const
{
    const auto reach = permissions.reachOf(permission);
    return reach && reaches(*reach, reachActor(*this), row);
}

std::vector<std::string> Actor::permissionsOn(const ReachedRow& row) const
{
    const ReachActor self = reachActor(*this);
    std::vector<std::string> all;
    if (reaches(RowReach::tenant, self, row))
        all = permissions.whole();
    for (const GrantedPermission& one : permissions.narrowed()) {
        if (reaches(one.reach, self, row))
            all.push_back(one.resource + ':' + one.action);
    }
    return all;
}

} // namespace tidemark::platform
