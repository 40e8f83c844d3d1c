#include "platform/oidc/oidc_routes.hpp"

#include "models/core/json_reader.hpp"
#include "platform/limits/retry_after.hpp"
#include "platform/signin/session_answer.hpp"

#include <boost/json/array.hpp>

namespace tidemark::platform {
namespace {

constexpr int beginsPerMinute = 30; ///< From an address, which may be that of a whole office.
constexpr int endsPerMinute = 60;   ///< A device asks after its code every five seconds.
constexpr std::size_t shortText = 254;
constexpr std::size_t longText = 4096;

class OidcRoutes {
public:
    OidcRoutes(OidcSignIn& signIn, ProviderBook& providers, TurnTaker& turns)
        : signIn_(signIn)
        , providers_(providers)
        , turns_(turns)
    {
    }

    asio::awaitable<Response> list(Request& request) const;
    asio::awaitable<Response> begin(Request& request) const;
    asio::awaitable<Response> finish(Request& request) const;
    asio::awaitable<Response> beginByCode(Request& request) const;
    asio::awaitable<Response> ask(Request& request) const;

private:
    /// The refusal, when somebody asks too often.
    asio::awaitable<std::optional<Response>>
    tooOften(const Request& request, std::string what, int most) const;

    OidcSignIn& signIn_;
    ProviderBook& providers_;
    TurnTaker& turns_;
};

Result<OidcBegin> readBegin(const Request& request, bool isBrowser)
{
    auto body = request.jsonBody();
    if (!body)
        return body.error();
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "sign-in");
    OidcBegin begin;
    begin.tenant = in.text("tenant", shortText);
    begin.provider = in.uuid("provider");
    begin.codeChallenge = in.text("codeChallenge", shortText);
    if (isBrowser) {
        begin.redirectUri = in.text("redirectUri", shortText);
        begin.state = in.text("state", shortText);
    }
    if (in.fault())
        return *in.fault();
    return begin;
}

Result<OidcEnd> readEnd(const Request& request, bool isBrowser)
{
    auto body = request.jsonBody();
    if (!body)
        return body.error();
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "sign-in");
    OidcEnd end;
    end.tenant = in.text("tenant", shortText);
    end.flow = in.uuid("flow");
    end.codeVerifier = in.text("codeVerifier", shortText);
    if (isBrowser) {
        end.code = in.text("code", longText);
        end.issuer = in.optionalText("issuer", longText).value_or("");
    }
    if (in.has("device")) {
        JsonReader device(in.any("device"), "device");
        end.device.id = device.optionalUuid("id");
        end.device.name = device.optionalText("name", shortText).value_or("");
        end.device.clientId = device.optionalUuid("clientId");
        if (device.fault())
            return *device.fault();
    }
    if (in.fault())
        return *in.fault();
    end.device.address = request.remoteAddress;
    end.device.agent = request.header("User-Agent").value_or("");
    end.requestId = request.requestId;
    return end;
}

Response answerOf(const OidcOutcome& outcome, const Request& request)
{
    if (const auto* signedIn = std::get_if<SignedIn>(&outcome))
        return answerOf(*signedIn);
    boost::json::object body;
    if (const auto* waiting = std::get_if<StillWaiting>(&outcome)) {
        body["interval"] = waiting->interval;
        return json(202, body);
    }
    const auto& challenge = std::get<Challenge>(outcome);
    body["challenge"] = challenge.token;
    body["expiresIn"] = challenge.lifetime.count();
    const Fault needed{
        FaultCode::unauthenticated,
        "second_factor_required",
        "The identity provider knows you; a code is needed, too.",
        "Type the code of your authenticator app, or a recovery code."};
    return problem(needed, request.requestId, body);
}

asio::awaitable<std::optional<Response>>
OidcRoutes::tooOften(const Request& request, std::string what, int most) const
{
    TurnLimit limit;
    limit.most = most;
    auto wait = co_await turns_.take(what + "\n" + request.remoteAddress, limit);
    if (!wait)
        co_return problem(wait.error(), request.requestId);
    if (wait->count() == 0)
        co_return std::nullopt;
    const auto seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(*wait).count());
    const Fault fault{
        FaultCode::full,
        "too_many_attempts",
        "There were too many attempts to sign in.",
        "Wait " + seconds + " seconds, then try again."};
    co_return refusal(fault, request.requestId, *wait);
}

/// The same for a tenant that is not there as for one without providers.
asio::awaitable<Response> OidcRoutes::list(Request& request) const
{
    const std::string slug(request.query("tenant").value_or("").substr(0, shortText));
    auto tenant = co_await providers_.tenantOf(slug);
    if (!tenant)
        co_return problem(tenant.error(), request.requestId);
    auto offered = co_await providers_.offered(*tenant);
    if (!offered)
        co_return problem(offered.error(), request.requestId);
    boost::json::array all;
    for (const OfferedProvider& one : *offered) {
        boost::json::object provider;
        provider["id"] = one.id.toString();
        provider["name"] = one.name;
        provider["deviceCode"] = one.allowsDeviceCode;
        all.push_back(std::move(provider));
    }
    boost::json::object body;
    body["providers"] = std::move(all);
    co_return json(200, body);
}

asio::awaitable<Response> OidcRoutes::begin(Request& request) const
{
    auto wanted = readBegin(request, true);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    if (auto refused = co_await tooOften(request, "oidc begin", beginsPerMinute))
        co_return std::move(*refused);
    auto begun = co_await signIn_.begin(std::move(*wanted));
    if (!begun)
        co_return problem(begun.error(), request.requestId);
    boost::json::object body;
    body["flow"] = begun->flow.toString();
    body["authorizationUrl"] = begun->authorizationUrl;
    body["issuer"] = begun->issuer;
    body["issuerInResponse"] = begun->issuerInResponse;
    body["expiresIn"] = begun->lifetime.count();
    co_return json(200, body);
}

asio::awaitable<Response> OidcRoutes::finish(Request& request) const
{
    auto end = readEnd(request, true);
    if (!end)
        co_return problem(end.error(), request.requestId);
    if (auto refused = co_await tooOften(request, "oidc end", endsPerMinute))
        co_return std::move(*refused);
    auto outcome = co_await signIn_.finish(std::move(*end));
    if (!outcome)
        co_return problem(outcome.error(), request.requestId);
    co_return answerOf(*outcome, request);
}

asio::awaitable<Response> OidcRoutes::beginByCode(Request& request) const
{
    auto wanted = readBegin(request, false);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    if (auto refused = co_await tooOften(request, "oidc begin", beginsPerMinute))
        co_return std::move(*refused);
    auto begun = co_await signIn_.beginByCode(std::move(*wanted));
    if (!begun)
        co_return problem(begun.error(), request.requestId);
    boost::json::object body;
    body["flow"] = begun->flow.toString();
    body["userCode"] = begun->shown.userCode;
    body["verificationUri"] = begun->shown.verificationUri;
    body["verificationUriComplete"] = nullptr;
    if (!begun->shown.verificationUriComplete.empty())
        body["verificationUriComplete"] = begun->shown.verificationUriComplete;
    body["expiresIn"] = begun->shown.expiresIn;
    body["interval"] = begun->shown.interval;
    co_return json(200, body);
}

asio::awaitable<Response> OidcRoutes::ask(Request& request) const
{
    auto end = readEnd(request, false);
    if (!end)
        co_return problem(end.error(), request.requestId);
    if (auto refused = co_await tooOften(request, "oidc end", endsPerMinute))
        co_return std::move(*refused);
    auto outcome = co_await signIn_.ask(std::move(*end));
    if (!outcome)
        co_return problem(outcome.error(), request.requestId);
    co_return answerOf(*outcome, request);
}

} // namespace

void addOidcRoutes(Router& router, OidcSignIn& signIn, ProviderBook& providers, TurnTaker& turns)
{
    const auto routes = std::make_shared<OidcRoutes>(signIn, providers, turns);
    router.add(Method::get, "auth/oidc/providers", Access::anyone(), [routes](Request& request) {
        return routes->list(request);
    });
    router.add(Method::post, "auth/oidc/start", Access::anyone(), [routes](Request& request) {
        return routes->begin(request);
    });
    router.add(Method::post, "auth/oidc/finish", Access::anyone(), [routes](Request& request) {
        return routes->finish(request);
    });
    router.add(Method::post, "auth/oidc/device", Access::anyone(), [routes](Request& request) {
        return routes->beginByCode(request);
    });
    router.add(Method::post, "auth/oidc/device/poll", Access::anyone(), [routes](Request& request) {
        return routes->ask(request);
    });
}

} // namespace tidemark::platform
