// AES-256-GCM and HKDF by OpenSSL, Argon2id by libargon2.
#include "sync/keys/key_wrap.hpp"

#include "sync/keys/secure_memory.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <argon2.h>

namespace tidemark::sync {
namespace {

Fault cryptoFailed()
{
    return Fault{
        FaultCode::internal,
        "crypto_failed",
        "The encryption library refused to work.",
        "Reinstall Tidemark; if this stays, send the log to support."};
}

Fault wrongKey()
{
    return Fault{
        FaultCode::corrupt,
        "wrong_key",
        "A stored key could not be opened with this key.",
        "Check that this is the right keyring or passphrase."};
}

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

using Digest = std::array<std::uint8_t, KeyBytes::size>;

bool hmac(std::string_view key, std::string_view text, Digest& out)
{
    unsigned size = 0;
    const auto keySize = static_cast<int>(key.size());
    return HMAC(
               EVP_sha256(),
               key.data(),
               keySize,
               bytesOf(text),
               text.size(),
               out.data(),
               &size
           ) != nullptr;
}

std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

GcmContext contextOf(
    const KeyBytes& outer,
    std::span<const std::uint8_t, gcmNonceSize> nonce,
    std::string_view purpose
)
{
    return {outer.view(), nonce, {bytesOf(purpose), purpose.size()}};
}

} // namespace

Result<WrappedKey> wrap(const KeyBytes& outer, const KeyBytes& key, std::string_view purpose)
{
    WrappedKey wrapped;
    const std::span bytes(wrapped.bytes);
    const auto nonce = bytes.first<gcmNonceSize>();
    if (RAND_bytes(nonce.data(), static_cast<int>(nonce.size())) != 1)
        return cryptoFailed();
    const auto outcome = gcmSeal(
        contextOf(outer, nonce, purpose),
        key.view(),
        bytes.data() + gcmNonceSize,
        bytes.last<gcmTagSize>()
    );
    if (outcome != GcmOutcome::done)
        return cryptoFailed();
    return wrapped;
}

Result<KeyBytes> unwrap(const KeyBytes& outer, const WrappedKey& wrapped, std::string_view purpose)
{
    const std::span bytes(wrapped.bytes);
    std::array<std::uint8_t, KeyBytes::size> plain{};
    const auto outcome = gcmOpen(
        contextOf(outer, bytes.first<gcmNonceSize>(), purpose),
        bytes.subspan<gcmNonceSize, KeyBytes::size>(),
        bytes.last<gcmTagSize>(),
        plain.data()
    );
    if (outcome != GcmOutcome::done) {
        wipe(plain.data(), plain.size());
        return outcome == GcmOutcome::altered ? wrongKey() : cryptoFailed();
    }
    auto key = KeyBytes::from(plain);
    wipe(plain.data(), plain.size());
    return key;
}

/// One block is a whole key: HKDF's extract and expand step are one HMAC each.
Result<KeyBytes> derive(const KeyBytes& key, std::string_view salt, std::string_view purpose)
{
    Digest between{};
    Digest out{};
    const std::string label = std::string(purpose) + '\x01';
    const bool done =
        hmac(salt, textOf(key.view()), between) && hmac(textOf(between), label, out);
    auto made = done ? KeyBytes::from(out) : Result<KeyBytes>(cryptoFailed());
    wipe(between.data(), between.size());
    wipe(out.data(), out.size());
    return made;
}

Result<KeyBytes>
keyFromPassphrase(const Secret& passphrase, const PassphraseSalt& salt, const PassphraseCost& cost)
{
    std::array<std::uint8_t, KeyBytes::size> plain{};
    const auto text = passphrase.reveal();
    const int status = argon2id_hash_raw(
        cost.passes,
        cost.memoryKiB,
        cost.lanes,
        text.data(),
        text.size(),
        salt.data(),
        salt.size(),
        plain.data(),
        plain.size()
    );
    if (status == ARGON2_MEMORY_ALLOCATION_ERROR)
        return Fault{
            FaultCode::full,
            "no_memory",
            "There is not enough memory to check a passphrase.",
            "Close other programs and try again."};
    if (status != ARGON2_OK)
        return cryptoFailed();
    auto key = KeyBytes::from(plain);
    wipe(plain.data(), plain.size());
    return key;
}

} // namespace tidemark::sync
