// For how long each class of data may be read without the platform, as a tenant decides.
#pragma once

#include "platform/database/database.hpp"
#include "platform/http/router.hpp"

namespace tidemark::platform {

/// Adds `lease-rules` and `scope-classes` to the router. The database must live as long as the
/// router.
void addLeaseRoutes(Router& router, Database& database);

} // namespace tidemark::platform
