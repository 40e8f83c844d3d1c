#include "platform/signin/signin_routes.hpp"

#include "models/core/json_reader.hpp"
#include "models/core/timestamp.hpp"
#include "platform/limits/turn_taker.hpp"
#include "platform/signin/session_answer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <memory>

namespace tidemark::platform {
namespace {

constexpr int attemptsPerMinute = 5;
constexpr std::size_t shortText = 254;

Result<SignInRequest> readSignIn(const Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        return body.error();
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "sign-in");
    SignInRequest signIn;
    signIn.tenant = in.text("tenant", shortText);
    signIn.login = in.text("login", shortText);
    signIn.password = Secret(in.text("password"));
    if (in.has("device")) {
        JsonReader device(in.any("device"), "device");
        signIn.device.id = device.optionalUuid("id");
        signIn.device.name = device.optionalText("name", shortText).value_or("");
        signIn.device.clientId = device.optionalUuid("clientId");
        if (device.fault())
            return *device.fault();
    }
    if (in.fault())
        return *in.fault();
    signIn.device.address = request.remoteAddress;
    signIn.device.agent = request.header("User-Agent").value_or("");
    return signIn;
}

Result<std::string> readRefreshToken(const Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        return body.error();
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "refresh");
    std::string token = in.text("refreshToken", shortText);
    if (in.fault())
        return *in.fault();
    return token;
}

Response tooManyAttempts(std::chrono::seconds wait, std::string_view requestId)
{
    const Fault fault{
        FaultCode::full,
        "too_many_attempts",
        "There were too many attempts to sign in.",
        "Wait " + std::to_string(wait.count()) + " seconds, then try again."};
    Response response = problem(fault, requestId);
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return response;
}

asio::awaitable<Response> signIn(Sessions& sessions, TurnTaker& turns, Request& request)
{
    auto wanted = readSignIn(request);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    std::string key =
        "sign-in\n" + wanted->tenant + "\n" + wanted->login + "\n" + request.remoteAddress;
    std::transform(key.begin(), key.end(), key.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    TurnLimit limit;
    limit.most = attemptsPerMinute;
    auto wait = co_await turns.take(key, limit);
    if (!wait)
        co_return problem(wait.error(), request.requestId);
    if (wait->count() > 0)
        co_return tooManyAttempts(
            std::chrono::ceil<std::chrono::seconds>(*wait), request.requestId
        );
    auto signedIn = co_await sessions.signIn(std::move(*wanted));
    if (!signedIn)
        co_return problem(signedIn.error(), request.requestId);
    auto forgiven = co_await turns.forgive(key);
    if (!forgiven)
        co_return problem(forgiven.error(), request.requestId);
    co_return answerOf(*signedIn);
}

asio::awaitable<Response> refresh(Sessions& sessions, Request& request)
{
    auto token = readRefreshToken(request);
    if (!token)
        co_return problem(token.error(), request.requestId);
    std::string client = request.remoteAddress + "\n";
    client += request.header("User-Agent").value_or("");
    auto signedIn = co_await sessions.refresh(std::move(*token), std::move(client));
    if (!signedIn)
        co_return problem(signedIn.error(), request.requestId);
    co_return answerOf(*signedIn);
}

asio::awaitable<Response> wiped(Sessions& sessions, Request& request)
{
    auto token = readRefreshToken(request);
    if (!token)
        co_return problem(token.error(), request.requestId);
    auto confirmed = co_await sessions.confirmWipe(std::move(*token));
    if (!confirmed)
        co_return problem(confirmed.error(), request.requestId);
    co_return noContent();
}

asio::awaitable<Response> signOut(Sessions& sessions, Request& request)
{
    auto token = readRefreshToken(request);
    if (!token)
        co_return problem(token.error(), request.requestId);
    auto ended = co_await sessions.signOut(std::move(*token));
    if (!ended)
        co_return problem(ended.error(), request.requestId);
    co_return noContent();
}

Response aboutUs(const AboutSettings& about)
{
    boost::json::object protocol;
    protocol["min"] = 1;
    protocol["max"] = 1;
    boost::json::object body;
    body["product"] = "Tidemark";
    body["version"] = about.version;
    body["protocol"] = std::move(protocol);
    body["serverTime"] = Timestamp::now().toString();
    body["demo"] = nullptr;
    if (!about.demoTenant.empty()) {
        boost::json::array accounts;
        for (const DemoAccount& account : about.demoAccounts) {
            boost::json::object one;
            one["login"] = account.login;
            one["displayName"] = account.displayName;
            one["password"] = account.password;
            accounts.push_back(std::move(one));
        }
        boost::json::object demo;
        demo["tenant"] = about.demoTenant;
        demo["accounts"] = std::move(accounts);
        body["demo"] = std::move(demo);
    }
    return json(200, body);
}

} // namespace

void addSignInRoutes(Router& router, Sessions& sessions, TurnTaker& turns, AboutSettings about)
{
    auto onSignIn = [&sessions, &turns](Request& request) {
        return signIn(sessions, turns, request);
    };
    auto onRefresh = [&sessions](Request& request) { return refresh(sessions, request); };
    auto onSignOut = [&sessions](Request& request) { return signOut(sessions, request); };
    auto onWiped = [&sessions](Request& request) { return wiped(sessions, request); };
    auto onMe = [](Request& request) -> asio::awaitable<Response> {
        co_return json(200, userJson(*request.actor));
    };
    auto onAbout = [about = std::move(about)](Request&) -> asio::awaitable<Response> {
        co_return aboutUs(about);
    };
    router.add(Method::post, "auth/sign-in", Access::anyone(), onSignIn);
    router.add(Method::post, "auth/refresh", Access::anyone(), onRefresh);
    router.add(Method::post, "auth/sign-out", Access::anyone(), onSignOut);
    router.add(Method::post, "auth/wiped", Access::anyone(), onWiped);
    router.add(Method::get, "me", Access::signedIn(), onMe);
    router.add(Method::get, "about", Access::anyone(), onAbout);
}

} // namespace tidemark::platform
