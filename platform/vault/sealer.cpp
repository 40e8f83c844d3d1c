#include "platform/vault/sealer.hpp"

#include "models/core/gcm.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <array>
#include <cstdlib>

namespace tidemark::platform {
namespace {

constexpr std::size_t keyBytes = 32;
constexpr std::size_t nonceBytes = gcmNonceSize;
constexpr std::size_t tagBytes = gcmTagSize;
constexpr char version = 1;

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::uint8_t* startOf(std::string& text)
{
    return reinterpret_cast<std::uint8_t*>(text.data());
}

Secret derive(const Secret& master, std::string_view use)
{
    EVP_KDF* algorithm = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    EVP_KDF_CTX* context = EVP_KDF_CTX_new(algorithm);
    std::string digest = "SHA256";
    const std::string_view from = master.reveal();
    const std::array<OSSL_PARAM, 4> params = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_octet_string(
            OSSL_KDF_PARAM_KEY, const_cast<char*>(from.data()), from.size()
        ),
        OSSL_PARAM_construct_octet_string(
            OSSL_KDF_PARAM_INFO, const_cast<char*>(use.data()), use.size()
        ),
        OSSL_PARAM_construct_end(),
    };
    std::string key(keyBytes, '\0');
    EVP_KDF_derive(context, startOf(key), key.size(), params.data());
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(algorithm);
    Secret derived(key);
    OPENSSL_cleanse(key.data(), key.size());
    return derived;
}

std::string contextOf(int tenant, Uuid owner)
{
    return std::to_string(tenant) + ':' + owner.toString();
}

} // namespace

Sealer::Sealer(const Secret& master, std::string_view use)
    : key_(derive(master, use))
{
}

std::string Sealer::seal(const Secret& secret, int tenant, Uuid owner) const
{
    const std::string context = contextOf(tenant, owner);
    const std::string_view plain = secret.reveal();
    std::string sealed(1 + nonceBytes + plain.size() + tagBytes, '\0');
    sealed[0] = version;
    std::uint8_t* nonce = startOf(sealed) + 1;
    std::uint8_t* text = nonce + nonceBytes;
    RAND_bytes(nonce, nonceBytes);
    const GcmContext with{
        .key = bytesOf(key_.reveal()),
        .nonce = std::span<const std::uint8_t, gcmNonceSize>(nonce, nonceBytes),
        .bound = bytesOf(context)};
    const std::span<std::uint8_t, gcmTagSize> tag(text + plain.size(), gcmTagSize);
    if (gcmSeal(with, bytesOf(plain), text, tag) != GcmOutcome::done)
        std::abort(); // A library without AES would leave the secret in clear.
    return sealed;
}

Result<Secret> Sealer::open(std::string_view sealed, int tenant, Uuid owner) const
{
    const Fault refused = {
        FaultCode::corrupt,
        "not_sealed_here",
        "A stored secret was sealed with another key or has been changed.",
        "Enter the secret again, such as the password of the connector."};
    if (sealed.size() < 1 + nonceBytes + tagBytes || sealed[0] != version)
        return refused;
    const std::string context = contextOf(tenant, owner);
    const auto bytes = bytesOf(sealed).subspan(1);
    const auto text = bytes.subspan(nonceBytes, bytes.size() - nonceBytes - tagBytes);
    std::string plain(text.size(), '\0');
    const GcmContext with{
        .key = bytesOf(key_.reveal()),
        .nonce = bytes.first<gcmNonceSize>(),
        .bound = bytesOf(context)};
    const bool isGood =
        gcmOpen(with, text, bytes.last<gcmTagSize>(), startOf(plain)) == GcmOutcome::done;
    Secret secret(isGood ? std::string_view(plain) : std::string_view());
    OPENSSL_cleanse(plain.data(), plain.size());
    if (!isGood)
        return refused;
    return secret;
}

} // namespace tidemark::platform
