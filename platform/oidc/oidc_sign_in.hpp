// Signing in by OpenID Connect for native apps (RFC 8252) and by code (RFC 8628).
//
// The device opens the browser, listens on its loopback address and keeps the secret half of PKCE;
// the platform speaks with the provider. So no token of the provider and no secret of ours ever is
// on a device, and what a device sends is of no use without what only it knows.
#pragma once

#include "platform/factors/challenge_book.hpp"
#include "platform/oidc/identity_book.hpp"
#include "platform/oidc/provider_book.hpp"
#include "platform/oidc/token_client.hpp"

#include <variant>

namespace tidemark::platform {

/// A device that begins.
struct OidcBegin {
    std::string tenant = {}; ///< Slug.
    Uuid provider = {};
    std::string codeChallenge = {}; ///< S256.
    std::string redirectUri = {};   ///< Only through the browser.
    std::string state = {};
};

struct BrowserBegun {
    Uuid flow = {};
    std::string authorizationUrl = {};
    std::string issuer = {};
    bool issuerInResponse = false; ///< The answer in the browser must name it.
    std::chrono::seconds lifetime{};
};

struct DeviceBegun {
    Uuid flow = {};
    DeviceAuthorization shown = {}; ///< Without the device code.
};

/// A device that goes on with what it began.
struct OidcEnd {
    std::string tenant = {};
    Uuid flow = {};
    std::string code = {};   ///< Only through the browser.
    std::string issuer = {}; ///< As the answer in the browser named it; may be empty.
    std::string codeVerifier = {};
    DeviceInfo device = {};
    std::string requestId = {};
};

/// Not yet: the person has not entered the code.
struct StillWaiting {
    int interval = 5;
};

using OidcOutcome = std::variant<SignedIn, Challenge, StillWaiting>;

/// What the sign-in is made of; outlives it.
struct OidcServices {
    Database& database;
    Sessions& sessions;
    FactorBook& factors;
    ChallengeBook& challenges;
    ProviderBook& providers;
    ProviderDirectory& directory;
    TokenClient& tokens;
    IdentityBook& identities;
    const Sealer& sealer;
};

class OidcSignIn {
public:
    explicit OidcSignIn(OidcServices services)
        : services_(services)
    {
    }

    /// `notFound`/`oidc_no_provider`, also for a tenant that is not there; faults of the directory.
    [[nodiscard]] asio::awaitable<Result<BrowserBegun>> begin(OidcBegin begin);
    [[nodiscard]] asio::awaitable<Result<DeviceBegun>> beginByCode(OidcBegin begin);

    /// `unauthenticated`/`oidc_flow_ended` when there is no such sign-in (any more) or the verifier
    /// is not its; faults of the token client, of `IdentityBook::resolve` and `Sessions::open`.
    [[nodiscard]] asio::awaitable<Result<OidcOutcome>> finish(OidcEnd end);
    [[nodiscard]] asio::awaitable<Result<OidcOutcome>> ask(OidcEnd end);

private:
    struct Flow;

    [[nodiscard]] asio::awaitable<Result<ProviderPointer>> providerOf(const OidcBegin& begin);
    [[nodiscard]] asio::awaitable<Result<Uuid>> store(ProviderPointer provider, Flow flow);
    [[nodiscard]] asio::awaitable<Result<OidcOutcome>>
    admit(ProviderPointer provider, boost::json::object claims, OidcEnd end);
    [[nodiscard]] asio::awaitable<Result<bool>>
    mustProveMore(const OidcProvider& provider, Uuid user);

    OidcServices services_;
};

} // namespace tidemark::platform
