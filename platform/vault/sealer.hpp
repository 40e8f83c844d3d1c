// Seals connector credentials, so that a copy of the database gives none of them away.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"
#include "models/core/uuid.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace tidemark::platform {

/// AES-256-GCM. The key is derived (HKDF-SHA256) from the platform's key file, for this use only.
/// What was sealed for one connector does not open for another.
class Sealer {
public:
    /// `master` are at least 32 bytes that stay the same for the life of the installation.
    explicit Sealer(const Secret& master);

    /// Reads the key file, or makes one of 32 random bytes that only this user may read.
    /// `internal`/`key_file` when that is not possible, `insecure`/`key_file_open` when others may
    /// read it.
    [[nodiscard]] static Result<Sealer> fromKeyFile(const std::filesystem::path& file);

    /// Bytes: version, nonce, ciphertext, tag.
    [[nodiscard]] std::string seal(const Secret& secret, int tenant, Uuid connector) const;

    /// `corrupt`/`not_sealed_here` when the bytes or the key are not the right ones.
    [[nodiscard]] Result<Secret> open(std::string_view sealed, int tenant, Uuid connector) const;

private:
    Secret key_;
};

} // namespace tidemark::platform
