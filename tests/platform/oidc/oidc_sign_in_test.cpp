// Signing in through an identity provider: who gets in, and who does not.
#include "tests/platform/oidc/oidc_world.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::platform::test;

class OidcSignInTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        inTenant(rolesSql);
    }

    void init()
    {
        inTenant(clearSql);
        world_ = std::make_unique<OidcWorld>(*postgres_);
    }

    void cleanup() { world_.reset(); }
    void cleanupTestCase() { postgres_.reset(); }

    void somebodyNewIsMadeAndSignedIn()
    {
        const std::string id = world_->enter();
        const Answered answer = world_->signIn(id, "sub-1", "New@Example.com");
        QCOMPARE(answer.status, 200);
        const json::object user = answer.json().at("user").as_object();
        QVERIFY(user.at("login").as_string() == "new@example.com");
        QVERIFY(user.at("displayName").as_string() == "Somebody New");
        QVERIFY(!answer.member("refreshToken").empty());
        QVERIFY(world_->changes > 0);
        QVERIFY(world_->url.find("code_challenge_method=S256") != std::string::npos);
        QCOMPARE(world_->provider.form.at("code_verifier"), std::string(verifier));
        QCOMPARE(world_->provider.form.at("client_id"), std::string("tidemark"));
        QVERIFY(!world_->provider.form.contains("client_secret"));
        QCOMPARE(
            query("SELECT method || ' ' || success || ' ' || login FROM app.sign_in_attempt"),
            std::string("oidc true new@example.com")
        );
        QCOMPARE(query("SELECT method FROM app.session"), std::string("oidc"));
        QCOMPARE(
            query("SELECT actor FROM app.audit_entry WHERE action = 'user.create' AND entity_id"
                  " = (SELECT id FROM app.user WHERE login = 'new@example.com')"),
            std::string("OpenID Connect: Company")
        );
        // The second time it is the same person, whatever the address is now.
        const Answered again = world_->signIn(id, "sub-1", "married@example.com");
        QCOMPARE(again.status, 200);
        QVERIFY(again.json().at("user").at("id") == user.at("id"));
        QVERIFY(again.json().at("user").at("login").as_string() == "new@example.com");
    }

    void anAddressIsNotAPerson()
    {
        const std::string id = world_->enter();
        QCOMPARE(world_->signIn(id, "sub-1", "new@example.com").status, 200);
        // The address now belongs to somebody else at the provider.
        const Answered other = world_->signIn(id, "sub-2", "new@example.com");
        QCOMPARE(other.status, 403);
        QCOMPARE(other.member("reason"), std::string("oidc_login_taken"));
        // The first one has another address; the second still does not become the first.
        QCOMPARE(world_->signIn(id, "sub-1", "married@example.com").status, 200);
        QCOMPARE(
            world_->signIn(id, "sub-2", "new@example.com").member("reason"),
            std::string("oidc_login_taken")
        );
        QCOMPARE(
            world_->signIn(id, "sub-3", "married@example.com").member("reason"),
            std::string("oidc_login_taken")
        );
        QCOMPARE(
            world_->signIn(id, "sub-4", known::maya).member("reason"),
            std::string("oidc_login_taken")
        );
        QCOMPARE(
            world_->signIn(
                      id, "sub-5", "x@example.com", {{"email_verified", false}}
            ).member("reason"),
            std::string("oidc_email_unverified")
        );
        QCOMPARE(
            query("SELECT string_agg(DISTINCT reason, ' ' ORDER BY reason) FROM"
                  " app.sign_in_attempt WHERE NOT success"),
            std::string("oidc_email_unverified oidc_login_taken")
        );
        QCOMPARE(query("SELECT count(*) FROM app.oidc_identity"), std::string("1"));
    }

    void withoutMakingOnlyThoseWhoAreKnownComeIn()
    {
        const std::string id = world_->enter({{"createsUsers", false}});
        const Answered stranger = world_->signIn(id, "sub-1", "new@example.com");
        QCOMPARE(stranger.member("reason"), std::string("oidc_unknown_person"));
        const std::string path = std::string("users/") + known::maya + "/oidc-identities";
        const json::object identity{{"provider", id}, {"subject", "sub-1"}};
        const std::string body = json::serialize(identity);
        QCOMPARE(world_->served.call(foreigner(), Method::post, path, body).status, 404);
        QCOMPARE(world_->served.call(olga(), Method::post, path, body).status, 404);
        QCOMPARE(world_->served.call(ada(), Method::post, path, body).status, 204);
        QCOMPARE(
            world_->served.call(ada(), Method::post, path, body).member("reason"),
            std::string("oidc_identity_taken")
        );
        const Answered known = world_->signIn(id, "sub-1", "new@example.com");
        QCOMPARE(known.status, 200);
        QVERIFY(known.json().at("user").at("id").as_string() == known::maya);
        const Answered shown = world_->served.call(ada(), Method::get, path);
        QVERIFY(shown.json().at("items").at(0).at("email").as_string() == "new@example.com");
        inTenant(
            "UPDATE app.user SET is_active = false WHERE id = '" + std::string(known::maya) + "'"
        );
        QCOMPARE(
            world_->signIn(id, "sub-1", "new@example.com").member("reason"),
            std::string("user_inactive")
        );
        inTenant("UPDATE app.user SET is_active = true WHERE tenant_id = 1");
        const std::string gone = path + "?issuer=" + world_->provider.issuer();
        QCOMPARE(world_->served.call(olga(), Method::del, gone).status, 404);
        QCOMPARE(world_->served.call(ada(), Method::del, gone).status, 204);
        QCOMPARE(world_->signIn(id, "sub-1", "new@example.com").status, 403);
    }

    void rolesAndOrganizationFollowTheClaims()
    {
        const json::object mapping{
            {"roles", "realm_access.roles"},
            {"organization", "org"},
            {"roleOf",
             json::object{
                 {"drafters", "01900000-0000-7000-8000-0000000000a1"},
                 {"runners", "01900000-0000-7000-8000-0000000000a2"}}}};
        const std::string id = world_->enter({{"mapping", mapping}});
        const auto claims = [](json::array roles, const char* org) {
            return json::object{
                {"realm_access", json::object{{"roles", std::move(roles)}}}, {"org", org}};
        };
        const Answered nowhere = world_->signIn(
            id, "sub-1", "a@example.com", claims(json::array{"drafters"}, "Nobody Ltd")
        );
        QCOMPARE(nowhere.member("reason"), std::string("oidc_unknown_organization"));
        const Answered first = world_->signIn(
            id, "sub-1", "a@example.com", claims(json::array{"drafters", "others"}, "demo")
        );
        QCOMPARE(permissionsIn(first), std::string("[\"report:read\"]"));
        QVERIFY(first.json().at("user").at("organizationId").as_string() == known::demoFuels);
        inTenant("INSERT INTO app.user_role (tenant_id, id, user_id, role_id) SELECT 1,"
                 " gen_random_uuid(), id, '01900000-0000-7000-8000-0000000000a3' FROM"
                 " app.user WHERE login = 'a@example.com'");
        const Answered moved = world_->signIn(
            id, "sub-1", "a@example.com", claims(json::array{"runners"}, "Org OTHR")
        );
        QVERIFY(moved.json().at("user").at("organizationId").as_string() == known::otherFuels);
        QCOMPARE(permissionsIn(moved), std::string("[\"*:*\",\"run:read\"]"));
        QCOMPARE(
            permissionsIn(
                world_->signIn(id, "sub-1", "a@example.com", claims(json::array(), "DEMO"))
            ),
            std::string("[\"*:*\"]")
        );
        // Who was moved to an organization that is not known here sees nobody's rows.
        QCOMPARE(
            world_->signIn(id, "sub-1", "a@example.com", claims(json::array(), ""))
                .member("reason"),
            std::string("oidc_unknown_organization")
        );
    }

    void theLastAdministratorStaysOne()
    {
        const json::object mapping{
            {"roles", "groups"},
            {"roleOf", json::object{{"admins", "01900000-0000-7000-8000-0000000000a3"}}}};
        const std::string id = world_->enter({{"mapping", mapping}});
        const json::object admins{{"groups", json::array{"admins"}}};
        const json::object nobody{{"groups", json::array()}};
        QCOMPARE(world_->signIn(id, "sub-1", "a@example.com", admins).status, 200);
        const Answered last = world_->signIn(id, "sub-1", "a@example.com", nobody);
        QCOMPARE(permissionsIn(last), std::string("[\"*:*\"]"));
        QCOMPARE(world_->signIn(id, "sub-2", "b@example.com", admins).status, 200);
        const Answered other = world_->signIn(id, "sub-1", "a@example.com", nobody);
        QCOMPARE(permissionsIn(other), std::string("[]"));
    }

    void claimsThatTheTokenLacksAreAskedFor()
    {
        const std::string id = world_->enter();
        const std::string flow = world_->begin(id);
        world_->provider.claims = world_->provider.person("sub-1", "x");
        for (const char* claim : {"email", "email_verified", "name"})
            world_->provider.claims.erase(claim);
        world_->provider.userinfo = {
            {"sub", "sub-1"}, {"email", "u@example.com"}, {"email_verified", true}, {"name", "U"}};
        QCOMPARE(world_->finish(flow).status, 200);
        QCOMPARE(world_->provider.userinfoAuthorization, std::string("Bearer access"));
        const std::string second = world_->begin(id);
        world_->provider.claims["nonce"] = world_->provider.nonce;
        world_->provider.userinfo["sub"] = "sub-2";
        QCOMPARE(world_->finish(second).member("reason"), std::string("oidc_answer_malformed"));
    }

    void aSignInEndsOnceAndOnlyWhereItBegan()
    {
        const std::string id = world_->enter();
        const std::string flow = world_->begin(id);
        world_->provider.claims = world_->provider.person("sub-1", "new@example.com");
        const auto reasonOf = [](const Answered& answer) { return answer.member("reason"); };
        const std::string ended = "oidc_flow_ended";
        QCOMPARE(reasonOf(world_->finish(flow, {{"codeVerifier", "another"}})), ended);
        QCOMPARE(reasonOf(world_->finish(Uuid::make().toString())), ended);
        QCOMPARE(reasonOf(world_->finish(flow, {}, "t2")), ended);
        QCOMPARE(reasonOf(world_->finish(flow, {}, "nobody")), ended);
        QCOMPARE(world_->provider.tokensAsked, 0);
        QCOMPARE(world_->finish(flow).status, 200);
        QCOMPARE(reasonOf(world_->finish(flow)), ended);
        QCOMPARE(world_->provider.tokensAsked, 1);
        const std::string late = world_->begin(id);
        inTenant("UPDATE app.oidc_flow SET expires_at = now()");
        QCOMPARE(reasonOf(world_->finish(late)), ended);
        world_->provider.tokenError = "invalid_grant";
        QCOMPARE(reasonOf(world_->finish(world_->begin(id))), std::string("oidc_code_refused"));
        world_->provider.tokenError = "invalid_client";
        QCOMPARE(reasonOf(world_->finish(world_->begin(id))), std::string("oidc_client_refused"));
    }

    void answersOfOthersAreRefused()
    {
        const std::string id = world_->enter();
        const auto reasonOf = [](const Answered& answer) { return answer.member("reason"); };
        const std::string mixUp = "oidc_mix_up";
        QCOMPARE(
            reasonOf(world_->finish(world_->begin(id), {{"issuer", "https://evil.example"}})), mixUp
        );
        QCOMPARE(reasonOf(world_->finish(world_->begin(id), {{"issuer", ""}})), mixUp);
        QCOMPARE(world_->provider.tokensAsked, 0);
        // The token of one sign-in is of no use in another.
        world_->begin(id);
        world_->provider.claims = world_->provider.person("sub-1", "new@example.com");
        QCOMPARE(reasonOf(world_->finish(world_->begin(id))), std::string("oidc_token_nonce"));
        const auto wrong = [&](const char* claim, json::value value) {
            return reasonOf(
                world_->signIn(id, "sub-1", "new@example.com", {{claim, std::move(value)}})
            );
        };
        QCOMPARE(wrong("iss", "https://evil.example"), std::string("oidc_token_issuer"));
        QCOMPARE(wrong("aud", "another"), std::string("oidc_token_audience"));
        QCOMPARE(wrong("exp", std::time(nullptr) - 100), std::string("oidc_token_expired"));
        QCOMPARE(query("SELECT count(*) FROM app.session"), std::string("0"));
    }

    void keysRotateAndAreKeptWhileTheProviderIsAway()
    {
        const std::string id = world_->enter();
        FakeProvider& provider = world_->provider;
        QCOMPARE(world_->signIn(id, "sub-1", "new@example.com").status, 200);
        QCOMPARE(provider.keysAsked, 1);
        QCOMPARE(world_->signIn(id, "sub-1", "new@example.com").status, 200);
        QCOMPARE(provider.keysAsked, 1);
        provider.areKeysAway = true;
        QCOMPARE(world_->signIn(id, "sub-1", "new@example.com").status, 200);
        provider.key = SigningKey("RS256", "key-2");
        QCOMPARE(
            world_->signIn(id, "sub-1", "new@example.com").member("reason"),
            std::string("oidc_token_forged")
        );
        provider.areKeysAway = false;
        provider.published = {provider.key.published()};
        const auto asked = provider.keysAsked;
        inTenant("SELECT pg_sleep(1.1)"); // What was just fetched is not fetched again.
        QCOMPARE(world_->signIn(id, "sub-1", "new@example.com").status, 200);
        QCOMPARE(provider.keysAsked, asked + 1);
        // The former key is not the provider's any more.
        provider.key = SigningKey("ES256", "key-1");
        QCOMPARE(
            world_->signIn(id, "sub-1", "new@example.com").member("reason"),
            std::string("oidc_token_forged")
        );
    }

    void metadataIsTheIssuersOwn()
    {
        const std::string id = world_->enter();
        FakeProvider& provider = world_->provider;
        const auto reason = [&] {
            const std::string text = world_->begin(id);
            return std::string(json::parse(text).at("reason").as_string());
        };
        provider.claimedIssuer = provider.issuer() + "/";
        QCOMPARE(reason(), std::string("oidc_issuer_mismatch"));
        provider.claimedIssuer = "https://evil.example";
        QCOMPARE(reason(), std::string("oidc_issuer_mismatch"));
        provider.claimedIssuer.reset();
        for (const char* address :
             {"http://192.0.2.1/token", "file:///etc/passwd", "https://a@b.example/", "token"}) {
            provider.tokenEndpoint = address;
            QCOMPARE(reason(), std::string("oidc_metadata_malformed"));
        }
        provider.tokenEndpoint = std::string(30'000, 'x');
        QCOMPARE(reason(), std::string("oidc_answer_too_large"));
        provider.tokenEndpoint.reset();
        const Answered tested =
            world_->served.call(ada(), Method::post, "oidc-providers/" + id + "/test");
        QCOMPARE(tested.member("ok"), std::string("true"));
        provider.isAway = true;
        QVERIFY(!world_->begin(id).starts_with('{')); // Known well enough.
        const Answered away =
            world_->served.call(ada(), Method::post, "oidc-providers/" + id + "/test");
        QCOMPARE(away.member("ok"), std::string("false"));
    }

    void aCodeIsEnteredElsewhere()
    {
        const std::string id = world_->enter();
        FakeProvider& provider = world_->provider;
        const json::object begin{
            {"tenant", "t1"},
            {"provider", id},
            {"codeChallenge", toBase64Url(bytesOf(sha256(verifier)))}};
        const auto started = [&] {
            return world_->served.call(
                nullptr, Method::post, "auth/oidc/device", json::serialize(begin)
            );
        };
        const auto ask = [&](const std::string& flow, const char* secret = verifier) {
            inTenant("UPDATE app.oidc_flow SET poll_after = now()");
            const json::object body{{"tenant", "t1"}, {"flow", flow}, {"codeVerifier", secret}};
            return world_->served.call(
                nullptr, Method::post, "auth/oidc/device/poll", json::serialize(body)
            );
        };
        const Answered begun = started();
        QCOMPARE(begun.member("userCode"), std::string("ABCD-EFGH"));
        QVERIFY(begun.text.find("device-1") == std::string::npos);
        const std::string flow = begun.member("flow");
        provider.tokenError = "authorization_pending";
        QCOMPARE(ask(flow).status, 202);
        QCOMPARE(provider.form.at("device_code"), std::string("device-1"));
        QCOMPARE(ask(flow, "another").member("reason"), std::string("oidc_flow_ended"));
        provider.tokenError = "slow_down";
        QCOMPARE(ask(flow).member("interval"), std::string("6"));
        const int asked = provider.tokensAsked;
        const json::object early{{"tenant", "t1"}, {"flow", flow}, {"codeVerifier", verifier}};
        const std::string body = json::serialize(early);
        const char* poll = "auth/oidc/device/poll";
        QCOMPARE(world_->served.call(nullptr, Method::post, poll, body).status, 202);
        QCOMPARE(provider.tokensAsked, asked);
        provider.tokenError.clear();
        provider.claims = provider.person("sub-1", "new@example.com");
        provider.claims.erase("nonce");
        QCOMPARE(ask(flow).status, 200);
        QCOMPARE(ask(flow).member("reason"), std::string("oidc_flow_ended"));
        provider.tokenError = "access_denied";
        const std::string denied = started().member("flow");
        QCOMPARE(ask(denied).member("reason"), std::string("oidc_denied"));
        QCOMPARE(ask(denied).member("reason"), std::string("oidc_flow_ended"));
    }

    void theTenantsOwnSecondFactorHoldsWhereItIsWanted()
    {
        const std::string id = world_->enter();
        QCOMPARE(world_->signIn(id, "sub-1", "new@example.com").status, 200);
        inTenant("INSERT INTO app.user_factor (tenant_id, user_id, secret, confirmed_at)"
                 " SELECT 1, id, '\\x00', now() FROM app.user WHERE login ="
                 " 'new@example.com'");
        QCOMPARE(world_->signIn(id, "sub-1", "new@example.com").status, 200);
        inTenant("UPDATE app.oidc_provider SET needs_second_factor = true");
        const Answered asked = world_->signIn(id, "sub-1", "new@example.com");
        QCOMPARE(asked.status, 401);
        QCOMPARE(asked.member("reason"), std::string("second_factor_required"));
        QVERIFY(!asked.member("challenge").empty());
        inTenant("UPDATE app.oidc_provider SET needs_second_factor = false;"
                 "INSERT INTO app.second_factor_rule VALUES (1, 'everyone')");
        QCOMPARE(world_->signIn(id, "sub-1", "new@example.com").status, 401);
        inTenant("DELETE FROM app.second_factor_rule");
    }

private:
    void inTenant(const std::string& sql) const
    {
        postgres_->asAdmin("SET app.tenant = '1';" + sql);
    }

    [[nodiscard]] std::string query(const std::string& sql) const
    {
        return postgres_->asAdmin(sql);
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<OidcWorld> world_;
};

QTEST_GUILESS_MAIN(OidcSignInTest)
#include "oidc_sign_in_test.moc"
