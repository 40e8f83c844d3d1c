// What administrators see of restores and revocations.
#pragma once

#include "platform/database/database.hpp"
#include "platform/http/router.hpp"

namespace tidemark::platform {

/// Adds `sync-restores`, what is left of one, and `sync-revocations` to the router. The
/// database must live as long as the router.
void addRecoveryRoutes(Router& router, Database& database);

} // namespace tidemark::platform
