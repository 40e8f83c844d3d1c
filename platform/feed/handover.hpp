// What devices hand in when access ended: receipts of what they removed, and unsent work.
#pragma once

#include "models/protocol/receipts.hpp"
#include "platform/identity/actor.hpp"

namespace tidemark::platform {

/// Keeps receipts of the actor's client; one that is there already stays as it is. How many seconds
/// after its revocation each new one came. Fault `conflict`/`unknown_client`.
[[nodiscard]] asio::awaitable<Result<std::vector<double>>>
keepReceipts(Database& database, const Actor& actor, ReceiptsRequest request);

/// Keeps unsent mutations of the actor's client for the holders of their scopes. Only scopes that
/// the actor holds or held once count; those of others are left out of `stored`. Fault `conflict`/
/// `unknown_client`.
[[nodiscard]] asio::awaitable<Result<EscrowAnswer>>
keepEscrow(Database& database, const Actor& actor, EscrowRequest request);

} // namespace tidemark::platform
