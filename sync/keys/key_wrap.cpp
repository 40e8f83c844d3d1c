// AES-256-GCM and HKDF by OpenSSL, Argon2id by libargon2.
#include "sync/keys/key_wrap.hpp"

#include "sync/keys/secure_memory.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <argon2.h>
#include <memory>

namespace tidemark::sync {
namespace {

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

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

} // namespace

Result<WrappedKey> wrap(const KeyBytes& outer, const KeyBytes& key, std::string_view purpose)
{
    WrappedKey wrapped;
    auto* nonce = wrapped.bytes.data();
    auto* text = nonce + WrappedKey::nonceSize;
    auto* tag = text + KeyBytes::size;
    if (RAND_bytes(nonce, WrappedKey::nonceSize) != 1)
        return cryptoFailed();
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int length = 0;
    const bool done =
        cipher &&
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, outer.view().data(), nonce) ==
            1 &&
        EVP_EncryptUpdate(
            cipher.get(), nullptr, &length, bytesOf(purpose), static_cast<int>(purpose.size())
        ) == 1 &&
        EVP_EncryptUpdate(cipher.get(), text, &length, key.view().data(), KeyBytes::size) == 1 &&
        EVP_EncryptFinal_ex(cipher.get(), text + length, &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, WrappedKey::tagSize, tag) == 1;
    if (!done)
        return cryptoFailed();
    return wrapped;
}

Result<KeyBytes> unwrap(const KeyBytes& outer, const WrappedKey& wrapped, std::string_view purpose)
{
    const auto* nonce = wrapped.bytes.data();
    const auto* text = nonce + WrappedKey::nonceSize;
    std::array<std::uint8_t, WrappedKey::tagSize> tag{};
    std::copy_n(text + KeyBytes::size, tag.size(), tag.begin());
    std::array<std::uint8_t, KeyBytes::size> plain{};
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int length = 0;
    const bool started =
        cipher &&
        EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, outer.view().data(), nonce) ==
            1 &&
        EVP_DecryptUpdate(
            cipher.get(), nullptr, &length, bytesOf(purpose), static_cast<int>(purpose.size())
        ) == 1 &&
        EVP_DecryptUpdate(cipher.get(), plain.data(), &length, text, KeyBytes::size) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, WrappedKey::tagSize, tag.data()) ==
            1;
    if (!started)
        return cryptoFailed();
    if (EVP_DecryptFinal_ex(cipher.get(), plain.data() + length, &length) != 1) {
        wipe(plain.data(), plain.size());
        return wrongKey();
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
