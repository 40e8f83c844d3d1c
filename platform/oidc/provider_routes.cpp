#include "platform/oidc/provider_routes.hpp"

#include "models/core/json_reader.hpp"
#include "platform/http/sql_answer.hpp"

#include <charconv>

namespace tidemark::platform {
namespace {

constexpr std::size_t secretMost = 1000;
constexpr std::size_t subjectMost = 255;

/// Providers of tenant $1, or only $2. The secret never leaves.
std::string providersSql()
{
    return "SELECT jsonb_build_object('id', p.id, 'rv', p.rv::text, 'name', p.name, 'issuer',"
           " p.issuer, 'clientId', p.client_id, 'hasSecret', p.client_secret IS NOT NULL,"
           " 'secretSetAt', " +
           utcText("p.secret_set_at") +
           ", 'scopes', p.scopes, 'isEnabled', p.is_enabled, 'createsUsers', p.creates_users,"
           " 'trustsEmail', p.trusts_email, 'allowsDeviceCode', p.allows_device_code,"
           " 'needsSecondFactor', p.needs_second_factor, 'mapping', p.mapping, 'users', (SELECT"
           " count(*) FROM app.oidc_identity i WHERE i.tenant_id = p.tenant_id AND i.issuer ="
           " p.issuer), 'createdAt', " +
           utcText("p.created_at") + ", 'updatedAt', " + utcText("p.updated_at") +
           ") AS item FROM app.oidc_provider p WHERE p.tenant_id = $1::int";
}

/// Of user $2; members see those of their own organization $3.
std::string identitiesSql()
{
    return "SELECT jsonb_build_object('items', coalesce(jsonb_agg(jsonb_build_object('issuer',"
           " i.issuer, 'subject', i.subject, 'email', i.email, 'linkedAt', " +
           utcText("i.linked_at") + ", 'seenAt', " + utcText("i.seen_at") +
           ", 'provider', p.name) ORDER BY i.issuer) FILTER (WHERE i.issuer IS NOT NULL), '[]'))"
           "::text FROM app.user u LEFT JOIN app.oidc_identity i ON i.tenant_id = u.tenant_id"
           " AND i.user_id = u.id LEFT JOIN app.oidc_provider p ON p.tenant_id = i.tenant_id"
           " AND p.issuer = i.issuer WHERE u.tenant_id = $1::int AND u.id = $2::uuid"
           " AND ($3::uuid IS NULL OR u.organization_id = $3::uuid) GROUP BY u.id";
}

Fault noProvider()
{
    return Fault{
        FaultCode::notFound,
        "oidc_no_provider",
        "There is no such identity provider.",
        "Open the list again."};
}

/// `If-Match: "<rv>"`
Result<std::int64_t> expectedVersion(const Request& request)
{
    std::string_view text = request.header("If-Match").value_or("");
    if (text.size() > 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    std::int64_t rv = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rv);
    if (error != std::errc{} || end != text.data() + text.size())
        return Fault{
            FaultCode::invalid,
            "missing_if_match",
            "The request does not say which version it changes.",
            "Send the row's rv as If-Match."};
    return rv;
}

class ProviderRoutes {
public:
    explicit ProviderRoutes(ProviderRouteServices services)
        : services_(services)
    {
    }

    asio::awaitable<Response> list(Request& request) const
    {
        Params params = {std::to_string(request.actor->tenancy.tenant)};
        std::string sql = providersSql() + " ORDER BY p.name";
        return sqlListAnswer(services_.database, request, std::move(sql), std::move(params));
    }
    asio::awaitable<Response> get(Request& request) const;
    asio::awaitable<Response> save(Request& request, bool isNew) const;
    asio::awaitable<Response> setSecret(Request& request) const;
    asio::awaitable<Response> remove(Request& request) const;
    asio::awaitable<Response> test(Request& request) const;
    asio::awaitable<Response> identities(Request& request) const;
    asio::awaitable<Response> link(Request& request) const;
    asio::awaitable<Response> unlink(Request& request) const;

private:
    asio::awaitable<Response> one(const Request& request, Uuid id) const;

    ProviderRouteServices services_;
};

Response outcome(const Result<void>& done, const Request& request)
{
    return done ? noContent() : problem(done.error(), request.requestId);
}

asio::awaitable<Response> ProviderRoutes::one(const Request& request, Uuid id) const
{
    Params params = {std::to_string(request.actor->tenancy.tenant), id.toString()};
    std::string sql = "SELECT q.item::text FROM (" + providersSql() + " AND p.id = $2::uuid) q";
    return sqlAnswer(services_.database, request, std::move(sql), std::move(params));
}

asio::awaitable<Response> ProviderRoutes::get(Request& request) const
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(noProvider(), request.requestId);
    co_return co_await one(request, *id);
}

asio::awaitable<Response> ProviderRoutes::save(Request& request, bool isNew) const
{
    const Result<Uuid> id = isNew ? Result<Uuid>(Uuid{}) : request.pathId();
    if (!id)
        co_return problem(noProvider(), request.requestId);
    std::optional<std::int64_t> expected;
    if (!isNew) {
        const auto version = expectedVersion(request);
        if (!version)
            co_return problem(version.error(), request.requestId);
        expected = *version;
    }
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    auto read = providerFromJson(value);
    if (!read)
        co_return problem(read.error(), request.requestId);
    read->tenant = request.actor->tenancy.tenant;
    read->id = *id;
    services_.directory.forget(read->issuer);
    auto saved = co_await services_.providers.save(
        request.actor,
        AuditOrigin::of(request),
        std::make_shared<const OidcProvider>(std::move(*read)),
        expected
    );
    if (!saved)
        co_return problem(saved.error(), request.requestId);
    Response answer = co_await one(request, *saved);
    if (isNew && answer.status == 200)
        answer.status = 201;
    co_return answer;
}

asio::awaitable<Response> ProviderRoutes::setSecret(Request& request) const
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(noProvider(), request.requestId);
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "secret");
    const std::string text = in.optionalText("secret", secretMost).value_or("");
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    auto done = co_await services_.providers.setSecret(
        request.actor, AuditOrigin::of(request), *id, std::make_shared<const Secret>(text)
    );
    co_return outcome(done, request);
}

asio::awaitable<Response> ProviderRoutes::remove(Request& request) const
{
    const auto id = request.pathId();
    const auto version = expectedVersion(request);
    if (!id || !version)
        co_return problem(id ? version.error() : noProvider(), request.requestId);
    auto done =
        co_await services_.providers.remove(request.actor, AuditOrigin::of(request), *id, *version);
    co_return outcome(done, request);
}

/// Asks the provider for its metadata, as a sign-in would. Never tells what else answered.
asio::awaitable<Response> ProviderRoutes::test(Request& request) const
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(noProvider(), request.requestId);
    auto provider = co_await services_.providers.enabled(request.actor->tenancy.tenant, *id);
    if (!provider)
        co_return problem(provider.error(), request.requestId);
    services_.directory.forget((*provider)->issuer);
    auto metadata = co_await services_.directory.metadataOf((*provider)->issuer);
    boost::json::object body;
    body["ok"] = metadata.has_value();
    body["deviceCode"] = metadata && !(*metadata)->deviceEndpoint.empty();
    body["cause"] = nullptr;
    body["nextStep"] = nullptr;
    if (!metadata) {
        body["cause"] = metadata.error().cause;
        body["nextStep"] = metadata.error().nextStep;
    }
    co_return json(200, body);
}

asio::awaitable<Response> ProviderRoutes::identities(Request& request) const
{
    const auto user = request.pathId();
    if (!user)
        co_return problem(user.error(), request.requestId);
    Params params = {
        std::to_string(request.actor->tenancy.tenant),
        user->toString(),
        organizationOf(*request.actor)};
    co_return co_await sqlAnswer(services_.database, request, identitiesSql(), std::move(params));
}

asio::awaitable<Response> ProviderRoutes::link(Request& request) const
{
    const auto user = request.pathId();
    if (!user)
        co_return problem(user.error(), request.requestId);
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "identity");
    const Uuid provider = in.uuid("provider");
    const std::string subject = in.text("subject", subjectMost);
    if (!isSubject(subject))
        in.refuse("subject", "is 1 to 255 characters, none of them a control character");
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    auto done = co_await services_.identities.link(
        request.actor, AuditOrigin::of(request), *user, provider, subject
    );
    co_return outcome(done, request);
}

asio::awaitable<Response> ProviderRoutes::unlink(Request& request) const
{
    const auto user = request.pathId();
    if (!user)
        co_return problem(user.error(), request.requestId);
    const std::string issuer(request.query("issuer").value_or(""));
    auto done = co_await services_.identities.unlink(
        request.actor, AuditOrigin::of(request), *user, issuer
    );
    co_return outcome(done, request);
}

} // namespace

void addProviderRoutes(Router& router, ProviderRouteServices services)
{
    const auto routes = std::make_shared<ProviderRoutes>(services);
    using Step = asio::awaitable<Response> (ProviderRoutes::*)(Request&) const;
    const auto add = [&](Method method, const char* path, const char* permission, Step step) {
        router.add(method, path, Access::to(permission), [routes, step](Request& request) {
            return ((*routes).*step)(request);
        });
    };
    add(Method::get, "oidc-providers", "settings:read", &ProviderRoutes::list);
    add(Method::get, "oidc-providers/{id}", "settings:read", &ProviderRoutes::get);
    router.add(
        Method::post,
        "oidc-providers",
        Access::to("settings:create"),
        [routes](Request& request) { return routes->save(request, true); }
    );
    router.add(
        Method::put,
        "oidc-providers/{id}",
        Access::to("settings:update"),
        [routes](Request& request) { return routes->save(request, false); }
    );
    add(Method::put, "oidc-providers/{id}/secret", "settings:update", &ProviderRoutes::setSecret);
    add(Method::del, "oidc-providers/{id}", "settings:delete", &ProviderRoutes::remove);
    add(Method::post, "oidc-providers/{id}/test", "settings:update", &ProviderRoutes::test);
    add(Method::get, "users/{id}/oidc-identities", "user:read", &ProviderRoutes::identities);
    add(Method::post, "users/{id}/oidc-identities", "user:admin", &ProviderRoutes::link);
    add(Method::del, "users/{id}/oidc-identities", "user:admin", &ProviderRoutes::unlink);
}

} // namespace tidemark::platform
