// Hybrid public key encryption, base mode of RFC 9180: X25519, HKDF-SHA256 and AES-GCM.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tidemark {

using PublicKey = std::array<std::uint8_t, 32>;
/// The caller keeps and wipes it.
using PrivateKey = std::span<const std::uint8_t, 32>;

/// The numbers of RFC 9180, section 7.3.
enum class HpkeCipher : std::uint16_t { aes128 = 1, aes256 = 2 };

/// What a message is bound to.
struct HpkeContext {
    std::string_view info = {};
    std::string_view bound = {}; ///< Its additional data.
    HpkeCipher cipher = HpkeCipher::aes256;
};

/// A message that only the owner of the private half can read.
struct HpkeSealed {
    PublicKey sender = {}; ///< Made for this message; `enc` of the RFC.
    std::vector<std::uint8_t> text = {};
};

[[nodiscard]] Result<PublicKey> publicKeyOf(PrivateKey privateKey);

/// Seals the first message of a context with a fresh sender key.
[[nodiscard]] Result<HpkeSealed> hpkeSeal(
    const PublicKey& receiver, std::span<const std::uint8_t> plain, const HpkeContext& context
);
/// The same with a given sender key: for the vectors of the RFC.
[[nodiscard]] Result<HpkeSealed> hpkeSealWith(
    PrivateKey sender,
    const PublicKey& receiver,
    std::span<const std::uint8_t> plain,
    const HpkeContext& context
);
/// Fault `corrupt`/`wrong_key` when it was sealed for another key or context, or altered.
[[nodiscard]] Result<Secret>
hpkeOpen(PrivateKey privateKey, const HpkeSealed& sealed, const HpkeContext& context);

} // namespace tidemark
