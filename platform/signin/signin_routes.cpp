#include "platform/signin/signin_routes.hpp"

#include "models/core/json_reader.hpp"
#include "models/core/timestamp.hpp"
#include "platform/limits/retry_after.hpp"
#include "platform/signin/session_answer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <memory>

namespace tidemark::platform {
namespace {

constexpr int attemptsPerMinute = 5;
constexpr std::size_t shortText = 254;
constexpr std::size_t shortestNonce = 22; ///< 128 bits in base64url.

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

/// Older clients bring no nonce: their address and program have to do.
Result<RenewalAsker> readAsker(const Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        return body.error();
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "refresh");
    RenewalAsker asker;
    asker.address = request.remoteAddress;
    asker.agent = request.header("User-Agent").value_or("");
    asker.requestId = request.requestId;
    const auto nonce = in.optionalText("nonce", shortText);
    if (in.fault())
        return *in.fault();
    if (nonce && nonce->size() < shortestNonce)
        return Fault{
            FaultCode::invalid,
            "nonce_too_short",
            "The nonce can be guessed.",
            "Send at least " + std::to_string(shortestNonce) + " random letters, or none."};
    asker.isNonce = nonce.has_value();
    asker.name = nonce ? *nonce : asker.address + "\n" + asker.agent;
    return asker;
}

Fault tooManyAttempts(std::chrono::milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return Fault{
        FaultCode::full,
        "too_many_attempts",
        "There were too many attempts to sign in.",
        "Wait " + std::to_string(seconds) + " seconds, then try again."};
}

/// On record once a minute: whoever floods us fills no table.
asio::awaitable<Result<void>>
noteFlood(const SignInServices& services, const std::string& key, SignInRequest wanted)
{
    TurnLimit once;
    once.most = 1;
    auto wait = co_await services.turns.take("refused " + key, once);
    if (!wait)
        co_return wait.error();
    if (wait->count() > 0)
        co_return Result<void>{};
    co_return co_await services.sessions.noteRefusal(std::move(wanted), "too_many_attempts");
}

/// The password was right, and a code is asked for.
asio::awaitable<Response>
askForCode(const SignInServices& services, ProvenUser user, DeviceInfo device, Request& request)
{
    auto challenge = co_await services.challenges.ask(std::move(user), std::move(device));
    if (!challenge)
        co_return problem(challenge.error(), request.requestId);
    const Fault needed{
        FaultCode::unauthenticated,
        "second_factor_required",
        "Your password is right; a code is needed, too.",
        "Type the code of your authenticator app, or a recovery code."};
    boost::json::object members;
    members["challenge"] = challenge->token;
    members["expiresIn"] = challenge->lifetime.count();
    co_return problem(needed, request.requestId, members);
}

asio::awaitable<Response> signIn(const SignInServices& services, Request& request)
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
    auto wait = co_await services.turns.take(key, limit);
    if (!wait)
        co_return problem(wait.error(), request.requestId);
    if (wait->count() > 0) {
        auto noted = co_await noteFlood(services, key, std::move(*wanted));
        if (!noted)
            co_return problem(noted.error(), request.requestId);
        co_return refusal(tooManyAttempts(*wait), request.requestId, *wait);
    }
    auto proven = co_await services.sessions.provePassword(*wanted);
    if (!proven)
        co_return refusal(proven.error(), request.requestId);
    auto isOn = co_await services.factors.isOn(Tenancy{proven->tenant, proven->userId});
    if (!isOn)
        co_return problem(isOn.error(), request.requestId);
    if (*isOn)
        co_return co_await askForCode(
            services, std::move(*proven), std::move(wanted->device), request
        );
    auto signedIn = co_await services.sessions.open(std::move(*proven), std::move(wanted->device));
    if (!signedIn)
        co_return problem(signedIn.error(), request.requestId);
    auto forgiven = co_await services.turns.forgive(key);
    if (!forgiven)
        co_return problem(forgiven.error(), request.requestId);
    co_return answerOf(*signedIn);
}

asio::awaitable<Response> secondStep(const SignInServices& services, Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "second factor");
    std::string challenge = in.text("challenge", shortText);
    std::string code = in.text("code", shortText);
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    auto answered = co_await services.challenges.answer(std::move(challenge), std::move(code));
    if (!answered)
        co_return refusal(answered.error(), request.requestId);
    auto signedIn =
        co_await services.sessions.open(std::move(answered->user), std::move(answered->device));
    if (!signedIn)
        co_return problem(signedIn.error(), request.requestId);
    co_return answerOf(*signedIn);
}

asio::awaitable<Response> refresh(Sessions& sessions, Request& request)
{
    auto token = readRefreshToken(request);
    if (!token)
        co_return problem(token.error(), request.requestId);
    auto asker = readAsker(request);
    if (!asker)
        co_return problem(asker.error(), request.requestId);
    auto signedIn = co_await sessions.refresh(std::move(*token), std::move(*asker));
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

void addSignInRoutes(Router& router, SignInServices services, AboutSettings about)
{
    Sessions& sessions = services.sessions;
    const auto kept = std::make_shared<const SignInServices>(services);
    auto onSignIn = [kept](Request& request) { return signIn(*kept, request); };
    auto onSecondStep = [kept](Request& request) { return secondStep(*kept, request); };
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
    router.add(Method::post, "auth/second-factor", Access::anyone(), onSecondStep);
    router.add(Method::post, "auth/refresh", Access::anyone(), onRefresh);
    router.add(Method::post, "auth/sign-out", Access::anyone(), onSignOut);
    router.add(Method::post, "auth/wiped", Access::anyone(), onWiped);
    router.add(Method::get, "me", Access::signedIn().alsoOwing(Owed::password), onMe);
    router.add(Method::get, "about", Access::anyone(), onAbout);
}

} // namespace tidemark::platform
