// A tenant's recovery key: made offline, its public half given to the platform.
#pragma once

#include "models/core/fault.hpp"

#include <string>
#include <string_view>

namespace tidemark::platform {

/// X25519, both halves in hexadecimal digits.
struct RecoveryKey {
    std::string keyId = {};
    std::string publicKey = {};
    std::string privateKey = {};
};

[[nodiscard]] Result<RecoveryKey> makeRecoveryKey();

/// The id that belongs to a public half: the beginning of its SHA-256. Empty when it is none.
[[nodiscard]] std::string recoveryKeyId(std::string_view publicKey);

/// Writes the private half to `file`, readable for its owner only, and the public one to
/// `file.pub`. Never overwrites. Fault `conflict`/`file_exists`, `full`/`file_unwritable`.
[[nodiscard]] Result<void> writeRecoveryKey(const RecoveryKey& key, const std::string& file);

} // namespace tidemark::platform
