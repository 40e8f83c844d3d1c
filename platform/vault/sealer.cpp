#include "platform/vault/sealer.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <array>
#include <memory>

namespace tidemark::platform {
namespace {

constexpr std::size_t keyBytes = 32;
constexpr std::size_t nonceBytes = 12;
constexpr std::size_t tagBytes = 16;
constexpr char version = 1;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytesOf(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
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
    EVP_KDF_derive(context, bytesOf(key), key.size(), params.data());
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
    unsigned char* nonce = bytesOf(sealed) + 1;
    unsigned char* text = nonce + nonceBytes;
    RAND_bytes(nonce, nonceBytes);

    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int size = 0;
    EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), bytesOf(key_.reveal()), nonce, nullptr);
    EVP_EncryptUpdate(
        cipher.get(),
        nullptr,
        &size,
        bytesOf(std::string_view(context)),
        static_cast<int>(context.size())
    );
    EVP_EncryptUpdate(cipher.get(), text, &size, bytesOf(plain), static_cast<int>(plain.size()));
    EVP_EncryptFinal_ex(cipher.get(), text + size, &size);
    EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagBytes, text + plain.size());
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
    const auto nonce = sealed.substr(1, nonceBytes);
    const auto text = sealed.substr(1 + nonceBytes, sealed.size() - 1 - nonceBytes - tagBytes);
    std::string tag(sealed.substr(sealed.size() - tagBytes));
    std::string plain(text.size() + 1, '\0');

    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int size = 0;
    EVP_DecryptInit_ex2(
        cipher.get(), EVP_aes_256_gcm(), bytesOf(key_.reveal()), bytesOf(nonce), nullptr
    );
    EVP_DecryptUpdate(
        cipher.get(),
        nullptr,
        &size,
        bytesOf(std::string_view(context)),
        static_cast<int>(context.size())
    );
    EVP_DecryptUpdate(
        cipher.get(), bytesOf(plain), &size, bytesOf(text), static_cast<int>(text.size())
    );
    EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagBytes, tag.data());
    const bool isGood = EVP_DecryptFinal_ex(cipher.get(), bytesOf(plain) + size, &size) == 1;
    Secret secret(std::string_view(plain).substr(0, isGood ? text.size() : 0));
    OPENSSL_cleanse(plain.data(), plain.size());
    if (!isGood)
        return refused;
    return secret;
}

} // namespace tidemark::platform
