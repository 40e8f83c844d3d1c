#include "platform/portal/portal_routes.hpp"

#include "models/core/json_reader.hpp"
#include "platform/identity/crypto.hpp"
#include "platform/limits/retry_after.hpp"

#include <algorithm>
#include <cctype>

#include "resources/portal/portal_files.hpp"

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

constexpr int signUpsPerMinute = 5;
constexpr std::size_t longestLogin = 254;

/// Nothing from elsewhere, nothing inline, and in no frame.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for"
    " 'script'";

Answer sendFile(const resources::PortalFile& file, const Request& request)
{
    const std::string tag = '"' + toBase64Url(bytesOf(sha256(file.bytes))).substr(0, 22) + '"';
    Response response;
    response.contentType = file.contentType;
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Content-Security-Policy", policy);
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    response.headers.emplace_back("X-Frame-Options", "DENY");
    response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    if (request.header("If-None-Match") == tag)
        response.status = 304;
    else
        response.body = std::string(file.bytes);
    co_return response;
}

bool isMailAddress(const std::string& text)
{
    const std::size_t at = text.find('@');
    const bool hasParts = at != text.npos && at > 0 && text.find('.', at) != text.npos &&
                          text.find('@', at + 1) == text.npos && text.back() != '.';
    return hasParts && std::none_of(text.begin(), text.end(), [](unsigned char letter) {
               return letter <= ' ' || letter == 127;
           });
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return text;
}

Result<SignUp> readSignUp(const Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        return body.error();
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "sign-up");
    SignUp wanted;
    wanted.tenant = in.text("tenant", longestLogin);
    wanted.login = lower(in.text("email", longestLogin));
    wanted.displayName = in.text("displayName", 120);
    wanted.company = in.optionalText("company", 200).value_or("");
    wanted.password = Secret(in.text("password", 1024));
    wanted.invitation = in.optionalText("invitation", 100).value_or("");
    if (in.fault())
        return *in.fault();
    if (wanted.displayName.empty() || !isMailAddress(wanted.login))
        return Fault{
            FaultCode::invalid,
            "bad_sign_up",
            "A name and an e-mail address are needed.",
            "Correct them, then send it again."};
    return wanted;
}

Answer signUp(PortalServices services, Request& request)
{
    if (const auto own = ensureOwnPage(request); !own)
        co_return problem(own.error(), request.requestId);
    TurnLimit limit;
    limit.most = signUpsPerMinute;
    auto wait = co_await services.turns.take("sign-up " + request.remoteAddress, limit);
    if (!wait)
        co_return problem(wait.error(), request.requestId);
    if (wait->count() > 0) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
        const Fault often{
            FaultCode::full,
            "too_many_attempts",
            "There were too many attempts to sign up.",
            "Wait " + std::to_string(seconds) + " seconds, then try again."};
        co_return refusal(often, request.requestId, *wait);
    }
    auto wanted = readSignUp(request);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    AuditOrigin origin = AuditOrigin::of(request);
    origin.actor = wanted->login;
    auto isThere = co_await services.signUps.signUp(std::move(*wanted), std::move(origin));
    if (!isThere)
        co_return problem(isThere.error(), request.requestId);
    boost::json::object body;
    body["state"] = *isThere ? "ready" : "waiting";
    co_return json(*isThere ? 201 : 202, body);
}

} // namespace

void addPortalRoutes(Router& router, PortalServices services)
{
    const auto open = Access::anyone();
    for (const resources::PortalFile& file : resources::portalFiles()) {
        const auto onFile = [&file](Request& request) { return sendFile(file, request); };
        router.add(Method::get, file.path, open, onFile);
    }
    PortalGate& gate = services.gate;
    const auto signingIn = [&](const char* path) {
        const auto onSignIn = [&gate, path](Request& request) {
            return gate.signIn(request, path);
        };
        router.add(Method::post, "/portal/api/" + std::string(path), open, onSignIn);
    };
    signingIn("sign-in");
    signingIn("second-factor");
    router.add(Method::get, "/portal/api/session", open, [&gate](Request& request) {
        return gate.session(request);
    });
    router.add(Method::post, "/portal/api/session/renew", open, [&gate](Request& request) {
        return gate.renew(request);
    });
    router.add(Method::post, "/portal/api/session/end", open, [&gate](Request& request) {
        return gate.signOut(request);
    });
    router.add(Method::post, "/portal/api/sign-up", open, [services](Request& request) {
        return signUp(services, request);
    });
    const auto onCall = [&gate](Request& request) { return gate.call(request); };
    router.add(Method::get, "/portal/api/api-keys", open, onCall);
    router.add(Method::post, "/portal/api/api-keys", open, onCall);
    router.add(Method::get, "/portal/api/api-keys/scopes", open, onCall);
    router.add(Method::patch, "/portal/api/api-keys/{id}", open, onCall);
    router.add(Method::del, "/portal/api/api-keys/{id}", open, onCall);
    router.add(Method::post, "/portal/api/api-keys/{id}/rotate", open, onCall);
    router.add(Method::get, "/portal/api/api-keys/{id}/usage", open, onCall);
    router.add(Method::get, "/portal/api/api-key-usage", open, onCall);
}

} // namespace tidemark::platform
