// The platform's side of unsent work that its author may no longer send.
#pragma once

#include "platform/database/database.hpp"
#include "platform/http/router.hpp"
#include "platform/vault/sealer.hpp"

namespace tidemark::platform {

/// Adds `sync/escrow-keys`, which devices seal for, and `escrow`, where the holders of a scope read
/// what was handed over and settle it. All must outlive the router.
void addEscrowRoutes(Router& router, Database& database, const Sealer& sealer);

} // namespace tidemark::platform
