// Keys and tokens as an identity provider, honest or not, would make them.
#pragma once

#include "platform/identity/crypto.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>
#include <string>

namespace tidemark::platform::test {

namespace json = boost::json;

/// A private key and how it is published.
class SigningKey {
public:
    /// `algorithm` is one of RS256, PS256, ES256, EdDSA.
    explicit SigningKey(std::string algorithm, std::string id = "key-1", unsigned bits = 2048)
        : algorithm_(std::move(algorithm))
        , id_(std::move(id))
    {
        EVP_PKEY* key = algorithm_ == "ES256"   ? EVP_EC_gen("P-256")
                        : algorithm_ == "EdDSA" ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                                : EVP_RSA_gen(bits);
        key_ = {key, &EVP_PKEY_free};
    }

    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] const std::string& algorithm() const { return algorithm_; }

    [[nodiscard]] json::object published() const
    {
        json::object key{{"kid", id_}, {"use", "sig"}, {"alg", algorithm_}};
        if (algorithm_ == "ES256") {
            key["kty"] = "EC";
            key["crv"] = "P-256";
            key["x"] = toBase64Url(number(OSSL_PKEY_PARAM_EC_PUB_X, 32));
            key["y"] = toBase64Url(number(OSSL_PKEY_PARAM_EC_PUB_Y, 32));
        } else if (algorithm_ == "EdDSA") {
            std::string raw(32, '\0');
            std::size_t size = raw.size();
            EVP_PKEY_get_raw_public_key(key_.get(), bytes(raw), &size);
            key["kty"] = "OKP";
            key["crv"] = "Ed25519";
            key["x"] = toBase64Url(raw);
        } else {
            key["kty"] = "RSA";
            key["n"] = toBase64Url(number(OSSL_PKEY_PARAM_RSA_N));
            key["e"] = toBase64Url(number(OSSL_PKEY_PARAM_RSA_E));
        }
        return key;
    }

    /// Signed as `header` says, or as the key does when it names no algorithm.
    [[nodiscard]] std::string token(const json::object& claims, json::object header = {}) const
    {
        if (!header.contains("alg"))
            header["alg"] = algorithm_;
        if (!header.contains("kid"))
            header["kid"] = id_;
        const std::string text =
            toBase64Url(json::serialize(header)) + "." + toBase64Url(json::serialize(claims));
        return text + "." + toBase64Url(sign(text));
    }

    [[nodiscard]] std::string sign(const std::string& text) const
    {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
            EVP_MD_CTX_new(), &EVP_MD_CTX_free
        );
        EVP_PKEY_CTX* options = nullptr;
        const EVP_MD* digest = algorithm_ == "EdDSA" ? nullptr : EVP_sha256();
        EVP_DigestSignInit(context.get(), &options, digest, nullptr, key_.get());
        if (algorithm_ == "PS256") {
            EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
            EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST);
        }
        const auto* input = reinterpret_cast<const unsigned char*>(text.data());
        std::size_t size = 0;
        EVP_DigestSign(context.get(), nullptr, &size, input, text.size());
        std::string signature(size, '\0');
        EVP_DigestSign(context.get(), bytes(signature), &size, input, text.size());
        signature.resize(size);
        return algorithm_ == "ES256" ? rawOf(signature) : signature;
    }

private:
    static unsigned char* bytes(std::string& text)
    {
        return reinterpret_cast<unsigned char*>(text.data());
    }

    [[nodiscard]] std::string number(const char* name, int size = 0) const
    {
        BIGNUM* value = nullptr;
        EVP_PKEY_get_bn_param(key_.get(), name, &value);
        std::string text(static_cast<std::size_t>(size > 0 ? size : BN_num_bytes(value)), '\0');
        BN_bn2binpad(value, bytes(text), static_cast<int>(text.size()));
        BN_free(value);
        return text;
    }

    static std::string rawOf(const std::string& der)
    {
        const auto* at = reinterpret_cast<const unsigned char*>(der.data());
        ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
        std::string raw(64, '\0');
        BN_bn2binpad(ECDSA_SIG_get0_r(signature), bytes(raw), 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(signature), bytes(raw) + 32, 32);
        ECDSA_SIG_free(signature);
        return raw;
    }

    std::string algorithm_;
    std::string id_;
    std::shared_ptr<EVP_PKEY> key_;
};

[[nodiscard]] inline std::string publish(const std::vector<json::object>& keys)
{
    json::array all;
    for (const json::object& key : keys)
        all.push_back(key);
    return json::serialize(json::object{{"keys", std::move(all)}});
}

} // namespace tidemark::platform::test
