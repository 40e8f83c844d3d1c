// What administrators see of restores, revocations and unsent work that was handed in.
#pragma once

#include "platform/database/database.hpp"
#include "platform/http/router.hpp"

namespace tidemark::platform {

/// Adds `sync-restores`, `sync-revocations` and `escrow` to the router. The
/// database must live as long as the router.
void addRecoveryRoutes(Router& router, Database& database);

} // namespace tidemark::platform
