// The private half of a tenant's recovery key, as a file that officers keep offline.
#pragma once

#include "models/core/hpke.hpp"
#include "sync/keys/key_bytes.hpp"

#include <QString>

#include <string>

namespace tidemark::sync {

/// The public half, as the platform hands it out.
struct RecoveryPublicKey {
    std::string keyId = {};
    PublicKey key = {};
};

/// What `tidemark-platform recovery-key new` wrote.
struct RecoveryFile {
    std::string keyId = {};
    KeyBytes privateKey = {};
};

/// Fault `invalid`/`not_a_recovery_file`, with what is wrong about it.
[[nodiscard]] Result<RecoveryFile> readRecoveryFile(const QString& path);

/// 32 bytes in hexadecimal digits, as the platform writes public keys.
[[nodiscard]] Result<PublicKey> publicKeyFromHex(std::string_view text);

} // namespace tidemark::sync
