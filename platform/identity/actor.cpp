#include "platform/identity/actor.hpp"

#include "models/core/permission.hpp"

#include <algorithm>

namespace tidemark::platform {

PermissionSet::PermissionSet(std::vector<std::string> permissions)
    : permissions_(std::move(permissions))
{
    std::sort(permissions_.begin(), permissions_.end());
    permissions_.erase(std::unique(permissions_.begin(), permissions_.end()), permissions_.end());
}

bool PermissionSet::allows(std::string_view permission) const
{
    return permits(permissions_, permission);
}

} // namespace tidemark::platform
