// Changing a password: one's own, or that of somebody who forgot it.
#pragma once

#include "platform/http/router.hpp"
#include "platform/limits/turn_taker.hpp"
#include "platform/signin/session_book.hpp"

namespace tidemark::platform {

/// What the routes need; must outlive the router.
struct PasswordServices {
    Database& database;
    Sessions& sessions;
    SessionBook& book;
    TurnTaker& turns;
};

void addPasswordRoutes(Router& router, PasswordServices services);

} // namespace tidemark::platform
