// What keeps users, roles and grants honest: nobody gives more than they have, nobody changes
// their own rights, members keep to their organization, and an administrator remains.
#pragma once

#include "platform/identity/actor.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// A change of a user, a role or of who has which role.
struct AccessChange {
    std::string_view entity = {};                 ///< `user`, `role` or `userRole`
    const boost::json::object* before = nullptr;  ///< None: the row is made.
    const boost::json::object* changes = nullptr; ///< None: the row goes.
};

[[nodiscard]] bool isAccessEntity(std::string_view entity);

/// Faults: those of ensureMayHandle, `invalid` of readPermission, `forbidden` `more_than_own`,
/// `own_role`, `own_rights`, `not_your_organization`, `template_role`, and
/// `conflict`/`last_administrator`.
[[nodiscard]] asio::awaitable<Result<void>>
checkAccessChange(Transaction& transaction, const Actor& actor, AccessChange change);

/// Whether the actor has all that the permission gives, as far as it reaches.
[[nodiscard]] bool isHeld(const Actor& actor, const std::string& permission);

/// `forbidden`/`more_than_own` unless the actor has all of them.
[[nodiscard]] Result<void>
ensureHeld(const Actor& actor, const std::vector<std::string>& permissions);

} // namespace tidemark::platform
