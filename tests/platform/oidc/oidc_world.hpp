// The platform's OpenID Connect over PostgreSQL, with a provider beside it.
#pragma once

#include "platform/oidc/oidc_parts.hpp"
#include "tests/platform/oidc/fake_provider.hpp"
#include "tests/platform/served_platform.hpp"

namespace tidemark::platform::test {

inline constexpr const char* redirectUri = "http://127.0.0.1:50123/oidc/callback";
inline constexpr const char* verifier = "the-verifier-of-a-device-that-nobody-else-knows";

/// Roles of tenant 1 for claims to give.
inline constexpr const char* rolesSql =
    "INSERT INTO app.role (tenant_id, id, name, description, permissions, is_template)"
    " VALUES (1, '01900000-0000-7000-8000-0000000000a1', 'Drafter', '',"
    " '[\"report:read\"]', false), (1, '01900000-0000-7000-8000-0000000000a2', 'Runner',"
    " '', '[\"run:read\"]', false), (1, '01900000-0000-7000-8000-0000000000a3', 'All', '',"
    " '[\"*:*\"]', false)";

/// What a test leaves behind.
inline constexpr const char* clearSql =
    "DELETE FROM app.oidc_provider; DELETE FROM app.oidc_identity; DELETE FROM app.session;"
    "TRUNCATE app.sign_in_attempt; TRUNCATE app.rate;"
    "DELETE FROM app.user WHERE login LIKE '%@%'";

/// What somebody may do who was signed in; else why not.
inline std::string permissionsIn(const Answered& answer)
{
    return answer.status == 200 ? json::serialize(answer.json().at("user").at("permissions"))
                                : answer.text;
}

class OidcWorld {
public:
    explicit OidcWorld(const PostgresFixture& postgres)
        : served(postgres.appConnection())
        , sessions(served.database, key)
        , turns(served.database)
        , factors(served.database, turns, key)
        , challenges(served.database, sessions, factors)
        , parts(
              needs(), web(), [this](int) { ++changes; }, times()
          )
        , provider(served.io)
    {
        parts.addTo(served.router);
    }

    /// A provider of tenant 1 as an administrator enters it; its id.
    std::string enter(json::object more = {})
    {
        json::object body{
            {"name", "Company"},
            {"issuer", provider.issuer()},
            {"clientId", "tidemark"},
            {"createsUsers", true}};
        for (const auto& member : more)
            body[member.key()] = member.value();
        const Answered answer =
            served.call(ada(), Method::post, "oidc-providers", json::serialize(body));
        return answer.status == 201 ? answer.member("id") : answer.text;
    }

    /// Begins a sign-in as a device does: the flow, and the nonce for the provider.
    std::string begin(const std::string& id, std::string tenant = "t1")
    {
        const Answered begun = served.call(
            nullptr,
            Method::post,
            "auth/oidc/start",
            json::serialize(json::object{
                {"tenant", tenant},
                {"provider", id},
                {"redirectUri", redirectUri},
                {"state", "state-state-state-state"},
                {"codeChallenge", toBase64Url(bytesOf(sha256(verifier)))}})
        );
        url = begun.member("authorizationUrl");
        const std::size_t at = url.find("&nonce=");
        provider.nonce = at == url.npos ? "" : url.substr(at + 7, 43);
        return begun.status == 200 ? begun.member("flow") : begun.text;
    }

    Answered finish(const std::string& flow, json::object more = {}, std::string tenant = "t1")
    {
        json::object body{
            {"tenant", tenant},
            {"flow", flow},
            {"code", "code-1"},
            {"codeVerifier", verifier},
            {"issuer", provider.issuer()},
            {"device", json::object{{"name", "Laptop"}}}};
        for (const auto& member : more)
            body[member.key()] = member.value();
        return served.call(nullptr, Method::post, "auth/oidc/finish", json::serialize(body));
    }

    /// A whole sign-in of a person whom the provider describes so.
    Answered signIn(
        const std::string& id,
        std::string_view subject,
        std::string_view email,
        json::object more = {}
    )
    {
        const std::string flow = begin(id);
        provider.claims = provider.person(subject, email);
        for (const auto& member : more)
            provider.claims[member.key()] = member.value();
        return finish(flow);
    }

    Secret key{std::string(32, 'k')};
    ServedPlatform served;
    Sessions sessions;
    TurnTaker turns;
    FactorBook factors;
    ChallengeBook challenges;
    OidcParts parts;
    FakeProvider provider;
    std::string url = {};
    int changes = 0;

private:
    OidcNeeds needs() { return {served.database, sessions, factors, challenges, turns, key}; }

    static WebSettings web()
    {
        WebSettings settings;
        settings.allowsThisMachine = true;
        settings.bytesMost = 20'000;
        return settings;
    }

    /// Everything is asked for anew, but keys that are not known only once.
    static DirectoryTimes times()
    {
        DirectoryTimes times;
        times.fresh = std::chrono::seconds(3600);
        times.betweenRefetches = std::chrono::seconds(0);
        return times;
    }
};

} // namespace tidemark::platform::test
