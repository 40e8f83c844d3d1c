#include "platform/oidc/oidc_sign_in.hpp"

#include "platform/identity/crypto.hpp"

#include <algorithm>
#include <charconv>

namespace tidemark::platform {
namespace {

constexpr std::chrono::seconds browserLifetime{6 * 60}; ///< A device waits five minutes.
constexpr std::string_view redirectPath = "/oidc/callback";
constexpr std::size_t challengeSize = 43; ///< SHA-256, base64url.

constexpr std::string_view forgetSql =
    "DELETE FROM app.oidc_flow WHERE tenant_id = $1::int AND expires_at < now()";
constexpr std::string_view storeSql =
    "INSERT INTO app.oidc_flow (tenant_id, id, provider_id, challenge, nonce, redirect_uri,"
    " device_code, poll_seconds, poll_after, expires_at) VALUES ($1::int, $2::uuid, $3::uuid, $4,"
    " $5, $6, $7::bytea, $8::int, now() + make_interval(secs => $8::int),"
    " now() + make_interval(secs => $9::int))";
constexpr std::string_view takeSql =
    "DELETE FROM app.oidc_flow WHERE tenant_id = $1::int AND id = $2::uuid AND challenge = $3"
    " AND nonce IS NOT NULL AND expires_at > now() RETURNING provider_id, nonce, redirect_uri";
/// Whoever asks too soon gets no row, and does not move the time.
constexpr std::string_view turnSql =
    "UPDATE app.oidc_flow SET poll_after = now() + make_interval(secs => poll_seconds)"
    " WHERE tenant_id = $1::int AND id = $2::uuid AND challenge = $3 AND device_code IS NOT NULL"
    " AND expires_at > now() AND poll_after <= now()"
    " RETURNING provider_id, device_code::text, poll_seconds";
constexpr std::string_view waitingSql =
    "SELECT poll_seconds FROM app.oidc_flow WHERE tenant_id = $1::int AND id = $2::uuid"
    " AND challenge = $3 AND device_code IS NOT NULL AND expires_at > now()";
constexpr std::string_view slowerSql =
    "UPDATE app.oidc_flow SET poll_seconds = least(poll_seconds + 5, 60),"
    " poll_after = now() + make_interval(secs => least(poll_seconds + 5, 60))"
    " WHERE tenant_id = $1::int AND id = $2::uuid";
constexpr std::string_view endSql =
    "DELETE FROM app.oidc_flow WHERE tenant_id = $1::int AND id = $2::uuid RETURNING 1";
constexpr std::string_view requiresSql = "SELECT app.requires_factor($1::int, $2::uuid)";

Fault flowEnded()
{
    return Fault{
        FaultCode::unauthenticated,
        "oidc_flow_ended",
        "This sign-in has ended already.",
        "Begin it again."};
}

Fault mixedUp()
{
    return Fault{
        FaultCode::unauthenticated,
        "oidc_mix_up",
        "The answer in the browser came from another identity provider.",
        "Begin again; if this stays, tell your administrator."};
}

Fault badRequest(std::string cause)
{
    return Fault{FaultCode::invalid, "oidc_bad_request", std::move(cause), "Update Tidemark."};
}

Tenancy tenancyOf(int tenant)
{
    Tenancy tenancy;
    tenancy.tenant = tenant;
    return tenancy;
}

bool isToken(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](unsigned char letter) {
        return std::isalnum(letter) || letter == '-' || letter == '_';
    });
}

/// A literal loopback address: no name that somebody else could answer for.
bool isLoopback(std::string_view address)
{
    for (const std::string_view host : {"http://127.0.0.1:", "http://[::1]:"}) {
        if (!address.starts_with(host) || !address.ends_with(redirectPath))
            continue;
        const std::string_view digits =
            address.substr(host.size(), address.size() - host.size() - redirectPath.size());
        std::uint16_t port = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), port);
        return error == std::errc{} && end == digits.data() + digits.size() && port >= 1024;
    }
    return false;
}

std::string challengeOf(const std::string& verifier)
{
    return toBase64Url(bytesOf(sha256(verifier)));
}

std::string authorizationUrl(
    const OidcProvider& provider,
    const ProviderMetadata& metadata,
    const OidcBegin& begin,
    const std::string& nonce
)
{
    const bool hasQuery = metadata.authorizationEndpoint.find('?') != std::string::npos;
    return metadata.authorizationEndpoint + (hasQuery ? "&" : "?") +
           "response_type=code&client_id=" + formEncoded(provider.clientId) +
           "&redirect_uri=" + formEncoded(begin.redirectUri) +
           "&scope=" + formEncoded(provider.scopes) + "&state=" + formEncoded(begin.state) +
           "&nonce=" + formEncoded(nonce) + "&code_challenge=" + begin.codeChallenge +
           "&code_challenge_method=S256";
}

} // namespace

struct OidcSignIn::Flow {
    std::string challenge = {};
    std::optional<std::string> nonce = {};
    std::optional<std::string> redirectUri = {};
    Secret deviceCode = {};
    int pollSeconds = 5;
    std::chrono::seconds lifetime{};
};

asio::awaitable<Result<ProviderPointer>> OidcSignIn::providerOf(const OidcBegin& begin)
{
    if (begin.codeChallenge.size() != challengeSize || !isToken(begin.codeChallenge))
        co_return badRequest("The code challenge is no SHA-256.");
    auto tenant = co_await services_.providers.tenantOf(begin.tenant);
    if (!tenant)
        co_return tenant.error();
    co_return co_await services_.providers.enabled(*tenant, begin.provider);
}

asio::awaitable<Result<Uuid>> OidcSignIn::store(ProviderPointer provider, Flow flow)
{
    const Uuid id = Uuid::make();
    const std::string tenant = std::to_string(provider->tenant);
    std::optional<std::string> sealed;
    if (!flow.deviceCode.isEmpty())
        sealed = toBytea(services_.sealer.seal(flow.deviceCode, provider->tenant, id));
    std::vector<Statement> statements(2);
    statements[0].sql = forgetSql;
    statements[0].params = {tenant};
    statements[1].sql = storeSql;
    statements[1].params = {
        tenant,
        id.toString(),
        provider->id.toString(),
        flow.challenge,
        flow.nonce,
        flow.redirectUri,
        sealed,
        std::to_string(flow.pollSeconds),
        std::to_string(flow.lifetime.count())};
    auto stored =
        co_await services_.database.write(tenancyOf(provider->tenant), std::move(statements));
    if (!stored)
        co_return stored.error();
    co_return id;
}

asio::awaitable<Result<BrowserBegun>> OidcSignIn::begin(OidcBegin begin)
{
    if (!isLoopback(begin.redirectUri))
        co_return badRequest("The redirect address is no loopback address of this app.");
    if (begin.state.size() < 16 || begin.state.size() > 200 || !isToken(begin.state))
        co_return badRequest("The state is no random text.");
    auto provider = co_await providerOf(begin);
    if (!provider)
        co_return provider.error();
    auto metadata = co_await services_.directory.metadataOf((*provider)->issuer);
    if (!metadata)
        co_return metadata.error();
    Flow flow;
    flow.challenge = begin.codeChallenge;
    flow.nonce = toBase64Url(randomBytes(32));
    flow.redirectUri = begin.redirectUri;
    flow.lifetime = browserLifetime;
    BrowserBegun begun;
    begun.authorizationUrl = authorizationUrl(**provider, **metadata, begin, *flow.nonce);
    begun.issuer = (*metadata)->issuer;
    begun.issuerInResponse = (*metadata)->namesItselfInResponse;
    begun.lifetime = browserLifetime;
    auto id = co_await store(*provider, std::move(flow));
    if (!id)
        co_return id.error();
    begun.flow = *id;
    co_return begun;
}

asio::awaitable<Result<DeviceBegun>> OidcSignIn::beginByCode(OidcBegin begin)
{
    auto provider = co_await providerOf(begin);
    if (!provider)
        co_return provider.error();
    if (!(*provider)->allowsDeviceCode)
        co_return Fault{
            FaultCode::forbidden,
            "oidc_no_device_code",
            "Signing in by code is switched off.",
            "Sign in through the browser."};
    auto given = co_await services_.tokens.askForCode(*provider);
    if (!given)
        co_return given.error();
    Flow flow;
    flow.challenge = begin.codeChallenge;
    flow.deviceCode = std::move(given->deviceCode);
    flow.pollSeconds = given->interval;
    flow.lifetime = std::chrono::seconds(given->expiresIn);
    auto id = co_await store(*provider, std::move(flow));
    if (!id)
        co_return id.error();
    DeviceBegun begun;
    begun.flow = *id;
    begun.shown = std::move(*given);
    co_return begun;
}

asio::awaitable<Result<OidcOutcome>> OidcSignIn::finish(OidcEnd end)
{
    auto tenant = co_await services_.providers.tenantOf(end.tenant);
    if (!tenant)
        co_return tenant.error();
    std::vector<Statement> statements(1);
    statements[0].sql = takeSql;
    statements[0].params = {
        std::to_string(*tenant), end.flow.toString(), challengeOf(end.codeVerifier)};
    auto taken = co_await services_.database.write(tenancyOf(*tenant), std::move(statements));
    if (!taken)
        co_return taken.error();
    const ResultSet& row = taken->front();
    const auto providerId = row.isEmpty() ? Result<Uuid>(Fault{}) : Uuid::parse(row.text(0, 0));
    if (!providerId)
        co_return flowEnded();
    auto provider = co_await services_.providers.enabled(*tenant, *providerId);
    if (!provider)
        co_return provider.error();
    auto metadata = co_await services_.directory.metadataOf((*provider)->issuer);
    if (!metadata)
        co_return metadata.error();
    const bool isNamed = !end.issuer.empty();
    Result<boost::json::object> claims = mixedUp();
    if (isNamed ? end.issuer == (*provider)->issuer : !(*metadata)->namesItselfInResponse) {
        CodeExchange exchange;
        exchange.code = end.code;
        exchange.codeVerifier = end.codeVerifier;
        exchange.nonce = row.text(0, 1);
        exchange.redirectUri = row.text(0, 2);
        claims = co_await services_.tokens.exchange(*provider, std::move(exchange));
    }
    if (claims)
        co_return co_await admit(*provider, std::move(*claims), std::move(end));
    ProvenUser nobody{*tenant, {}, (*provider)->name, "oidc"};
    auto noted = co_await services_.sessions.noteFailure(nobody, end.device, claims.error().reason);
    co_return noted ? claims.error() : noted.error();
}

asio::awaitable<Result<OidcOutcome>> OidcSignIn::ask(OidcEnd end)
{
    auto tenant = co_await services_.providers.tenantOf(end.tenant);
    if (!tenant)
        co_return tenant.error();
    const Tenancy tenancy = tenancyOf(*tenant);
    const Params key{std::to_string(*tenant), end.flow.toString(), challengeOf(end.codeVerifier)};
    const Params flow{key[0], key[1]};
    std::vector<Statement> turn{{std::string(turnSql), key}};
    auto turned = co_await services_.database.write(tenancy, std::move(turn));
    if (!turned)
        co_return turned.error();
    const ResultSet& row = turned->front();
    if (row.isEmpty()) {
        auto waiting = co_await services_.database.read(tenancy, waitingSql, key);
        if (!waiting)
            co_return waiting.error();
        if (waiting->isEmpty())
            co_return flowEnded();
        co_return OidcOutcome(StillWaiting{static_cast<int>(waiting->integer(0, 0))});
    }
    const auto providerId = Uuid::parse(row.text(0, 0));
    auto code = services_.sealer.open(fromBytea(row.text(0, 1)), *tenant, end.flow);
    if (!code || !providerId)
        co_return code ? providerId.error() : code.error();
    auto provider = co_await services_.providers.enabled(*tenant, *providerId);
    if (!provider)
        co_return provider.error();
    auto shared = std::make_shared<const Secret>(std::move(*code));
    auto answer = co_await services_.tokens.askAfterCode(*provider, shared);
    const bool isOver =
        answer ? answer->claims.has_value() : answer.error().code == FaultCode::unauthenticated;
    const bool isTooFast = answer && answer->isTooFast;
    if (isOver || isTooFast) {
        std::vector<Statement> change{{std::string(isOver ? endSql : slowerSql), flow}};
        auto changed = co_await services_.database.write(tenancy, std::move(change));
        if (!changed)
            co_return changed.error();
    }
    if (!answer && isWorthRetrying(answer.error().code))
        co_return OidcOutcome(StillWaiting{static_cast<int>(row.integer(0, 2))});
    if (!answer)
        co_return answer.error();
    if (!answer->claims) {
        const int more = isTooFast ? 5 : 0;
        co_return OidcOutcome(StillWaiting{static_cast<int>(row.integer(0, 2)) + more});
    }
    co_return co_await admit(*provider, std::move(*answer->claims), std::move(end));
}

/// What comes after the proof is the same as after a password.
asio::awaitable<Result<OidcOutcome>>
OidcSignIn::admit(ProviderPointer provider, boost::json::object claims, OidcEnd end)
{
    ClaimedPerson person = personIn(claims, *provider);
    ProvenUser nobody{provider->tenant, {}, person.login, "oidc"};
    auto user = co_await services_.identities.resolve(provider, std::move(person), end.requestId);
    if (!user) {
        auto noted =
            co_await services_.sessions.noteFailure(nobody, end.device, user.error().reason);
        co_return noted ? user.error() : noted.error();
    }
    auto more = co_await mustProveMore(*provider, user->userId);
    if (!more)
        co_return more.error();
    if (*more) {
        auto challenge = co_await services_.challenges.ask(std::move(*user), std::move(end.device));
        if (!challenge)
            co_return challenge.error();
        co_return OidcOutcome(std::move(*challenge));
    }
    auto signedIn = co_await services_.sessions.open(std::move(*user), std::move(end.device));
    if (!signedIn)
        co_return signedIn.error();
    co_return OidcOutcome(std::move(*signedIn));
}

/// Our own second factor is asked for where the tenant wants it; otherwise the provider's counts.
asio::awaitable<Result<bool>> OidcSignIn::mustProveMore(const OidcProvider& provider, Uuid user)
{
    const Tenancy tenancy{provider.tenant, user};
    auto isOn = co_await services_.factors.isOn(tenancy);
    if (!isOn || !*isOn || provider.needsSecondFactor)
        co_return isOn;
    Params who = {std::to_string(provider.tenant), user.toString()};
    auto required = co_await services_.database.read(tenancy, requiresSql, std::move(who));
    if (!required)
        co_return required.error();
    co_return required->boolean(0, 0);
}

} // namespace tidemark::platform
