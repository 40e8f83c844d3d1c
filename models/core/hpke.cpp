// RFC 9180 over OpenSSL's X25519 and HMAC.
#include "models/core/hpke.hpp"

#include "models/core/gcm.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <memory>
#include <utility>

namespace tidemark {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;

constexpr std::size_t hashSize = 32;
constexpr std::size_t nonceSize = gcmNonceSize;
constexpr std::size_t tagSize = gcmTagSize;
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

/// The key of the message between two, of whom we are the one with the private half.
Result<MessageKey> agreedKey(
    PrivateKey own,
    const PublicKey& other,
    std::pair<const PublicKey&, const PublicKey&> senderAndReceiver,
    const HpkeContext& context
)
{
    const auto dh = diffieHellman(own, other);
    if (!dh)
        return dh.error();
    return messageKey(*dh, senderAndReceiver.first, senderAndReceiver.second, context);
}

GcmContext gcmOf(const MessageKey& with, const HpkeContext& context)
{
    const auto* bound = reinterpret_cast<const std::uint8_t*>(context.bound.data());
    return {
        .key = with.key.bytes,
        .nonce = std::span<const std::uint8_t, nonceSize>(with.nonce.bytes),
        .bound = {bound, context.bound.size()}};
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
    const auto key = agreedKey(sender, receiver, {*enc, receiver}, context);
    if (!key)
        return key.error();
    HpkeSealed sealed{*enc, Bytes(plain.size() + tagSize)};
    const std::span<std::uint8_t, tagSize> tag(sealed.text.data() + plain.size(), tagSize);
    if (gcmSeal(gcmOf(*key, context), plain, sealed.text.data(), tag) != GcmOutcome::done)
        return cryptoFailed();
    return sealed;
}

Result<Secret> hpkeOpen(PrivateKey privateKey, const HpkeSealed& sealed, const HpkeContext& context)
{
    const auto receiver = publicKeyOf(privateKey);
    if (!receiver)
        return receiver.error();
    const auto key = agreedKey(privateKey, sealed.sender, {sealed.sender, *receiver}, context);
    if (!key)
        return key.error();
    if (sealed.text.size() < tagSize)
        return wrongKey();
    const std::span<const std::uint8_t> all = sealed.text;
    const std::size_t size = all.size() - tagSize;
    Hidden plain{Bytes(size)};
    const GcmOutcome outcome =
        gcmOpen(gcmOf(*key, context), all.first(size), all.last<tagSize>(), plain.bytes.data());
    if (outcome != GcmOutcome::done)
        return outcome == GcmOutcome::altered ? wrongKey() : cryptoFailed();
    const auto* text = reinterpret_cast<const char*>(plain.bytes.data());
    return Secret(std::string_view(text, size));
}

} // namespace tidemark
