// What an identity provider says of itself (OpenID Connect Discovery 1.0).
#pragma once

#include "models/core/fault.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace tidemark::platform {

struct ProviderMetadata {
    std::string issuer = {};
    std::string authorizationEndpoint = {};
    std::string tokenEndpoint = {};
    std::string keysAddress = {};
    std::string userinfoEndpoint = {};  ///< Empty: it has none.
    std::string deviceEndpoint = {};    ///< RFC 8628; empty: it has none.
    bool namesItselfInResponse = false; ///< RFC 9207: answers in the browser carry `iss`.
    bool takesSecretInForm = false;     ///< `client_secret_post` is all that it knows.
};

/// Where the document of an issuer lies.
[[nodiscard]] std::string metadataAddress(std::string_view issuer);

/// Reads it. `forbidden`/`oidc_issuer_mismatch` when it is another issuer's, `forbidden`/
/// `oidc_metadata_malformed` when something is missing or `mayAsk` refuses one of its addresses.
[[nodiscard]] Result<ProviderMetadata> readProviderMetadata(
    std::string_view document,
    std::string_view issuer,
    const std::function<bool(const std::string&)>& mayAsk
);

} // namespace tidemark::platform
