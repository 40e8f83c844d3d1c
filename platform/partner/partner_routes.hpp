// The partner API: what programs of customers and regulators may read.
#pragma once

#include "platform/http/router.hpp"

namespace tidemark::platform {

/// Files come from the routes that the router has for people. What is given must outlive it.
void addPartnerRoutes(Router& router, Database& database);

} // namespace tidemark::platform
