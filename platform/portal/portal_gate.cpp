#include "platform/portal/portal_gate.hpp"

#include "platform/identity/crypto.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

constexpr std::string_view accessCookie = "tidemark_portal";
constexpr std::string_view renewCookie = "tidemark_portal_renew";
constexpr std::string_view renewPath = "/portal/api/session";
constexpr std::string_view apiPath = "/portal/api/";

std::string_view cookieIn(const Request& request, std::string_view name)
{
    std::string_view all = request.header("Cookie").value_or("");
    while (!all.empty()) {
        const std::size_t end = std::min(all.find(';'), all.size());
        std::string_view one = all.substr(0, end);
        all.remove_prefix(std::min(all.size(), end + 1));
        one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
        if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
            return one.substr(name.size() + 1);
    }
    return {};
}

/// A cookie as it is set. `seconds` 0 takes it away.
struct Cookie {
    std::string_view name = {};
    std::string_view value = {};
    std::string_view path = {};
    std::int64_t seconds = 0;
};

void setCookie(Response& response, const Request& request, const Cookie& cookie)
{
    std::string text(cookie.name);
    text += '=';
    text += cookie.value;
    text += "; Path=";
    text += cookie.path;
    text += "; Max-Age=" + std::to_string(cookie.seconds) + "; HttpOnly; SameSite=Strict";
    // A proxy in front that speaks TLS says so; whoever forges that only locks themselves out.
    if (request.isSecure || request.header("X-Forwarded-Proto") == "https")
        text += "; Secure";
    response.headers.emplace_back("Set-Cookie", std::move(text));
}

void dropCookies(Response& response, const Request& request)
{
    setCookie(response, request, Cookie{accessCookie, "", "/portal", 0});
    setCookie(response, request, Cookie{renewCookie, "", renewPath, 0});
}

/// The answer of a sign-in, with its tokens in cookies instead of the body.
Response withCookies(Response answered, const Request& request)
{
    const auto* text = std::get_if<std::string>(&answered.body);
    if (answered.status != 200 || !text)
        return answered;
    const boost::json::value parsed = boost::json::parse(*text);
    const boost::json::object& body = parsed.as_object();
    const auto* access = body.if_contains("accessToken");
    const auto* renew = body.if_contains("refreshToken");
    if (!access || !renew)
        return answered;
    Response response = json(200, boost::json::object{{"user", body.at("user")}});
    const auto lifetime = [&body](const char* name) {
        return body.at(name).to_number<std::int64_t>();
    };
    const std::string accessText(access->as_string());
    const std::string renewText(renew->as_string());
    setCookie(
        response, request, Cookie{accessCookie, accessText, "/portal", lifetime("expiresIn")}
    );
    setCookie(
        response, request, Cookie{renewCookie, renewText, renewPath, lifetime("refreshExpiresIn")}
    );
    return response;
}

Fault foreignPage()
{
    return Fault{
        FaultCode::forbidden,
        "foreign_page",
        "This request does not come from the portal's own page.",
        "Open the portal again, and do it there."};
}

Fault notSignedIn()
{
    return Fault{
        FaultCode::unauthenticated,
        "token_missing",
        "You are not signed in.",
        "Sign in, then try again."};
}

/// The body `{"refreshToken":…}` from the cookie.
std::string renewBody(const Request& request)
{
    boost::json::object body;
    body["refreshToken"] = cookieIn(request, renewCookie);
    return boost::json::serialize(body);
}

} // namespace

Result<void> ensureOwnPage(const Request& request)
{
    const auto site = request.header("Sec-Fetch-Site");
    if (site && *site != "same-origin")
        return foreignPage();
    const std::string host(request.header("Host").value_or(""));
    const auto origin = request.header("Origin");
    if (origin && *origin != "http://" + host && *origin != "https://" + host)
        return foreignPage();
    // A form or a link of another page cannot send it.
    if (request.header("X-Portal") != "1")
        return foreignPage();
    return {};
}

PortalGate::PortalGate(PortalFront front, const Secret& serverKey)
    : front_(front)
    , key_(bytesOf(hmacSha256(serverKey.reveal(), "portal forgery token")))
{
}

std::string PortalGate::forgeryToken(const Actor& actor) const
{
    const std::string session = actor.sessionId.toString();
    return toBase64Url(bytesOf(hmacSha256(key_.reveal(), session)));
}

asio::awaitable<Result<void>> PortalGate::identify(Request& request)
{
    const std::string_view token = cookieIn(request, accessCookie);
    if (token.empty())
        co_return notSignedIn();
    request.actor = front_.people.knownActor(token);
    if (request.actor)
        co_return Result<void>{};
    auto actor = co_await front_.people.actorOf(token);
    if (!actor)
        co_return actor.error();
    request.actor = std::move(*actor);
    co_return Result<void>{};
}

asio::awaitable<Response> PortalGate::signIn(Request& request, std::string path)
{
    if (const auto own = ensureOwnPage(request); !own)
        co_return problem(own.error(), request.requestId);
    auto answered = co_await answerAs(front_.router, request, "/api/v1/auth/" + path);
    co_return withCookies(std::move(answered), request);
}

asio::awaitable<Response> PortalGate::session(Request& request)
{
    if (auto known = co_await identify(request); !known)
        co_return problem(known.error(), request.requestId);
    auto answered = co_await answerAs(front_.router, request, "/api/v1/me", &front_.admission);
    const auto* text = std::get_if<std::string>(&answered.body);
    if (answered.status != 200 || !text)
        co_return answered;
    boost::json::object body;
    body["user"] = boost::json::parse(*text);
    body["forgeryToken"] = forgeryToken(*request.actor);
    co_return json(200, body);
}

asio::awaitable<Response> PortalGate::renew(Request& request)
{
    if (const auto own = ensureOwnPage(request); !own)
        co_return problem(own.error(), request.requestId);
    if (cookieIn(request, renewCookie).empty())
        co_return problem(notSignedIn(), request.requestId);
    const std::string body = renewBody(request);
    request.body = body;
    auto answered = co_await answerAs(front_.router, request, "/api/v1/auth/refresh");
    if (answered.status == 401)
        dropCookies(answered, request);
    co_return withCookies(std::move(answered), request);
}

asio::awaitable<Response> PortalGate::signOut(Request& request)
{
    if (const auto own = ensureOwnPage(request); !own)
        co_return problem(own.error(), request.requestId);
    Response answered = noContent();
    const std::string body = renewBody(request);
    if (!cookieIn(request, renewCookie).empty()) {
        request.body = body;
        answered = co_await answerAs(front_.router, request, "/api/v1/auth/sign-out");
    }
    dropCookies(answered, request);
    co_return answered;
}

asio::awaitable<Response> PortalGate::call(Request& request)
{
    const bool isReading = request.method == Method::get || request.method == Method::head;
    if (!isReading) {
        if (const auto own = ensureOwnPage(request); !own)
            co_return problem(own.error(), request.requestId);
    }
    if (auto known = co_await identify(request); !known)
        co_return problem(known.error(), request.requestId);
    const std::string_view shown = request.header("X-Forgery-Token").value_or("");
    if (!isReading && !isSameSecret(shown, forgeryToken(*request.actor)))
        co_return problem(foreignPage(), request.requestId);
    const std::string path = "/api/v1/" + std::string(request.path.substr(apiPath.size()));
    co_return co_await answerAs(front_.router, request, path, &front_.admission);
}

} // namespace tidemark::platform
