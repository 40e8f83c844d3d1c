// The public half of a tenant's recovery key: set by administrators, asked for by devices.
#pragma once

#include "platform/database/database.hpp"
#include "platform/http/router.hpp"

namespace tidemark::platform {

/// Adds `recovery-key` to the router. The database must live as long as the router.
void addRecoveryKeyRoutes(Router& router, Database& database);

} // namespace tidemark::platform
