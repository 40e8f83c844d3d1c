// A second factor over REST: begun, confirmed, asked for, lost; and what comes before all else.
#include "tests/platform/factors/sign_in_world.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

class SecondFactorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { world_ = std::make_unique<SignInWorld>(); }
    void init() { world_->begin(); }
    void cleanupTestCase() { world_.reset(); }

    void aSignInAsksForTheCodeOnceItIsConfirmed()
    {
        const Told begun = world_->signIn(maya);
        QCOMPARE(begun.status, 200);
        const std::string token = begun.text("accessToken");
        const Told enrolled = world_->call("POST /api/v1/me/second-factor/enrol", token);
        QCOMPARE(enrolled.status, 200);
        QVERIFY(enrolled.text("uri").starts_with("otpauth://totp/Tidemark%20Tenant%201:maya"));
        // Only begun: it is not asked for, and not stored as it is.
        QCOMPARE(world_->signIn(maya).status, 200);
        QVERIFY(world_->postgres.asAdmin("SELECT secret FROM app.user_factor").size() > 2 * 40);
        const std::string secret = enrolled.text("secret");
        QCOMPARE(
            world_->withCode("POST /api/v1/me/second-factor/confirm", token, "000000").reason(),
            std::string("wrong_code")
        );
        const Told on = world_->withCode(
            "POST /api/v1/me/second-factor/confirm", token, SignInWorld::codeOf(secret, -1)
        );
        QCOMPARE(on.body.at("recoveryCodes").as_array().size(), std::size_t(10));
        const Told state = world_->call("GET /api/v1/me/second-factor", token);
        QVERIFY(state.flag("on"));
        QCOMPARE(state.body.at("recoveryCodesLeft").as_int64(), std::int64_t(10));

        const Told asked = world_->signIn(maya);
        QCOMPARE(asked.status, 401);
        QCOMPARE(asked.reason(), std::string("second_factor_required"));
        QVERIFY(!asked.body.contains("accessToken"));
        const std::string challenge = asked.text("challenge");
        QCOMPARE(world_->answer(challenge, "000000").reason(), std::string("wrong_code"));
        // The one that confirmed it is not taken a second time.
        QCOMPARE(
            world_->answer(challenge, SignInWorld::codeOf(secret, -1)).reason(),
            std::string("wrong_code")
        );
        const std::string code = SignInWorld::codeOf(secret);
        const Told in = world_->answer(challenge, code.substr(0, 3) + " " + code.substr(3));
        QCOMPARE(in.status, 200);
        QCOMPARE(world_->call("GET /api/v1/me", in.text("accessToken")).status, 200);
        QCOMPARE(world_->answer(challenge, code).reason(), std::string("challenge_expired"));
        const std::string again = world_->signIn(maya).text("challenge");
        QCOMPARE(world_->answer(again, code).reason(), std::string("wrong_code"));
        QCOMPARE(
            world_->count("app.sign_in_attempt WHERE success AND method = 'totp'"
                          " AND device = 'Desk of maya@demo.example'"),
            1
        );
        QCOMPARE(world_->count("app.sign_in_attempt WHERE reason = 'wrong_code'"), 3);
        QCOMPARE(world_->count("app.audit_entry WHERE action = 'user.secondFactorOn'"), 1);
    }

    void aRecoveryCodeIsGoodOnce()
    {
        const Enrolled mayas = enrol(maya);
        const std::string spare = mayas.codes.front();
        const Told in = world_->answer(world_->signIn(maya).text("challenge"), spare);
        QCOMPARE(in.status, 200);
        QCOMPARE(
            world_->answer(world_->signIn(maya).text("challenge"), spare).reason(),
            std::string("wrong_code")
        );
        const std::string token = in.text("accessToken");
        const Told state = world_->call("GET /api/v1/me/second-factor", token);
        QCOMPARE(state.body.at("recoveryCodesLeft").as_int64(), std::int64_t(9));
        const Told renewed =
            world_->withCode("POST /api/v1/me/second-factor/recovery-codes", token, mayas.codes[1]);
        QCOMPARE(renewed.status, 200);
        // The old ones are gone with it. (Another minute has begun, as far as turns go.)
        world_->postgres.asAdmin("TRUNCATE app.rate");
        QCOMPARE(
            world_->answer(world_->signIn(maya).text("challenge"), mayas.codes[2]).reason(),
            std::string("wrong_code")
        );
        QCOMPARE(world_->count("app.sign_in_attempt WHERE success AND method = 'recovery'"), 1);
    }

    void itIsTurnedOffWithPasswordAndCode()
    {
        const Enrolled mayas = enrol(maya);
        const auto off = [&](const std::string& password, const std::string& code) {
            const boost::json::object body{{"password", password}, {"code", code}};
            return world_->call(
                "POST /api/v1/me/second-factor/off", mayas.token, boost::json::serialize(body)
            );
        };
        const std::string code = SignInWorld::codeOf(mayas.secret);
        QCOMPARE(off("wrong horse", code).reason(), std::string("wrong_password"));
        QCOMPARE(off(SignInWorld::password, "000000").reason(), std::string("wrong_code"));
        world_->postgres.asAdmin("TRUNCATE app.rate");
        QCOMPARE(
            world_->call("POST /api/v1/me/second-factor/enrol", mayas.token).reason(),
            std::string("factor_is_on")
        );
        QCOMPARE(off(SignInWorld::password, code).status, 204);
        QCOMPARE(world_->signIn(maya).status, 200);
        QCOMPARE(world_->count("app.recovery_code"), 0);
    }

    void guessingIsLimited()
    {
        enrol(maya);
        const std::string challenge = world_->signIn(maya).text("challenge");
        world_->postgres.asAdmin("TRUNCATE app.rate");
        for (int i = 0; i < 5; ++i)
            QCOMPARE(world_->answer(challenge, "000000").reason(), std::string("wrong_code"));
        QCOMPARE(world_->answer(challenge, "000000").reason(), std::string("challenge_expired"));
        const std::string second = world_->signIn(maya).text("challenge");
        const Told tooMany = world_->answer(second, "000000");
        QCOMPARE(tooMany.status, 429);
        QCOMPARE(tooMany.reason(), std::string("too_many_attempts"));
        // Over a longer time they add up, also when the person was signed in in between.
        world_->postgres.asAdmin(
            "INSERT INTO app.sign_in_attempt (tenant_id, id, at, user_id, login, success, reason,"
            " method, address, device, agent) SELECT 1, gen_random_uuid(),"
            " now() - interval '10 hours', '" +
            std::string(known::maya) +
            "', 'x', false, 'wrong_code', 'totp', '', '', '' FROM generate_series(1, 25)"
        );
        QCOMPARE(world_->answer(second, "000000").reason(), std::string("locked_out"));
    }

    void anotherPasswordEndsAChallenge()
    {
        const Enrolled mayas = enrol(maya);
        const std::string challenge = world_->signIn(maya).text("challenge");
        Tenancy tenancy;
        tenancy.tenant = 1;
        auto hash = hashPassword(Secret("another horse"));
        QVERIFY(world_->served.run(
            storePassword(world_->served.database, tenancy, idOf(known::maya), *hash)
        ));
        const Told late = world_->answer(challenge, SignInWorld::codeOf(mayas.secret));
        QCOMPARE(late.reason(), std::string("challenge_expired"));
    }

    void anAdministratorHelpsWhoLostAll()
    {
        enrol(maya);
        const std::string ada = world_->signIn("ada@demo.example").text("accessToken");
        const std::string olga = world_->signIn("olga@demo.example").text("accessToken");
        const std::string path =
            "POST /api/v1/users/" + std::string(known::maya) + "/second-factor/reset";
        QCOMPARE(world_->call(path.c_str(), olga).status, 403);
        QCOMPARE(world_->call(path.c_str(), ada).status, 204);
        QCOMPARE(world_->signIn(maya).status, 200);
        QCOMPARE(world_->count("app.audit_entry WHERE action = 'user.secondFactorReset'"), 1);
        const std::string foreign =
            "POST /api/v1/users/" + std::string(known::foreigner) + "/second-factor/reset";
        QCOMPARE(world_->call(foreign.c_str(), ada).status, 404);
    }

    void aTenantMayAskForItByRoleOrOfAll()
    {
        const std::string ada = world_->signIn("ada@demo.example").text("accessToken");
        const std::string mayas = world_->signIn(maya).text("accessToken");
        QCOMPARE(
            world_->call("GET /api/v1/access/second-factor", ada).text("required"),
            std::string("nobody")
        );
        const char* const put = "PUT /api/v1/access/second-factor";
        QCOMPARE(world_->call(put, mayas, R"({"required":"everyone"})").status, 403);
        QCOMPARE(world_->call(put, ada, R"({"required":"some"})").status, 400);
        QCOMPARE(world_->call(put, ada, R"({"required":"roles"})").status, 400);
        const char* const roles =
            R"({"required":"roles","roles":["01900000-0000-7000-8000-0000000000f1"]})";
        QCOMPARE(world_->call(put, ada, roles).status, 204);
        QCOMPARE(world_->call("GET /api/v1/users", mayas).status != 403, false);
        const Told refused = world_->call("GET /api/v1/connectors", ada);
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.reason(), std::string("second_factor_setup_required"));
        QVERIFY(world_->call("GET /api/v1/me", ada).flag("mustSetUpSecondFactor"));
        QVERIFY(world_->call("GET /api/v1/me/second-factor", ada).flag("required"));

        const Told enrolled = world_->call("POST /api/v1/me/second-factor/enrol", ada);
        const std::string code = SignInWorld::codeOf(enrolled.text("secret"));
        QCOMPARE(world_->withCode("POST /api/v1/me/second-factor/confirm", ada, code).status, 200);
        QCOMPARE(world_->call("GET /api/v1/connectors", ada).status, 200);
        QCOMPARE(world_->call(put, ada, R"({"required":"everyone"})").status, 204);
        QCOMPARE(
            world_->call("GET /api/v1/connectors", mayas).reason(),
            std::string("second_factor_setup_required")
        );
        QCOMPARE(world_->count("app.audit_entry WHERE action = 'tenant.secondFactorRule'"), 2);
    }

    void aGivenPasswordIsChangedBeforeAllElse()
    {
        world_->postgres.asAdmin(
            "SET app.tenant = '1'; UPDATE app.user SET must_change_password ="
            " true WHERE id = '" +
            std::string(known::ada) + "'"
        );
        const Told in = world_->signIn("ada@demo.example");
        const std::string token = in.text("accessToken");
        QVERIFY(in.body.at("user").as_object().at("mustChangePassword").as_bool());
        for (const char* line :
             {"GET /api/v1/connectors",
              "POST /api/v1/sync/session",
              "GET /api/v1/me/second-factor",
              "POST /api/v1/me/second-factor/enrol"}) {
            const Told refused = world_->call(line, token);
            QCOMPARE(refused.status, 403);
            QCOMPARE(refused.reason(), std::string("password_change_required"));
            QVERIFY(!refused.text("nextStep").empty());
        }
        QCOMPARE(world_->call("GET /api/v1/me", token).status, 200);
        const char* const change = R"({"current":"correct horse","password":"chosen by herself"})";
        QCOMPARE(world_->call("POST /api/v1/me/password", token, change).status, 204);
        QCOMPARE(world_->call("GET /api/v1/connectors", token).status, 200);
    }

private:
    static constexpr const char* maya = "maya@demo.example";

    struct Enrolled {
        std::string token = {};
        std::string secret = {};
        std::vector<std::string> codes = {};
    };

    /// Signed in, with a factor that was confirmed by the code before the present one.
    Enrolled enrol(const std::string& login)
    {
        Enrolled enrolled;
        enrolled.token = world_->signIn(login).text("accessToken");
        enrolled.secret =
            world_->call("POST /api/v1/me/second-factor/enrol", enrolled.token).text("secret");
        const Told on = world_->withCode(
            "POST /api/v1/me/second-factor/confirm",
            enrolled.token,
            SignInWorld::codeOf(enrolled.secret, -1)
        );
        for (const auto& code : on.body.at("recoveryCodes").as_array())
            enrolled.codes.emplace_back(code.as_string());
        return enrolled;
    }

    std::unique_ptr<SignInWorld> world_;
};

QTEST_GUILESS_MAIN(SecondFactorTest)
#include "second_factor_test.moc"
