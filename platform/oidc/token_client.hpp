// What is asked of an identity provider for one sign-in.
#pragma once

#include "platform/oidc/provider.hpp"
#include "platform/oidc/provider_directory.hpp"

namespace tidemark::platform {

/// The end of the way through the browser, to be proven by who began it.
struct CodeExchange {
    std::string code = {};
    std::string codeVerifier = {};
    std::string redirectUri = {};
    std::string nonce = {};
};

/// What a person types at the provider (RFC 8628).
struct DeviceAuthorization {
    Secret deviceCode = {};
    std::string userCode = {};
    std::string verificationUri = {};
    std::string verificationUriComplete = {}; ///< With the code in it; may be empty.
    int expiresIn = 0;
    int interval = 5;
};

/// How a question after a device code was answered.
struct DeviceAnswer {
    std::optional<boost::json::object> claims = {}; ///< None: still waiting.
    bool isTooFast = false;
};

using ProviderPointer = std::shared_ptr<const OidcProvider>;

/// Speaks with the endpoints of providers, and gives claims only of tokens that were verified.
class TokenClient {
public:
    TokenClient(WebClient& web, ProviderDirectory& directory)
        : web_(web)
        , directory_(directory)
    {
    }

    /// `unauthenticated`/`oidc_code_refused` when the provider does not take the code; faults of
    /// the directory and of `verifyIdToken`.
    [[nodiscard]] asio::awaitable<Result<boost::json::object>>
    exchange(ProviderPointer provider, CodeExchange exchange);

    /// `unsupported`/`oidc_no_device_code` when the provider has no such way.
    [[nodiscard]] asio::awaitable<Result<DeviceAuthorization>> askForCode(ProviderPointer provider);

    /// `unauthenticated`/`oidc_denied`, `oidc_code_expired`.
    [[nodiscard]] asio::awaitable<Result<DeviceAnswer>>
    askAfterCode(ProviderPointer provider, std::shared_ptr<const Secret> deviceCode);

private:
    [[nodiscard]] asio::awaitable<Result<WebAnswer>> post(
        const OidcProvider& provider,
        const ProviderMetadata& metadata,
        std::string address,
        std::string form
    );
    [[nodiscard]] asio::awaitable<Result<boost::json::object>> claimsIn(
        ProviderPointer provider,
        MetadataPointer metadata,
        std::string answer,
        std::optional<std::string> nonce
    );
    [[nodiscard]] asio::awaitable<Result<boost::json::object>>
    withUserinfo(MetadataPointer metadata, std::string accessToken, boost::json::object claims);

    WebClient& web_;
    ProviderDirectory& directory_;
};

} // namespace tidemark::platform
