// The keys that unsent work is sealed for: one pair for each scope, made when it is first asked
// for.
#pragma once

#include "models/protocol/receipts.hpp"
#include "platform/database/database.hpp"
#include "platform/identity/actor.hpp"
#include "platform/vault/sealer.hpp"

namespace tidemark::platform {

/// The public halves for those of the scopes that are or were the actor's.
[[nodiscard]] asio::awaitable<Result<EscrowKeysAnswer>>
escrowKeys(Database& database, const Sealer& sealer, const Actor& actor, EscrowKeysRequest request);

/// The private half of a row of `sync.escrow_key`; `sealed` as the table holds it. Fault of the
/// sealer.
[[nodiscard]] Result<Secret>
openEscrowKey(const Sealer& sealer, int tenant, const Uuid& keyId, std::string_view sealed);

} // namespace tidemark::platform
