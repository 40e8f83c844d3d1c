// ID tokens (OpenID Connect Core 1.0, 3.1.3.7): read, signature proven, claims checked.
#pragma once

#include "platform/oidc/json_web_keys.hpp"

#include <boost/json/object.hpp>

#include <cstdint>

namespace tidemark::platform {

/// A token in its parts. Nothing of it is true before `verifyIdToken` says so.
struct UnverifiedIdToken {
    SignatureAlgorithm algorithm = SignatureAlgorithm::rs256;
    std::string keyId = {}; ///< Empty: the header names none.
    boost::json::object claims = {};
    std::string signedText = {};
    std::string signature = {};
};

/// What the token must say.
struct IdTokenExpectation {
    std::string issuer = {};
    std::string clientId = {};
    std::optional<std::string> nonce = {};       ///< None: the way by device code has no nonce.
    std::optional<std::string> accessToken = {}; ///< That came with it, for `at_hash`.
    std::int64_t now = 0;                        ///< Unix seconds.
};

/// Whether it can be a subject: 1 to 255 bytes without control characters, since a text that ended
/// early would be somebody else.
[[nodiscard]] bool isSubject(std::string_view subject);

/// Reads the compact form. `unauthenticated`/`oidc_token_malformed`, or `oidc_token_algorithm` for
/// an algorithm that is not on our list, whatever it is called.
[[nodiscard]] Result<UnverifiedIdToken> readIdToken(std::string_view token);

/// Whether one of the keys could have signed it: otherwise the keys may have been changed.
[[nodiscard]] bool isKeyKnown(const UnverifiedIdToken& token, const JsonWebKeys& keys);

/// The claims. `unauthenticated` with one of `oidc_token_forged`, `oidc_token_issuer`,
/// `oidc_token_audience`, `oidc_token_expired`, `oidc_token_not_yet_valid`, `oidc_token_nonce`,
/// `oidc_token_hash`, `oidc_token_malformed`.
[[nodiscard]] Result<boost::json::object> verifyIdToken(
    const UnverifiedIdToken& token, const JsonWebKeys& keys, const IdTokenExpectation& expected
);

} // namespace tidemark::platform
