// Sign-in, refresh and sign-out against a real PostgreSQL.
#include "platform/identity/server_key.hpp"
#include "platform/identity/sessions.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

#include <boost/asio/detached.hpp>

#include <fstream>
#include <set>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr const char* people = R"(
    SET app.tenant = '7';
    INSERT INTO app.tenant (tenant_id, id, rv, number, name, slug, environment, time_zone,
        session_timeout_minutes)
        VALUES (7, gen_random_uuid(), 0, 7, 'Seven', 'seven', 'sandbox', 'UTC', 30);
    INSERT INTO app.user (tenant_id, id, rv, login, display_name, title, is_active,
        must_change_password)
        VALUES (7, '01890000-0000-7000-8000-000000000001', 0, 'ada@seven', 'Ada', '', true, false),
            (7, '01890000-0000-7000-8000-000000000002', 0, 'gone@seven', 'Gone', '', false, false);
    INSERT INTO app.role (tenant_id, id, rv, name, description, permissions, is_template)
        VALUES (7, '01890000-0000-7000-8000-000000000003', 0, 'r', '', '["report:*","org:read"]',
            false);
    INSERT INTO app.user_role (tenant_id, id, rv, user_id, role_id)
        VALUES (7, gen_random_uuid(), 0, '01890000-0000-7000-8000-000000000001',
            '01890000-0000-7000-8000-000000000003');
)";

} // namespace

class SessionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_.emplace();
        DatabaseSettings settings;
        settings.connection = postgres_->appConnection();
        database_.emplace(io_.get_executor(), settings);
        postgres_->asAdmin(people);
        for (const char* id :
             {"01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"}) {
            const auto hash = hashPassword(Secret("correct horse"));
            QVERIFY(hash);
            Tenancy tenancy;
            tenancy.tenant = 7;
            QVERIFY(finish(io_, storePassword(*database_, tenancy, *Uuid::parse(id), *hash)));
        }
    }

    void init()
    {
        SessionSettings settings;
        settings.reuseGrace = std::chrono::seconds(2);
        settings.failuresOfName = 1000; // Of locking, devices_test tells.
        settings.failuresOfAddress = 1000;
        settings.refusalAfter = std::chrono::milliseconds(0);
        sessions_.emplace(*database_, Secret(std::string(32, 'k')), settings);
    }

    void cleanupTestCase()
    {
        sessions_.reset();
        database_.reset();
    }

    void aRightPasswordOpensASession()
    {
        const auto signedIn = signIn("seven", "Ada@Seven", "correct horse");
        QVERIFY(signedIn);
        QCOMPARE(signedIn->actor->login, std::string("ada@seven"));
        QVERIFY(signedIn->actor->may("report:submit"));
        QVERIFY(signedIn->actor->may("org:read"));
        QVERIFY(!signedIn->actor->may("org:update"));
        QVERIFY(signedIn->actor->seesAllOrganizations());
        const auto actor = finish(io_, sessions_->actorOf(signedIn->accessToken));
        QVERIFY(actor);
        QVERIFY((*actor)->userId == signedIn->actor->userId);
        QCOMPARE(postgres_->asAdmin("SELECT count(*) FROM app.session"), std::string("1"));
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM app.refresh_token WHERE position("
                               "'correct' in hash::text) > 0"),
            std::string("0")
        );
    }

    void everyWrongSignInSaysTheSame_data()
    {
        QTest::addColumn<QString>("tenant");
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("password");
        QTest::newRow("tenant") << "eight"
                                << "ada@seven"
                                << "correct horse";
        QTest::newRow("user") << "seven"
                              << "eve@seven"
                              << "correct horse";
        QTest::newRow("password") << "seven"
                                  << "ada@seven"
                                  << "correct mule";
        QTest::newRow("inactive") << "seven"
                                  << "gone@seven"
                                  << "correct horse";
        QTest::newRow("long") << "seven"
                              << "ada@seven" << QString(5000, u'x');
    }

    void everyWrongSignInSaysTheSame()
    {
        QFETCH(QString, tenant);
        QFETCH(QString, login);
        QFETCH(QString, password);
        const auto outcome =
            signIn(tenant.toStdString(), login.toStdString(), password.toStdString());
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().reason, std::string("wrong_credentials"));
        QVERIFY(outcome.error().code == FaultCode::unauthenticated);
    }

    void ofManyRefreshesAtOnceOneSpendsTheToken()
    {
        // TIDEMARK_REFRESH_ROUNDS=10000 is the long form.
        const int rounds = std::max(20, qEnvironmentVariableIntValue("TIDEMARK_REFRESH_ROUNDS"));
        const auto signedIn = signIn("seven", "ada@seven", "correct horse");
        QVERIFY(signedIn);
        std::string token = signedIn->refreshToken;
        for (int round = 0; round < rounds; ++round) {
            std::set<std::string> successors;
            int done = 0;
            int good = 0;
            auto one = [&]() -> asio::awaitable<void> {
                RenewalAsker asker{"same client"};
                asker.isNonce = round % 2 == 1;
                auto next = co_await sessions_->refresh(token, std::move(asker));
                if (next) {
                    ++good;
                    successors.insert(next->refreshToken);
                }
                ++done;
            };
            for (int i = 0; i < 16; ++i)
                asio::co_spawn(io_, one, asio::detached);
            runUntil([&] { return done == 16; });
            QCOMPARE(good, 16);                          // Nobody honest is signed out …
            QCOMPARE(successors.size(), std::size_t(1)); // … and there is one successor.
            token = *successors.begin();
        }
        QCOMPARE(
            postgres_->asAdmin(
                "SELECT count(*) FROM app.refresh_token WHERE used_at IS NULL AND"
                " session_id = '" +
                signedIn->actor->sessionId.toString() + "'"
            ),
            std::string("1")
        );
    }

    void aStolenTokenEndsTheFamily()
    {
        const auto signedIn = signIn("seven", "ada@seven", "correct horse");
        QVERIFY(signedIn);
        const auto next = finish(io_, sessions_->refresh(signedIn->refreshToken, {"mine"}));
        QVERIFY(next);
        QVERIFY(next->refreshToken != signedIn->refreshToken);
        const auto stolen = finish(io_, sessions_->refresh(signedIn->refreshToken, {"thief"}));
        QVERIFY(!stolen);
        QCOMPARE(stolen.error().reason, std::string("refresh_reused"));
        const auto mine = finish(io_, sessions_->refresh(next->refreshToken, {"mine"}));
        QVERIFY(!mine);
        QCOMPARE(mine.error().reason, std::string("refresh_reused")); // Also they are told why.
        // The access token dies with it, at once in this process.
        QVERIFY(!finish(io_, sessions_->actorOf(next->accessToken)));
    }

    void afterTheGraceTheSameClientIsAThiefToo()
    {
        SessionSettings settings;
        settings.reuseGrace = std::chrono::seconds(0);
        sessions_.emplace(*database_, Secret(std::string(32, 'k')), settings);
        const auto signedIn = signIn("seven", "ada@seven", "correct horse");
        QVERIFY(finish(io_, sessions_->refresh(signedIn->refreshToken, {"mine"})));
        const auto again = finish(io_, sessions_->refresh(signedIn->refreshToken, {"mine"}));
        QVERIFY(!again);
        QCOMPARE(again.error().reason, std::string("refresh_reused"));
    }

    void aLostAnswerIsGivenAgainForAsLongAsItWasNotUsed()
    {
        SessionSettings settings;
        settings.reuseGrace = std::chrono::seconds(0);
        sessions_.emplace(*database_, Secret(std::string(32, 'k')), settings);
        const RenewalAsker mine{"a nonce of this installation", true};
        const auto signedIn = signIn("seven", "ada@seven", "correct horse");
        const auto lost = finish(io_, sessions_->refresh(signedIn->refreshToken, mine));
        const auto again = finish(io_, sessions_->refresh(signedIn->refreshToken, mine));
        QVERIFY(lost && again);
        QCOMPARE(again->refreshToken, lost->refreshToken);
        QVERIFY(finish(io_, sessions_->actorOf(again->accessToken)));
        // Once its successor was used, the same token is nobody's any more.
        QVERIFY(finish(io_, sessions_->refresh(lost->refreshToken, {"next nonce", true})));
        const auto late = finish(io_, sessions_->refresh(signedIn->refreshToken, mine));
        QVERIFY(!late);
        QCOMPARE(late.error().reason, std::string("refresh_reused"));
    }

    void withoutTheNonceItIsAThief_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isNonce");
        QTest::newRow("another nonce") << "a nonce of somebody else" << true;
        QTest::newRow("none") << "127.0.0.1\nTidemark" << false;
        QTest::newRow("as an address") << "nonce a nonce of this installation" << true;
    }

    void withoutTheNonceItIsAThief()
    {
        QFETCH(QString, name);
        QFETCH(bool, isNonce);
        int ended = 0;
        sessions_->onReuse([&ended](const ReusedSession& reused) {
            ended += reused.login == "ada@seven" && reused.deviceName == "Ada's" ? 1 : 100;
            return std::vector<Statement>();
        });
        const RenewalAsker mine{"a nonce of this installation", true};
        const auto signedIn = signIn("seven", "ada@seven", "correct horse");
        const auto next = finish(io_, sessions_->refresh(signedIn->refreshToken, mine));
        QVERIFY(next);
        for (int i = 0; i < 3; ++i) {
            const auto stolen = finish(
                io_, sessions_->refresh(signedIn->refreshToken, {name.toStdString(), isNonce})
            );
            QVERIFY(!stolen);
            QCOMPARE(stolen.error().reason, std::string("refresh_reused"));
        }
        QVERIFY(!finish(io_, sessions_->refresh(next->refreshToken, mine)));
        QVERIFY(!finish(io_, sessions_->refresh(signedIn->refreshToken, mine)));
        QVERIFY(!finish(io_, sessions_->actorOf(next->accessToken)));
        QCOMPARE(ended, 1); // Told once.
    }

    /// Two rotations within a second, and then the token from before both.
    void rotatedTwiceTheFirstTokenIsAThiefsAtOnce_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isNonce");
        QTest::newRow("the same client") << "first client" << false;
        QTest::newRow("another client") << "thief" << false;
        QTest::newRow("with its own nonce") << "the nonce of the first" << true;
    }

    void rotatedTwiceTheFirstTokenIsAThiefsAtOnce()
    {
        QFETCH(QString, name);
        QFETCH(bool, isNonce);
        const int rounds = std::max(20, qEnvironmentVariableIntValue("TIDEMARK_REFRESH_ROUNDS"));
        const ProvenUser ada{7, *Uuid::parse("01890000-0000-7000-8000-000000000001"), "ada@seven"};
        DeviceInfo device;
        device.name = "Ada's";
        for (int round = 0; round < rounds; ++round) {
            const auto asker = [&](const char* nonce) {
                return isNonce ? RenewalAsker{nonce, true} : RenewalAsker{"first client"};
            };
            const auto first = finish(io_, sessions_->open(ada, device));
            QVERIFY(first);
            const auto second = finish(
                io_, sessions_->refresh(first->refreshToken, asker("the nonce of the first"))
            );
            QVERIFY(second);
            const auto third =
                finish(io_, sessions_->refresh(second->refreshToken, asker("another nonce")));
            QVERIFY(third);
            const auto old =
                finish(io_, sessions_->refresh(first->refreshToken, {name.toStdString(), isNonce}));
            QVERIFY(!old);
            QCOMPARE(old.error().reason, std::string("refresh_reused"));
            QVERIFY(!finish(io_, sessions_->refresh(third->refreshToken, asker("a third nonce"))));
        }
    }

    void aTokenOfNobodyIsRefused()
    {
        for (const char* token :
             {"",
              "7",
              "7.",
              ".",
              "7.x",
              "0.AAAA",
              "-1.AAAA",
              "7.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
            const auto outcome = finish(io_, sessions_->refresh(token, {"mine"}));
            QVERIFY(!outcome);
            QCOMPARE(outcome.error().reason, std::string("refresh_unknown"));
        }
    }

    void signOutEndsTheSession()
    {
        const auto signedIn = signIn("seven", "ada@seven", "correct horse");
        QVERIFY(finish(io_, sessions_->signOut(signedIn->refreshToken)));
        QVERIFY(!finish(io_, sessions_->actorOf(signedIn->accessToken)));
        QVERIFY(!finish(io_, sessions_->refresh(signedIn->refreshToken, {"mine"})));
        QVERIFY(finish(io_, sessions_->signOut(signedIn->refreshToken)));
        QVERIFY(finish(io_, sessions_->signOut("nonsense")));
    }

    void aDeactivatedUserIsOutWithinTheCacheTime()
    {
        SessionSettings settings;
        settings.actorLifetime = std::chrono::seconds(0);
        sessions_.emplace(*database_, Secret(std::string(32, 'k')), settings);
        const auto signedIn = signIn("seven", "ada@seven", "correct horse");
        QVERIFY(finish(io_, sessions_->actorOf(signedIn->accessToken)));
        postgres_->asAdmin(
            "SET app.tenant = '7'; UPDATE app.user SET is_active = false WHERE login = 'ada@seven'"
        );
        const auto after = finish(io_, sessions_->actorOf(signedIn->accessToken));
        QVERIFY(!after);
        QCOMPARE(after.error().reason, std::string("session_ended"));
        postgres_->asAdmin(
            "SET app.tenant = '7'; UPDATE app.user SET is_active = true WHERE login = 'ada@seven'"
        );
    }

    void aRoleThatIsTakenAwayIsGoneWithinTheCacheTime()
    {
        SessionSettings settings;
        QVERIFY(settings.actorLifetime <= std::chrono::seconds(5));
        settings.actorLifetime = std::chrono::seconds(0);
        sessions_.emplace(*database_, Secret(std::string(32, 'k')), settings);
        const auto signedIn = signIn("seven", "ada@seven", "correct horse");
        QVERIFY(signedIn && signedIn->actor->may("report:submit"));
        const auto setPermissions = [this](const char* permissions) {
            postgres_->asAdmin(
                "SET app.tenant = '7'; UPDATE app.role SET permissions = '" +
                std::string(permissions) + "' WHERE name = 'r'"
            );
        };
        setPermissions(R"(["org:read"])");
        const auto after = finish(io_, sessions_->actorOf(signedIn->accessToken));
        QVERIFY(after && !(*after)->may("report:submit"));
        setPermissions(R"(["report:*","org:read"])");
    }

    void theKeyFileIsPrivateAndStays()
    {
        const auto file = postgres_->folder() / "platform.key";
        const auto first = loadServerKey(file);
        QVERIFY(first);
        const auto second = loadServerKey(file);
        QVERIFY(second);
        QVERIFY(first->reveal() == second->reveal());
        std::filesystem::permissions(file, std::filesystem::perms(0644));
        const auto open = loadServerKey(file);
        QVERIFY(!open);
        QCOMPARE(open.error().reason, std::string("key_file_open"));
        std::filesystem::permissions(file, std::filesystem::perms(0600));
        std::ofstream(file) << "short";
        const auto damaged = loadServerKey(file);
        QVERIFY(!damaged);
        QCOMPARE(damaged.error().reason, std::string("key_file_damaged"));
    }

private:
    Result<SignedIn> signIn(std::string tenant, std::string login, std::string password)
    {
        SignInRequest request;
        request.tenant = std::move(tenant);
        request.login = std::move(login);
        request.password = Secret(password);
        request.device.name = "Ada's";
        return finish(io_, sessions_->signIn(std::move(request)));
    }

    template <class Condition>
    void runUntil(Condition condition)
    {
        io_.restart();
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!condition() && std::chrono::steady_clock::now() < end)
            io_.run_one_for(std::chrono::milliseconds(50));
    }

    boost::asio::io_context io_{1};
    std::optional<PostgresFixture> postgres_;
    std::optional<Database> database_;
    std::optional<Sessions> sessions_;
};

QTEST_GUILESS_MAIN(SessionsTest)
#include "sessions_test.moc"
