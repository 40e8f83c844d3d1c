// auth/forgot and auth/reset.
#pragma once

#include "platform/http/router.hpp"
#include "platform/limits/turn_taker.hpp"
#include "platform/signin/password_resets.hpp"

namespace tidemark::platform {

/// What is given must outlive the router.
void addPasswordResetRoutes(
    Router& router, Database& database, PasswordResets& resets, TurnTaker& turns
);

} // namespace tidemark::platform
