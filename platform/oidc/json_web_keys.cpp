#include "platform/oidc/json_web_keys.hpp"

#include "models/core/json_reader.hpp"
#include "platform/identity/crypto.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::size_t documentBytesMost = 256 * 1024;
constexpr std::size_t keysMost = 100;
constexpr int rsaBitsLeast = 2048;
constexpr int rsaBitsMost = 8192; ///< Above that, verifying is a way to keep us busy.
constexpr std::size_t p256Bytes = 32;

template <class T, void (*release)(T*)>
struct Releaser {
    void operator()(T* owned) const { release(owned); }
};
using Number = std::unique_ptr<BIGNUM, Releaser<BIGNUM, BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Releaser<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using ParamList = std::unique_ptr<OSSL_PARAM, Releaser<OSSL_PARAM, OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Releaser<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Releaser<EVP_MD_CTX, EVP_MD_CTX_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Releaser<ECDSA_SIG, ECDSA_SIG_free>>;
using Key = std::shared_ptr<EVP_PKEY>;

const unsigned char* unsignedBytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

Key owned(EVP_PKEY* key)
{
    return key ? Key(key, &EVP_PKEY_free) : Key();
}

Number numberOf(std::string_view bytes)
{
    return Number(BN_bin2bn(unsignedBytes(bytes), static_cast<int>(bytes.size()), nullptr));
}

Key publicKeyFrom(const char* type, OSSL_PARAM_BLD* builder)
{
    const ParamList params(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext making(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* made = nullptr;
    if (!params || !making || EVP_PKEY_fromdata_init(making.get()) != 1 ||
        EVP_PKEY_fromdata(making.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    const Key key = owned(made);
    const KeyContext checking(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    return EVP_PKEY_public_check(checking.get()) == 1 ? key : nullptr;
}

std::string bytesIn(const boost::json::object& key, std::string_view member)
{
    const auto* value = key.if_contains(member);
    if (!value || !value->is_string())
        return {};
    return fromBase64Url(value->get_string()).value_or("");
}

std::string textIn(const boost::json::object& key, std::string_view member)
{
    const auto* value = key.if_contains(member);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

Key rsaKey(const boost::json::object& key)
{
    const Number modulus = numberOf(bytesIn(key, "n"));
    const Number exponent = numberOf(bytesIn(key, "e"));
    const int bits = modulus ? BN_num_bits(modulus.get()) : 0;
    const bool isSane = bits >= rsaBitsLeast && bits <= rsaBitsMost && exponent &&
                        BN_is_odd(exponent.get()) && BN_num_bits(exponent.get()) > 1 &&
                        BN_num_bits(exponent.get()) <= 64;
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!isSane ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
        return nullptr;
    return publicKeyFrom("RSA", builder.get());
}

Key p256Key(const boost::json::object& key)
{
    const std::string x = bytesIn(key, "x");
    const std::string y = bytesIn(key, "y");
    if (textIn(key, "crv") != "P-256" || x.size() != p256Bytes || y.size() != p256Bytes)
        return nullptr;
    const std::string point = '\x04' + x + y;
    const Builder builder(OSSL_PARAM_BLD_new());
    const bool isBuilt = OSSL_PARAM_BLD_push_utf8_string(
                             builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0
                         ) == 1 &&
                         OSSL_PARAM_BLD_push_octet_string(
                             builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()
                         ) == 1;
    return isBuilt ? publicKeyFrom("EC", builder.get()) : nullptr;
}

Key ed25519Key(const boost::json::object& key)
{
    const std::string x = bytesIn(key, "x");
    if (textIn(key, "crv") != "Ed25519" || x.size() != 32)
        return nullptr;
    return owned(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, unsignedBytes(x), x.size())
    );
}

/// Whether the key's own words allow it to sign.
bool maySign(const boost::json::object& key)
{
    if (const auto* use = key.if_contains("use"); use && textIn(key, "use") != "sig")
        return false;
    if (key.contains("d") || key.contains("k"))
        return false; // Published by mistake, so it proves nothing.
    const auto* operations = key.if_contains("key_ops");
    if (!operations)
        return true;
    const auto* list = operations->if_array();
    return list && std::any_of(list->begin(), list->end(), [](const boost::json::value& one) {
               return one.is_string() && one.get_string() == "verify";
           });
}

std::optional<JsonWebKey> readKey(const boost::json::value& value)
{
    const auto* object = value.if_object();
    if (!object || !maySign(*object))
        return std::nullopt;
    std::optional<SignatureAlgorithm> only;
    if (object->contains("alg")) {
        only = signatureAlgorithmOf(textIn(*object, "alg"));
        if (!only)
            return std::nullopt;
    }
    const std::string type = textIn(*object, "kty");
    JsonWebKey::Kind kind = JsonWebKey::Kind::rsa;
    Key key;
    if (type == "RSA") {
        key = rsaKey(*object);
    } else if (type == "EC") {
        kind = JsonWebKey::Kind::p256;
        key = p256Key(*object);
    } else if (type == "OKP") {
        kind = JsonWebKey::Kind::ed25519;
        key = ed25519Key(*object);
    }
    if (!key)
        return std::nullopt;
    return JsonWebKey(kind, textIn(*object, "kid").substr(0, 500), only, key);
}

/// `r ‖ s` as the DER that OpenSSL reads; empty for anything else.
std::string derOf(std::string_view raw)
{
    if (raw.size() != 2 * p256Bytes)
        return {};
    Number r = numberOf(raw.substr(0, p256Bytes));
    Number s = numberOf(raw.substr(p256Bytes));
    const EcSignature signature(ECDSA_SIG_new());
    if (!r || !s || !signature || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return {};
    (void)r.release(); // The signature owns them now.
    (void)s.release();
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &bytes);
    if (size <= 0)
        return {};
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

JsonWebKey::Kind kindFor(SignatureAlgorithm algorithm)
{
    switch (algorithm) {
    case SignatureAlgorithm::es256:
        return JsonWebKey::Kind::p256;
    case SignatureAlgorithm::edDsa:
        return JsonWebKey::Kind::ed25519;
    case SignatureAlgorithm::rs256:
    case SignatureAlgorithm::ps256:
        break;
    }
    return JsonWebKey::Kind::rsa;
}

} // namespace

std::optional<SignatureAlgorithm> signatureAlgorithmOf(std::string_view name)
{
    if (name == "RS256")
        return SignatureAlgorithm::rs256;
    if (name == "PS256")
        return SignatureAlgorithm::ps256;
    if (name == "ES256")
        return SignatureAlgorithm::es256;
    if (name == "EdDSA" || name == "Ed25519")
        return SignatureAlgorithm::edDsa;
    return std::nullopt;
}

JsonWebKey::JsonWebKey(
    Kind kind,
    std::string id,
    std::optional<SignatureAlgorithm> only,
    std::shared_ptr<evp_pkey_st> key
)
    : kind_(kind)
    , id_(std::move(id))
    , only_(only)
    , key_(std::move(key))
{
}

bool JsonWebKey::fits(SignatureAlgorithm algorithm) const
{
    return kindFor(algorithm) == kind_ && (!only_ || *only_ == algorithm);
}

bool JsonWebKey::hasSigned(
    SignatureAlgorithm algorithm, std::string_view text, std::string_view signature
) const
{
    if (!fits(algorithm))
        return false;
    const DigestContext context(EVP_MD_CTX_new());
    const EVP_MD* digest = kind_ == Kind::ed25519 ? nullptr : EVP_sha256();
    EVP_PKEY_CTX* options = nullptr; // Belongs to the context.
    if (EVP_DigestVerifyInit(context.get(), &options, digest, nullptr, key_.get()) != 1)
        return false;
    if (algorithm == SignatureAlgorithm::ps256 &&
        (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1 ||
         EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    const std::string der = kind_ == Kind::p256 ? derOf(signature) : std::string();
    const std::string_view given = kind_ == Kind::p256 ? std::string_view(der) : signature;
    return !given.empty() &&
           EVP_DigestVerify(
               context.get(), unsignedBytes(given), given.size(), unsignedBytes(text), text.size()
           ) == 1;
}

Result<JsonWebKeys> readJsonWebKeys(std::string_view document)
{
    const Fault malformed{
        FaultCode::forbidden,
        "oidc_keys_malformed",
        "The identity provider publishes no key that could sign.",
        "Look at the provider's keys: RSA of 2048 bits or more, P-256 or Ed25519."};
    const auto value = parseJson(document, documentBytesMost);
    const auto* object = value ? value->if_object() : nullptr;
    const auto* list = object ? object->if_contains("keys") : nullptr;
    if (!list || !list->is_array() || list->get_array().size() > keysMost)
        return malformed;
    JsonWebKeys keys;
    for (const boost::json::value& one : list->get_array()) {
        if (auto key = readKey(one))
            keys.push_back(std::move(*key));
    }
    if (keys.empty())
        return malformed;
    return keys;
}

} // namespace tidemark::platform
