#include "platform/oidc/token_client.hpp"

#include "models/core/json_reader.hpp"
#include "platform/identity/crypto.hpp"
#include "platform/oidc/claims.hpp"

#include <openssl/evp.h>

#include <ctime>

namespace tidemark::platform {
namespace {

constexpr std::size_t answerBytesMost = 256 * 1024;
constexpr std::size_t tokenBytesMost = 64 * 1024;
constexpr std::int64_t longestCode = 30 * 60;

Fault refused(const char* reason, const char* cause, const char* nextStep = "Sign in again.")
{
    return Fault{FaultCode::unauthenticated, reason, cause, nextStep};
}

Fault answerMalformed()
{
    return Fault{
        FaultCode::unavailable,
        "oidc_answer_malformed",
        "The identity provider's answer cannot be read.",
        "Try again; if this stays, tell your administrator."};
}

/// The `error` of RFC 6749; empty for anything else.
std::string errorIn(const WebAnswer& answer)
{
    const auto value = parseJson(answer.body, answerBytesMost);
    const auto* object = value ? value->if_object() : nullptr;
    const auto* error = object ? object->if_contains("error") : nullptr;
    return error && error->is_string() ? std::string(error->get_string()) : std::string();
}

/// The provider knows, but our own settings with it are wrong: an administrator's matter.
Fault misconfigured(const std::string& error)
{
    return Fault{
        FaultCode::forbidden,
        "oidc_client_refused",
        "The identity provider does not accept this platform (" + error.substr(0, 60) + ").",
        "Tell your administrator: client id, secret and redirect address must be the provider's."};
}

std::string base64(std::string_view text)
{
    std::string out(4 * ((text.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(out.data()),
        reinterpret_cast<const unsigned char*>(text.data()),
        static_cast<int>(text.size())
    );
    out.resize(static_cast<std::size_t>(size));
    return out;
}

/// Seconds within sane bounds.
int secondsOf(const boost::json::object& answer, std::string_view key, int otherwise, int most)
{
    const auto* value = answer.if_contains(key);
    if (!value || !value->is_int64())
        return otherwise;
    return static_cast<int>(std::clamp<std::int64_t>(value->get_int64(), 1, most));
}

} // namespace

asio::awaitable<Result<WebAnswer>> TokenClient::post(
    const OidcProvider& provider,
    const ProviderMetadata& metadata,
    std::string address,
    std::string form
)
{
    WebRequest request;
    request.url = std::move(address);
    const std::string client = formEncoded(provider.clientId);
    if (provider.clientSecret.isEmpty() || metadata.takesSecretInForm) {
        form += "&client_id=" + client;
        if (!provider.clientSecret.isEmpty())
            form += "&client_secret=" + formEncoded(provider.clientSecret.reveal());
    } else {
        const std::string pair = client + ":" + formEncoded(provider.clientSecret.reveal());
        request.authorization = Secret("Basic " + base64(pair));
    }
    request.form = Secret(form);
    return web_.send(std::move(request));
}

asio::awaitable<Result<boost::json::object>>
TokenClient::exchange(ProviderPointer provider, CodeExchange exchange)
{
    auto metadata = co_await directory_.metadataOf(provider->issuer);
    if (!metadata)
        co_return metadata.error();
    std::string form = "grant_type=authorization_code&code=" + formEncoded(exchange.code) +
                       "&redirect_uri=" + formEncoded(exchange.redirectUri) +
                       "&code_verifier=" + formEncoded(exchange.codeVerifier);
    std::string address = (*metadata)->tokenEndpoint;
    auto answer = co_await post(*provider, **metadata, std::move(address), std::move(form));
    if (!answer)
        co_return answer.error();
    if (answer->status != 200) {
        const std::string error = errorIn(*answer);
        if (error == "invalid_grant")
            co_return refused(
                "oidc_code_refused", "The identity provider does not take the answer any more."
            );
        co_return error.empty() ? answerMalformed() : misconfigured(error);
    }
    co_return co_await claimsIn(
        provider, *metadata, std::move(answer->body), std::move(exchange.nonce)
    );
}

/// The verified claims of a token endpoint's answer.
asio::awaitable<Result<boost::json::object>> TokenClient::claimsIn(
    ProviderPointer provider,
    MetadataPointer metadata,
    std::string answer,
    std::optional<std::string> nonce
)
{
    const auto value = parseJson(answer, answerBytesMost);
    if (!value)
        co_return answerMalformed();
    JsonReader in(*value, "token answer");
    const std::string idToken = in.text("id_token", tokenBytesMost);
    std::string accessToken = in.text("access_token", tokenBytesMost);
    if (in.fault())
        co_return answerMalformed();
    const auto token = readIdToken(idToken);
    if (!token)
        co_return token.error();
    auto keys = co_await directory_.keysFor(metadata->keysAddress, *token);
    if (!keys)
        co_return keys.error();
    IdTokenExpectation expected;
    expected.issuer = provider->issuer;
    expected.clientId = provider->clientId;
    expected.nonce = std::move(nonce);
    expected.accessToken = accessToken;
    expected.now = std::time(nullptr);
    auto claims = verifyIdToken(*token, **keys, expected);
    if (!claims || hasAllClaims(*claims, provider->mapping) || metadata->userinfoEndpoint.empty())
        co_return claims;
    co_return co_await withUserinfo(metadata, std::move(accessToken), std::move(*claims));
}

/// Many providers put into the token only what was not asked of the userinfo endpoint. What the
/// token says wins.
asio::awaitable<Result<boost::json::object>> TokenClient::withUserinfo(
    MetadataPointer metadata, std::string accessToken, boost::json::object claims
)
{
    WebRequest request;
    request.url = metadata->userinfoEndpoint;
    request.authorization = Secret("Bearer " + accessToken);
    auto answer = co_await web_.send(std::move(request));
    if (!answer)
        co_return answer.error();
    auto value = answer->status == 200 ? parseJson(answer->body, answerBytesMost)
                                       : Result<boost::json::value>(answerMalformed());
    const auto* more = value ? value->if_object() : nullptr;
    const auto* subject = more ? more->if_contains("sub") : nullptr;
    if (!subject || *subject != claims.at("sub"))
        co_return answerMalformed();
    for (const auto& member : *more)
        claims.insert(member); // Keeps what is there.
    co_return claims;
}

asio::awaitable<Result<DeviceAuthorization>> TokenClient::askForCode(ProviderPointer provider)
{
    auto metadata = co_await directory_.metadataOf(provider->issuer);
    if (!metadata)
        co_return metadata.error();
    if ((*metadata)->deviceEndpoint.empty())
        co_return Fault{
            FaultCode::unsupported,
            "oidc_no_device_code",
            "The identity provider has no sign-in by code.",
            "Sign in through the browser."};
    std::string address = (*metadata)->deviceEndpoint;
    std::string form = "scope=" + formEncoded(provider->scopes);
    auto answer = co_await post(*provider, **metadata, std::move(address), std::move(form));
    if (!answer)
        co_return answer.error();
    if (answer->status != 200) {
        const std::string error = errorIn(*answer);
        co_return error.empty() ? answerMalformed() : misconfigured(error);
    }
    const auto value = parseJson(answer->body, answerBytesMost);
    if (!value)
        co_return answerMalformed();
    JsonReader in(*value, "device authorization");
    DeviceAuthorization given;
    given.deviceCode = Secret(in.text("device_code"));
    given.userCode = in.text("user_code", 100);
    given.verificationUri = in.text("verification_uri", 2000);
    given.verificationUriComplete = in.optionalText("verification_uri_complete", 2000).value_or("");
    if (in.fault() || !web_.mayAsk(given.verificationUri))
        co_return answerMalformed();
    if (!web_.mayAsk(given.verificationUriComplete))
        given.verificationUriComplete.clear();
    const boost::json::object& all = value->get_object();
    given.expiresIn = secondsOf(all, "expires_in", 600, longestCode);
    given.interval = secondsOf(all, "interval", 5, 60);
    co_return given;
}

asio::awaitable<Result<DeviceAnswer>>
TokenClient::askAfterCode(ProviderPointer provider, std::shared_ptr<const Secret> deviceCode)
{
    auto metadata = co_await directory_.metadataOf(provider->issuer);
    if (!metadata)
        co_return metadata.error();
    std::string address = (*metadata)->tokenEndpoint;
    std::string form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
                       "&device_code=" +
                       formEncoded(deviceCode->reveal());
    auto answer = co_await post(*provider, **metadata, std::move(address), std::move(form));
    if (!answer)
        co_return answer.error();
    DeviceAnswer told;
    if (answer->status == 200) {
        auto claims = co_await claimsIn(provider, *metadata, std::move(answer->body), std::nullopt);
        if (!claims)
            co_return claims.error();
        told.claims = std::move(*claims);
        co_return told;
    }
    const std::string error = errorIn(*answer);
    told.isTooFast = error == "slow_down";
    if (told.isTooFast || error == "authorization_pending")
        co_return told;
    if (error == "access_denied")
        co_return refused("oidc_denied", "The sign-in was declined at the identity provider.");
    if (error == "expired_token" || error == "invalid_grant")
        co_return refused(
            "oidc_code_expired", "The code has expired.", "Ask for a new code and enter that one."
        );
    co_return error.empty() ? answerMalformed() : misconfigured(error);
}

} // namespace tidemark::platform
