// Seals connector credentials, so that a copy of the database gives none of them away.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"
#include "models/core/uuid.hpp"

#include <string>
#include <string_view>

namespace tidemark::platform {

/// AES-256-GCM. The key is derived (HKDF-SHA256) from the server's key, for this use only.
/// What was sealed for one connector does not open for another.
class Sealer {
public:
    /// `master` as `loadServerKey` gives it; it stays the same for the life of the installation.
    explicit Sealer(const Secret& master);

    /// Bytes: version, nonce, ciphertext, tag.
    [[nodiscard]] std::string seal(const Secret& secret, int tenant, Uuid connector) const;

    /// `corrupt`/`not_sealed_here` when the bytes or the key are not the right ones.
    [[nodiscard]] Result<Secret> open(std::string_view sealed, int tenant, Uuid connector) const;

private:
    Secret key_;
};

} // namespace tidemark::platform
