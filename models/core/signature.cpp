#include "models/core/signature.hpp"

#include "models/core/key_text.hpp"

#include <openssl/evp.h>

#include <memory>

namespace tidemark {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

constexpr std::size_t signatureBytes = 64;

Fault cryptoFailed()
{
    return Fault{
        FaultCode::internal,
        "crypto_failed",
        "The encryption library refused to work.",
        "Reinstall Tidemark; if this stays, send the log to support."};
}

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

Key privateKey(const Secret& hidden)
{
    const std::string_view bytes = hidden.reveal();
    return {
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytesOf(bytes), bytes.size()),
        &EVP_PKEY_free};
}

} // namespace

Result<SigningKey> makeSigningKey()
{
    const Key pair(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free);
    KeyHalf hidden{};
    std::size_t size = hidden.size();
    if (!pair || EVP_PKEY_get_raw_private_key(pair.get(), hidden.data(), &size) != 1)
        return cryptoFailed();
    Secret kept(std::string_view(reinterpret_cast<const char*>(hidden.data()), hidden.size()));
    OPENSSL_cleanse(hidden.data(), hidden.size());
    return signingKeyFrom(std::move(kept));
}

Result<SigningKey> signingKeyFrom(Secret hidden)
{
    const Key pair = privateKey(hidden);
    KeyHalf open{};
    std::size_t size = open.size();
    if (!pair || EVP_PKEY_get_raw_public_key(pair.get(), open.data(), &size) != 1)
        return Fault{
            FaultCode::corrupt,
            "not_a_signing_key",
            "The signing key of this device cannot be read.",
            "Sign out and in again: the device gets another one."};
    return SigningKey{std::move(hidden), hexOf(open)};
}

Result<std::string> signatureOf(const SigningKey& key, std::string_view text)
{
    const Key pair = privateKey(key.hidden);
    const Digest digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::array<std::uint8_t, signatureBytes> made{};
    std::size_t size = made.size();
    auto* const c = digest.get();
    const bool isMade = pair && c &&
                        EVP_DigestSignInit(c, nullptr, nullptr, nullptr, pair.get()) == 1 &&
                        EVP_DigestSign(c, made.data(), &size, bytesOf(text), text.size()) == 1;
    if (!isMade)
        return cryptoFailed();
    return base64Of(made);
}

bool isSignedBy(std::string_view openKey, std::string_view text, std::string_view signature)
{
    const auto open = keyFromHex(openKey);
    const auto bytes = bytesFromBase64(signature);
    if (!open || !bytes || bytes->size() != signatureBytes)
        return false;
    const Key key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, open->data(), open->size()),
        &EVP_PKEY_free
    );
    const Digest digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    auto* const c = digest.get();
    return key && c && EVP_DigestVerifyInit(c, nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(c, bytes->data(), bytes->size(), bytesOf(text), text.size()) == 1;
}

} // namespace tidemark
