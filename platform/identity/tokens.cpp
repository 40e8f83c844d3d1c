#include "platform/identity/tokens.hpp"

#include "models/core/json_reader.hpp"
#include "platform/identity/crypto.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>

namespace tidemark::platform {
namespace {

constexpr std::string_view issuer = "tidemark";
constexpr std::string_view audience = "tidemark-api";
constexpr std::size_t longestToken = 2048;
constexpr std::size_t refreshBytes = 32;
constexpr std::int64_t clockTolerance = 5; ///< Seconds between the clocks of two of our servers.

const std::string& ourHeader()
{
    static const std::string header = toBase64Url(R"({"alg":"HS256","typ":"at+jwt"})");
    return header;
}

Fault refused(const char* reason, const char* cause)
{
    return Fault{FaultCode::unauthenticated, reason, cause, "Sign in again."};
}

Result<AccessClaims> readClaims(std::string_view payload)
{
    const Fault malformed = refused("token_malformed", "The access token cannot be read.");
    const auto text = fromBase64Url(payload);
    if (!text)
        return malformed;
    const auto value = parseJson(*text, longestToken);
    if (!value)
        return malformed;
    JsonReader in(*value, "access token");
    AccessClaims claims;
    const bool isOurs = in.text("iss") == issuer && in.text("aud") == audience;
    claims.userId = in.uuid("sub");
    claims.sessionId = in.uuid("sid");
    claims.tenant = static_cast<int>(in.integer("tid"));
    claims.organizationId = in.optionalUuid("org");
    claims.issuedAt = in.integer("nbf");
    claims.expiresAt = in.integer("exp");
    if (in.fault() || !isOurs)
        return malformed;
    return claims;
}

} // namespace

std::string RefreshToken::toString() const
{
    return std::to_string(tenant) + "." + toBase64Url(bytes);
}

std::string RefreshToken::storedHash() const
{
    return toBytea(bytesOf(sha256(toString())));
}

Tokens::Tokens(const Secret& serverKey)
    : accessKey_(bytesOf(hmacSha256(serverKey.reveal(), "tidemark access token 1")))
    , refreshKey_(bytesOf(hmacSha256(serverKey.reveal(), "tidemark refresh token 1")))
{
}

std::string Tokens::sign(const AccessClaims& claims) const
{
    boost::json::object payload;
    payload["iss"] = issuer;
    payload["aud"] = audience;
    payload["sub"] = claims.userId.toString();
    payload["tid"] = claims.tenant;
    if (claims.organizationId)
        payload["org"] = claims.organizationId->toString();
    payload["sid"] = claims.sessionId.toString();
    payload["iat"] = claims.issuedAt;
    payload["nbf"] = claims.issuedAt;
    payload["exp"] = claims.expiresAt;
    std::string token = ourHeader() + "." + toBase64Url(boost::json::serialize(payload));
    const Digest signature = hmacSha256(accessKey_.reveal(), token);
    return token + "." + toBase64Url(bytesOf(signature));
}

Result<AccessClaims> Tokens::verify(std::string_view token, std::int64_t now) const
{
    const Fault malformed = refused("token_malformed", "The access token cannot be read.");
    const std::string& header = ourHeader();
    if (token.size() > longestToken || !token.starts_with(header) ||
        token.size() <= header.size() || token[header.size()] != '.')
        return malformed;
    const std::size_t lastDot = token.rfind('.');
    if (lastDot <= header.size())
        return malformed;
    const auto signature = fromBase64Url(token.substr(lastDot + 1));
    const Digest expected = hmacSha256(accessKey_.reveal(), token.substr(0, lastDot));
    if (!signature || !isSameSecret(*signature, bytesOf(expected)))
        return refused("token_forged", "The access token was not made by this server.");
    auto claims = readClaims(token.substr(header.size() + 1, lastDot - header.size() - 1));
    if (!claims)
        return claims;
    if (now >= claims->expiresAt)
        return refused("token_expired", "The access token has expired.");
    if (now + clockTolerance < claims->issuedAt)
        return refused("token_not_yet_valid", "The access token is not valid yet.");
    return claims;
}

RefreshToken Tokens::makeRefresh(int tenant)
{
    return {tenant, randomBytes(refreshBytes)};
}

std::optional<RefreshToken> Tokens::readRefresh(std::string_view text)
{
    RefreshToken token;
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + dot, token.tenant);
    const auto bytes = fromBase64Url(text.substr(dot + 1));
    const bool isRead = error == std::errc{} && end == text.data() + dot && token.tenant > 0;
    if (!isRead || !bytes || bytes->size() != refreshBytes)
        return std::nullopt;
    token.bytes = *bytes;
    if (token.toString() != text) // Leading zeros, spare bits: each token has one form.
        return std::nullopt;
    return token;
}

RefreshToken Tokens::successorOf(const RefreshToken& spent) const
{
    const Digest next = hmacSha256(refreshKey_.reveal(), spent.toString());
    return {spent.tenant, std::string(bytesOf(next))};
}

} // namespace tidemark::platform
