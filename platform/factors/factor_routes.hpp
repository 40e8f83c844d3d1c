// me/second-factor, the rule of a tenant, and the reset by an administrator.
#pragma once

#include "platform/factors/factor_book.hpp"
#include "platform/http/router.hpp"
#include "platform/identity/sessions.hpp"

namespace tidemark::platform {

/// What is given must outlive the router.
void addFactorRoutes(Router& router, Database& database, Sessions& sessions, FactorBook& factors);

} // namespace tidemark::platform
