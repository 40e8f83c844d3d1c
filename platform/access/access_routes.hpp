// The catalogue of permissions, who has what and why, and rights for a while.
#pragma once

#include "platform/access/grant_book.hpp"
#include "platform/http/router.hpp"

namespace tidemark::platform {

/// What is given must outlive the router.
void addAccessRoutes(Router& router, Database& database, GrantBook& grants);

} // namespace tidemark::platform
