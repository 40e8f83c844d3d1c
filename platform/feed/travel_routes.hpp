// Longer leases for devices that are about to be without a network.
#pragma once

#include "platform/database/database.hpp"
#include "platform/http/router.hpp"

namespace tidemark::platform {

/// `POST sync/leases`: until when a device may read what it holds, as far as the policy of each
/// scope goes. A promise is kept for the list of revocations; it outlives no revocation that
/// reaches the device.
void addTravelRoutes(Router& router, Database& database);

} // namespace tidemark::platform
