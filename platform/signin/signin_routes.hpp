// auth/sign-in, auth/refresh, auth/sign-out, me and about.
#pragma once

#include "platform/http/router.hpp"
#include "platform/identity/sessions.hpp"
#include "platform/limits/turn_taker.hpp"

#include <string>
#include <vector>

namespace tidemark::platform {

/// An account that the sign-in page of a demonstration may show, password and all.
struct DemoAccount {
    std::string login = {};
    std::string displayName = {};
    std::string password = {};
};

struct AboutSettings {
    std::string version = {};
    std::string demoTenant = {}; ///< Empty unless started with `--demo`.
    std::vector<DemoAccount> demoAccounts = {};
};

/// What is given must outlive the router.
void addSignInRoutes(Router& router, Sessions& sessions, TurnTaker& turns, AboutSettings about);

} // namespace tidemark::platform
