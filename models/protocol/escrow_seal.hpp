// Unsent work, sealed on the device for whoever holds its scope.
#pragma once

#include "models/core/hpke.hpp"

#include <cstdint>
#include <string>

namespace tidemark {

/// What a sealed piece of work is bound to: it does not open as another one.
struct EscrowPlace {
    std::string clientId = {};
    std::int64_t scope = 0;
    std::int64_t mid = 0;
};

/// Base64 of the sender's key and the sealed text.
[[nodiscard]] Result<std::string>
sealWork(const PublicKey& receiver, const EscrowPlace& place, std::string_view plain);

/// Fault `corrupt`/`wrong_key`, as of `hpkeOpen`.
[[nodiscard]] Result<Secret>
openWork(PrivateKey key, const EscrowPlace& place, std::string_view sealed);

} // namespace tidemark
