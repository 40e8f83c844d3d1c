// What a client gets when it is signed in, by whatever proof.
#pragma once

#include "platform/http/response.hpp"
#include "platform/identity/sessions.hpp"

#include <boost/json/object.hpp>

namespace tidemark::platform {

/// The `user` of docs/protocol.md.
[[nodiscard]] boost::json::object userJson(const Actor& actor);

/// Tokens and user.
[[nodiscard]] Response answerOf(const SignedIn& signedIn);

} // namespace tidemark::platform
