// Whether one person may handle another: the one rule for passwords, second factors, logins,
// sessions, devices, grants and accounts.
#pragma once

#include "platform/identity/actor.hpp"

namespace tidemark::platform {

/// What is about to be done to a user.
enum class Handling {
    keep,       ///< Close, delete, sign out, wipe, give or take a role: the account stays theirs.
    impersonate ///< Whoever does it could sign in as them: password, second factor, login,
                ///< identity.
};

/// The user is there and of the actor's organization, if the actor has one; and has nothing that
/// the actor lacks: to keep them, no right over people and their rights; to impersonate, none at
/// all. What will be granted later counts as well. Nobody impersonates themselves: a session that
/// was left open could so become an account with another password.
/// Faults: `notFound`/`no_such_row`, `forbidden`/`more_rights_than_you`, `forbidden`/`same_person`.
[[nodiscard]] asio::awaitable<Result<void>>
ensureMayHandle(Transaction& transaction, const Actor& actor, Uuid userId, Handling handling);

} // namespace tidemark::platform
