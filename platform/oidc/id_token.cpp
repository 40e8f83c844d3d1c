#include "platform/oidc/id_token.hpp"

#include "models/core/json_reader.hpp"
#include "platform/identity/crypto.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace tidemark::platform {
namespace {

constexpr std::size_t tokenBytesMost = 16 * 1024;
constexpr std::size_t subjectBytesMost = 255;
constexpr std::int64_t leeway = 60;       ///< Seconds between the provider's clock and ours.
constexpr std::int64_t ageMost = 10 * 60; ///< It was made for this sign-in.

Fault refused(const char* reason, const char* cause)
{
    return Fault{
        FaultCode::unauthenticated,
        reason,
        cause,
        "Sign in again; if this stays, tell your administrator."};
}

Fault malformed()
{
    return refused("oidc_token_malformed", "The identity provider's token cannot be read.");
}

std::string textIn(const boost::json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// Seconds; providers also send fractions.
std::optional<std::int64_t> timeIn(const boost::json::object& claims, std::string_view key)
{
    constexpr double farthest = 1e11;
    const auto* value = claims.if_contains(key);
    if (!value || !value->is_number())
        return std::nullopt;
    const double seconds = value->to_number<double>();
    if (!(seconds >= 0 && seconds < farthest))
        return std::nullopt;
    return static_cast<std::int64_t>(seconds);
}

std::optional<boost::json::object> objectIn(std::string_view part)
{
    const auto text = fromBase64Url(part);
    if (!text)
        return std::nullopt;
    auto value = parseJson(*text, tokenBytesMost);
    if (!value || !value->is_object())
        return std::nullopt;
    return std::move(value->get_object());
}

/// Our client is among those it was made for, and is the one that asked.
bool isForUs(const boost::json::object& claims, const std::string& clientId)
{
    const auto* audience = claims.if_contains("aud");
    if (!audience)
        return false;
    std::size_t count = 1;
    bool isNamed = audience->is_string() && audience->get_string() == clientId;
    if (const auto* list = audience->if_array()) {
        count = list->size();
        isNamed = std::any_of(list->begin(), list->end(), [&](const boost::json::value& one) {
            return one.is_string() && one.get_string() == clientId;
        });
    }
    const bool hasParty = claims.contains("azp");
    const bool isOurParty = textIn(claims, "azp") == clientId;
    return isNamed && (hasParty ? isOurParty : count == 1);
}

/// The left half of the hash that belongs to the signature's algorithm.
std::string tokenHash(SignatureAlgorithm algorithm, const std::string& accessToken)
{
    if (algorithm != SignatureAlgorithm::edDsa)
        return toBase64Url(bytesOf(sha256(accessToken)).substr(0, 16));
    std::array<unsigned char, SHA512_DIGEST_LENGTH> digest = {};
    const auto* text = reinterpret_cast<const unsigned char*>(accessToken.data());
    SHA512(text, accessToken.size(), digest.data());
    return toBase64Url({reinterpret_cast<const char*>(digest.data()), digest.size() / 2});
}

Result<void> checkTimes(const boost::json::object& claims, std::int64_t now)
{
    const auto expires = timeIn(claims, "exp");
    const auto issued = timeIn(claims, "iat");
    if (!expires || !issued || (claims.contains("nbf") && !timeIn(claims, "nbf")))
        return malformed();
    if (now >= *expires + leeway || now > *issued + ageMost + leeway)
        return refused("oidc_token_expired", "The identity provider's token has expired.");
    if (*issued > now + leeway || timeIn(claims, "nbf").value_or(0) > now + leeway)
        return refused(
            "oidc_token_not_yet_valid",
            "The identity provider's token is not valid yet: the clocks differ."
        );
    return {};
}

} // namespace

bool isSubject(std::string_view subject)
{
    return !subject.empty() && subject.size() <= subjectBytesMost &&
           std::none_of(subject.begin(), subject.end(), [](unsigned char letter) {
               return letter < 32 || letter == 127;
           });
}

Result<UnverifiedIdToken> readIdToken(std::string_view token)
{
    const std::size_t first = token.find('.');
    const std::size_t second = first == token.npos ? first : token.find('.', first + 1);
    if (token.size() > tokenBytesMost || second == token.npos ||
        token.find('.', second + 1) != token.npos)
        return malformed();
    const auto header = objectIn(token.substr(0, first));
    auto claims = objectIn(token.substr(first + 1, second - first - 1));
    auto signature = fromBase64Url(token.substr(second + 1));
    if (!header || !claims || !signature || signature->empty() || header->contains("crit"))
        return malformed();
    std::string type = textIn(*header, "typ");
    std::transform(type.begin(), type.end(), type.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    if (header->contains("typ") && type != "jwt")
        return malformed(); // E.g. an access token, which is for somebody else.
    const auto algorithm = signatureAlgorithmOf(textIn(*header, "alg"));
    if (!algorithm)
        return refused(
            "oidc_token_algorithm",
            "The identity provider signs its tokens in a way that is not taken here."
        );
    UnverifiedIdToken read;
    read.algorithm = *algorithm;
    read.keyId = textIn(*header, "kid");
    read.claims = std::move(*claims);
    read.signedText = token.substr(0, second);
    read.signature = std::move(*signature);
    return read;
}

bool isKeyKnown(const UnverifiedIdToken& token, const JsonWebKeys& keys)
{
    return std::any_of(keys.begin(), keys.end(), [&token](const JsonWebKey& key) {
        return key.fits(token.algorithm) && (token.keyId.empty() || key.id() == token.keyId);
    });
}

Result<boost::json::object> verifyIdToken(
    const UnverifiedIdToken& token, const JsonWebKeys& keys, const IdTokenExpectation& expected
)
{
    const bool isSigned = std::any_of(keys.begin(), keys.end(), [&token](const JsonWebKey& key) {
        return (token.keyId.empty() || key.id() == token.keyId) &&
               key.hasSigned(token.algorithm, token.signedText, token.signature);
    });
    if (!isSigned)
        return refused(
            "oidc_token_forged", "The token was not signed by the identity provider's keys."
        );
    const boost::json::object& claims = token.claims;
    if (textIn(claims, "iss") != expected.issuer)
        return refused("oidc_token_issuer", "The token comes from another identity provider.");
    if (!isForUs(claims, expected.clientId))
        return refused("oidc_token_audience", "The token was made for another application.");
    if (const auto inTime = checkTimes(claims, expected.now); !inTime)
        return inTime.error();
    if (expected.nonce && !isSameSecret(textIn(claims, "nonce"), *expected.nonce))
        return refused("oidc_token_nonce", "The token was not made for this sign-in.");
    if (claims.contains("at_hash") &&
        (!expected.accessToken ||
         !isSameSecret(textIn(claims, "at_hash"), tokenHash(token.algorithm, *expected.accessToken))
        ))
        return refused("oidc_token_hash", "The token does not belong to what came with it.");
    if (!isSubject(textIn(claims, "sub")))
        return malformed();
    return claims;
}

} // namespace tidemark::platform
