// auth/sign-in and its second step, auth/refresh, auth/sign-out, me and about.
#pragma once

#include "platform/factors/challenge_book.hpp"
#include "platform/http/router.hpp"
#include "platform/identity/sessions.hpp"

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

/// What the routes need; must outlive the router.
struct SignInServices {
    Sessions& sessions;
    TurnTaker& turns;
    FactorBook& factors;
    ChallengeBook& challenges;
};

void addSignInRoutes(Router& router, SignInServices services, AboutSettings about);

} // namespace tidemark::platform
