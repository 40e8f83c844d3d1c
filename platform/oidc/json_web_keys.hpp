// The public keys of an identity provider (RFC 7517), and signatures made with them.
#pragma once

#include "models/core/fault.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st; // OpenSSL's EVP_PKEY.

namespace tidemark::platform {

/// What we take. None is symmetric, so that no public key can be passed off as a shared secret.
enum class SignatureAlgorithm { rs256, ps256, es256, edDsa };

[[nodiscard]] std::optional<SignatureAlgorithm> signatureAlgorithmOf(std::string_view name);

/// One key that may sign.
class JsonWebKey {
public:
    enum class Kind { rsa, p256, ed25519 };

    JsonWebKey(
        Kind kind,
        std::string id,
        std::optional<SignatureAlgorithm> only,
        std::shared_ptr<evp_pkey_st> key
    );

    [[nodiscard]] const std::string& id() const { return id_; }
    /// Whether the key is of the kind that the algorithm needs, and meant for it.
    [[nodiscard]] bool fits(SignatureAlgorithm algorithm) const;
    /// Whether `signature` is this key's under `text`. False when the key does not fit.
    [[nodiscard]] bool hasSigned(
        SignatureAlgorithm algorithm, std::string_view text, std::string_view signature
    ) const;

private:
    Kind kind_;
    std::string id_;
    std::optional<SignatureAlgorithm> only_;
    std::shared_ptr<evp_pkey_st> key_;
};

using JsonWebKeys = std::vector<JsonWebKey>;

/// The keys of a JWKS document that may sign and that we can use; others are left out, as the RFC
/// asks for. `forbidden`/`oidc_keys_malformed` when it is no such document or none is left.
[[nodiscard]] Result<JsonWebKeys> readJsonWebKeys(std::string_view document);

} // namespace tidemark::platform
