// RFC 9180 over OpenSSL's X25519, HMAC and AES-GCM.
#include "models/core/hpke.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <memory>

namespace tidemark {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

constexpr std::size_t hashSize = 32;
constexpr std::size_t nonceSize = 12;
constexpr std::size_t tagSize = 16;
constexpr std::uint8_t kemId = 0x20; // DHKEM(X25519, HKDF-SHA256)

/// Bytes that are wiped when they are no longer needed.
struct Hidden {
    Bytes bytes = {};

    explicit Hidden(Bytes given = {})
        : bytes(std::move(given))
    {
    }
    Hidden(Hidden&&) = default;
    Hidden& operator=(Hidden&&) = default;
    ~Hidden() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
};

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
        "What was sealed cannot be opened with this key.",
        "Check that this is the recovery file of the right tenant and year."};
}

void append(Bytes& to, std::string_view text)
{
    to.insert(to.end(), text.begin(), text.end());
}

void append(Bytes& to, std::span<const std::uint8_t> bytes)
{
    to.insert(to.end(), bytes.begin(), bytes.end());
}

/// HKDF's extract step, and its expand step for up to one block, are each one HMAC.
Hidden hmac(std::span<const std::uint8_t> key, const Bytes& text)
{
    Hidden out{Bytes(hashSize)};
    unsigned size = 0;
    static const std::uint8_t none = 0; // HMAC() takes a null key for "the last one".
    const std::uint8_t* from = key.empty() ? &none : key.data();
    if (!HMAC(
            EVP_sha256(),
            from,
            static_cast<int>(key.size()),
            text.data(),
            text.size(),
            out.bytes.data(),
            &size
        ))
        out.bytes.clear();
    return out;
}

/// The labelled steps of section 4, for one suite.
class Schedule {
public:
    explicit Schedule(Bytes suite)
        : suite_(std::move(suite))
    {
    }

    [[nodiscard]] Hidden extract(
        std::span<const std::uint8_t> salt,
        std::string_view label,
        std::span<const std::uint8_t> material
    ) const
    {
        Hidden text;
        start(text.bytes, label);
        append(text.bytes, material);
        return hmac(salt, text.bytes);
    }
    [[nodiscard]] Hidden expand(
        const Hidden& key,
        std::string_view label,
        std::span<const std::uint8_t> info,
        std::size_t size
    ) const
    {
        Bytes text{0, static_cast<std::uint8_t>(size)};
        start(text, label);
        append(text, info);
        text.push_back(1);
        Hidden out = hmac(key.bytes, text);
        if (out.bytes.size() > size) {
            OPENSSL_cleanse(out.bytes.data() + size, out.bytes.size() - size);
            out.bytes.resize(size);
        }
        return out;
    }

private:
    void start(Bytes& text, std::string_view label) const
    {
        append(text, "HPKE-v1");
        append(text, suite_);
        append(text, label);
    }

    Bytes suite_;
};

Result<Hidden> diffieHellman(PrivateKey own, const PublicKey& other)
{
    const Key mine(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, own.data(), own.size()),
        &EVP_PKEY_free
    );
    const Key theirs(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, other.data(), other.size()),
        &EVP_PKEY_free
    );
    const KeyContext context(
        mine ? EVP_PKEY_CTX_new(mine.get(), nullptr) : nullptr, &EVP_PKEY_CTX_free
    );
    Hidden shared{Bytes(32)};
    std::size_t size = shared.bytes.size();
    // OpenSSL refuses a shared value of zeros, as section 7.1.4 demands.
    const bool done = context && theirs && EVP_PKEY_derive_init(context.get()) == 1 &&
                      EVP_PKEY_derive_set_peer(context.get(), theirs.get()) == 1 &&
                      EVP_PKEY_derive(context.get(), shared.bytes.data(), &size) == 1;
    if (!done || size != shared.bytes.size())
        return wrongKey();
    return shared;
}

struct MessageKey {
    Hidden key;
    Hidden nonce;
};

/// Sections 4.1 and 5.1, in base mode.
Result<MessageKey> messageKey(
    const Hidden& dh, const PublicKey& sender, const PublicKey& receiver, const HpkeContext& context
)
{
    const Schedule kem(Bytes{'K', 'E', 'M', 0, kemId});
    Bytes both(sender.begin(), sender.end());
    append(both, receiver);
    const Hidden eae = kem.extract({}, "eae_prk", dh.bytes);
    const Hidden shared = kem.expand(eae, "shared_secret", both, hashSize);
    const auto cipher = static_cast<std::uint8_t>(context.cipher);
    const Schedule hpke(Bytes{'H', 'P', 'K', 'E', 0, kemId, 0, 1, 0, cipher});
    const Bytes info(context.info.begin(), context.info.end());
    Bytes bound{0};
    append(bound, hpke.extract({}, "psk_id_hash", {}).bytes);
    append(bound, hpke.extract({}, "info_hash", info).bytes);
    const Hidden secret = hpke.extract(shared.bytes, "secret", {});
    const std::size_t keySize = context.cipher == HpkeCipher::aes128 ? 16 : 32;
    MessageKey made{
        hpke.expand(secret, "key", bound, keySize),
        hpke.expand(secret, "base_nonce", bound, nonceSize)};
    if (made.key.bytes.size() != keySize || made.nonce.bytes.size() != nonceSize)
        return cryptoFailed();
    return made;
}

const EVP_CIPHER* cipherOf(const HpkeContext& context)
{
    return context.cipher == HpkeCipher::aes128 ? EVP_aes_128_gcm() : EVP_aes_256_gcm();
}

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

Result<Bytes>
encrypt(const MessageKey& with, std::span<const std::uint8_t> plain, const HpkeContext& context)
{
    Bytes out(plain.size() + tagSize);
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    auto* const c = cipher.get();
    const auto* key = with.key.bytes.data();
    const auto* nonce = with.nonce.bytes.data();
    const int bound = static_cast<int>(context.bound.size());
    int length = 0;
    const bool done =
        c && EVP_EncryptInit_ex(c, cipherOf(context), nullptr, key, nonce) == 1 &&
        EVP_EncryptUpdate(c, nullptr, &length, bytesOf(context.bound), bound) == 1 &&
        EVP_EncryptUpdate(c, out.data(), &length, plain.data(), static_cast<int>(plain.size())) ==
            1 &&
        EVP_EncryptFinal_ex(c, out.data() + length, &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, tagSize, out.data() + plain.size()) == 1;
    if (!done)
        return cryptoFailed();
    return out;
}

Result<Hidden> decrypt(const MessageKey& with, const Bytes& text, const HpkeContext& context)
{
    if (text.size() < tagSize)
        return wrongKey();
    const std::size_t size = text.size() - tagSize;
    Hidden plain{Bytes(size + 1)}; // Never empty, so that there is somewhere to write to.
    Bytes tag(text.begin() + static_cast<std::ptrdiff_t>(size), text.end());
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    auto* const c = cipher.get();
    const auto* key = with.key.bytes.data();
    const auto* nonce = with.nonce.bytes.data();
    const int bound = static_cast<int>(context.bound.size());
    int length = 0;
    const bool started =
        c && EVP_DecryptInit_ex(c, cipherOf(context), nullptr, key, nonce) == 1 &&
        EVP_DecryptUpdate(c, nullptr, &length, bytesOf(context.bound), bound) == 1 &&
        EVP_DecryptUpdate(c, plain.bytes.data(), &length, text.data(), static_cast<int>(size)) ==
            1 &&
        EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1;
    if (!started)
        return cryptoFailed();
    if (EVP_DecryptFinal_ex(c, plain.bytes.data() + length, &length) != 1)
        return wrongKey();
    plain.bytes.resize(size);
    return plain;
}

} // namespace

Result<PublicKey> publicKeyOf(PrivateKey privateKey)
{
    const Key key(
        EVP_PKEY_new_raw_private_key(
            EVP_PKEY_X25519, nullptr, privateKey.data(), privateKey.size()
        ),
        &EVP_PKEY_free
    );
    PublicKey made{};
    std::size_t size = made.size();
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), made.data(), &size) != 1)
        return cryptoFailed();
    return made;
}

Result<HpkeSealed>
hpkeSeal(const PublicKey& receiver, std::span<const std::uint8_t> plain, const HpkeContext& context)
{
    Hidden sender{Bytes(hashSize)};
    if (RAND_bytes(sender.bytes.data(), static_cast<int>(sender.bytes.size())) != 1)
        return cryptoFailed();
    return hpkeSealWith(PrivateKey(sender.bytes.data(), hashSize), receiver, plain, context);
}

Result<HpkeSealed> hpkeSealWith(
    PrivateKey sender,
    const PublicKey& receiver,
    std::span<const std::uint8_t> plain,
    const HpkeContext& context
)
{
    const auto enc = publicKeyOf(sender);
    if (!enc)
        return enc.error();
    const auto dh = diffieHellman(sender, receiver);
    if (!dh)
        return dh.error();
    const auto key = messageKey(*dh, *enc, receiver, context);
    if (!key)
        return key.error();
    auto text = encrypt(*key, plain, context);
    if (!text)
        return text.error();
    return HpkeSealed{*enc, std::move(*text)};
}

Result<Secret> hpkeOpen(PrivateKey privateKey, const HpkeSealed& sealed, const HpkeContext& context)
{
    const auto receiver = publicKeyOf(privateKey);
    if (!receiver)
        return receiver.error();
    const auto dh = diffieHellman(privateKey, sealed.sender);
    if (!dh)
        return dh.error();
    const auto key = messageKey(*dh, sealed.sender, *receiver, context);
    if (!key)
        return key.error();
    const auto plain = decrypt(*key, sealed.text, context);
    if (!plain)
        return plain.error();
    const auto* text = reinterpret_cast<const char*>(plain->bytes.data());
    return Secret(std::string_view(text, plain->bytes.size()));
}

} // namespace tidemark
