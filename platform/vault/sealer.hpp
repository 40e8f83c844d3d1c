// Seals what the platform must be able to read again, credentials of connectors above all, so that
// a copy of the database gives none of it away.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"
#include "models/core/uuid.hpp"

#include <string>
#include <string_view>

namespace tidemark::platform {

/// AES-256-GCM. The key is derived (HKDF-SHA256) from the server's key, for one use only.
/// What was sealed for one connector (or other owner) does not open for another.
class Sealer {
public:
    /// `master` as `loadServerKey` gives it; it stays the same for the life of the installation.
    /// What was sealed for one `use` does not open for another.
    explicit Sealer(const Secret& master, std::string_view use = "tidemark connector credential 1");

    /// Bytes: version, nonce, ciphertext, tag.
    [[nodiscard]] std::string seal(const Secret& secret, int tenant, Uuid owner) const;

    /// `corrupt`/`not_sealed_here` when the bytes or the key are not the right ones.
    [[nodiscard]] Result<Secret> open(std::string_view sealed, int tenant, Uuid owner) const;

private:
    Secret key_;
};

} // namespace tidemark::platform
