// Signatures of a device: Ed25519.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <string>
#include <string_view>

namespace tidemark {

/// Both halves; the public one in 64 hexadecimal digits.
struct SigningKey {
    Secret hidden = {}; ///< 32 bytes.
    std::string open = {};
};

/// A new pair. Fault `internal`/`crypto_failed`.
[[nodiscard]] Result<SigningKey> makeSigningKey();
/// The pair of a private half that was kept. Fault `corrupt`/`not_a_signing_key`.
[[nodiscard]] Result<SigningKey> signingKeyFrom(Secret hidden);

/// Base64 of 64 bytes.
[[nodiscard]] Result<std::string> signatureOf(const SigningKey& key, std::string_view text);
/// Whether `signature` is that of `text` by the owner of `openKey`.
[[nodiscard]] bool
isSignedBy(std::string_view openKey, std::string_view text, std::string_view signature);

} // namespace tidemark
