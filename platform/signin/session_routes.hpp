// Sessions, devices and the history of sign-ins, one's own and those of a tenant.
#pragma once

#include "platform/http/router.hpp"
#include "platform/signin/session_book.hpp"

namespace tidemark::platform {

/// What is given must outlive the router.
void addSessionRoutes(Router& router, Database& database, SessionBook& book);

} // namespace tidemark::platform
