// What a key may do: never more than its owner may, and nothing that decides who may do what.
#pragma once

#include "platform/identity/actor.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// Whether keys may have permissions of this resource (or, for `*`, of some).
[[nodiscard]] bool isForKeys(std::string_view resource);

/// The permissions of `scopes` that `owner` holds, each as far as both reach; without wildcards.
[[nodiscard]] std::vector<std::string>
keyPermissions(const std::vector<std::string>& scopes, const PermissionSet& owner);

/// What the owner may give to a key, without wildcards.
[[nodiscard]] std::vector<std::string> givableScopes(const PermissionSet& owner);

/// Why a scope cannot be given to a key by somebody; none when it can. Faults of readPermission,
/// `scope_not_for_keys`, `more_than_own`.
[[nodiscard]] Result<void> judgeScope(const std::string& scope, const Actor& owner);

} // namespace tidemark::platform
