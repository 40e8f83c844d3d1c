#include "platform/audit/audit_key.hpp"

#include "platform/identity/crypto.hpp"

#include <openssl/evp.h>

#include <cstdlib>
#include <memory>

namespace tidemark::platform {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

constexpr std::size_t keyBytes = 32;
constexpr std::size_t signatureBytes = 64;

const unsigned char* unsignedBytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

Key privateKey(const Secret& seed)
{
    return {
        EVP_PKEY_new_raw_private_key(
            EVP_PKEY_ED25519, nullptr, unsignedBytes(seed.reveal()), seed.reveal().size()
        ),
        &EVP_PKEY_free};
}

int digitOf(char letter)
{
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

} // namespace

AuditKey::AuditKey(const Secret& serverKey)
    : seed_(bytesOf(hmacSha256(serverKey.reveal(), "tidemark audit seal 1")))
    , public_(keyBytes, '\0')
{
    const Key key = privateKey(seed_);
    std::size_t size = public_.size();
    auto* out = reinterpret_cast<unsigned char*>(public_.data());
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), out, &size) != 1)
        std::abort(); // Without its key the platform could seal nothing.
    id_ = toHex(bytesOf(sha256(public_))).substr(0, 16);
}

std::string AuditKey::sign(std::string_view text) const
{
    const Key key = privateKey(seed_);
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::string signature(signatureBytes, '\0');
    std::size_t size = signature.size();
    auto* out = reinterpret_cast<unsigned char*>(signature.data());
    const bool isSigned =
        EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
        EVP_DigestSign(context.get(), out, &size, unsignedBytes(text), text.size()) == 1;
    if (!isSigned)
        std::abort();
    return signature;
}

bool isAuditSignature(std::string_view publicKey, std::string_view text, std::string_view signature)
{
    const Key key(
        EVP_PKEY_new_raw_public_key(
            EVP_PKEY_ED25519, nullptr, unsignedBytes(publicKey), publicKey.size()
        ),
        &EVP_PKEY_free
    );
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return key && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(
               context.get(),
               unsignedBytes(signature),
               signature.size(),
               unsignedBytes(text),
               text.size()
           ) == 1;
}

std::string sealText(int tenant, std::int64_t seq, std::string_view hash)
{
    return "tidemark audit " + std::to_string(tenant) + ' ' + std::to_string(seq) + ' ' +
           toHex(hash);
}

std::string toHex(std::string_view bytes)
{
    return toBytea(bytes).substr(2);
}

std::string fromHex(std::string_view text)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const int high = digitOf(text[i]);
        const int low = digitOf(text[i + 1]);
        if (high < 0 || low < 0)
            return {};
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

} // namespace tidemark::platform
