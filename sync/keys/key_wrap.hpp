// Keys under keys: AES-256-GCM wrapping, keys made of others, and the key that a passphrase gives.
#pragma once

#include "models/core/gcm.hpp"
#include "models/core/secret.hpp"
#include "sync/keys/key_bytes.hpp"

#include <array>
#include <string_view>

namespace tidemark::sync {

/// A key as it may lie on disk: nonce, then ciphertext, then tag.
struct WrappedKey {
    std::array<std::uint8_t, gcmNonceSize + KeyBytes::size + gcmTagSize> bytes = {};
};

/// `purpose` is bound to the result, so that one wrapped key cannot stand in for another.
[[nodiscard]] Result<WrappedKey>
wrap(const KeyBytes& outer, const KeyBytes& key, std::string_view purpose);

/// Fault `corrupt`/`wrong_key` when `outer` or `purpose` is not the one it was wrapped with.
[[nodiscard]] Result<KeyBytes>
unwrap(const KeyBytes& outer, const WrappedKey& wrapped, std::string_view purpose);

/// HKDF with SHA-256: the key of one purpose, which tells nothing of `key` or of another purpose's.
[[nodiscard]] Result<KeyBytes>
derive(const KeyBytes& key, std::string_view salt, std::string_view purpose);

/// What one guess at a passphrase costs. Kept beside the salt, so that it may grow later.
struct PassphraseCost {
    std::uint32_t memoryKiB = 64 * 1024;
    std::uint32_t passes = 3;
    std::uint32_t lanes = 1;
};

using PassphraseSalt = std::array<std::uint8_t, 16>;

/// Argon2id. Takes some tenths of a second and `memoryKiB` of memory: not for an event loop.
[[nodiscard]] Result<KeyBytes>
keyFromPassphrase(const Secret& passphrase, const PassphraseSalt& salt, const PassphraseCost& cost);

} // namespace tidemark::sync
