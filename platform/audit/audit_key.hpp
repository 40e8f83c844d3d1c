// The key under the audit's seals and exports: Ed25519, derived from the server's own secret.
#pragma once

#include "models/core/secret.hpp"

#include <string>
#include <string_view>

namespace tidemark::platform {

class AuditKey {
public:
    explicit AuditKey(const Secret& serverKey);

    /// 64 bytes.
    [[nodiscard]] std::string sign(std::string_view text) const;

    /// 32 bytes, for whoever checks an export.
    [[nodiscard]] const std::string& publicKey() const { return public_; }

    /// The first 16 hexadecimal digits of the public key's SHA-256.
    [[nodiscard]] const std::string& id() const { return id_; }

private:
    Secret seed_;
    std::string public_;
    std::string id_;
};

/// Whether `signature` is of `text` by the holder of `publicKey`.
[[nodiscard]] bool
isAuditSignature(std::string_view publicKey, std::string_view text, std::string_view signature);

/// What a seal signs: tenant, number and hash of the newest entry.
[[nodiscard]] std::string sealText(int tenant, std::int64_t seq, std::string_view hash);

[[nodiscard]] std::string toHex(std::string_view bytes);
[[nodiscard]] std::string fromHex(std::string_view text);

} // namespace tidemark::platform
