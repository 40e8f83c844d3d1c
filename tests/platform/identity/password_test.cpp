// Changing passwords over REST: one's own with the current one, another's by an administrator.
#include "platform/signin/password_routes.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

class PasswordTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        SessionSettings settings;
        settings.actorLifetime = std::chrono::seconds(0);
        sessions_.emplace(served_->database, Secret(std::string(32, 'k')), settings);
        book_.emplace(served_->database, *sessions_);
        turns_.emplace(served_->database);
        addPasswordRoutes(
            served_->router, PasswordServices{served_->database, *sessions_, *book_, *turns_}
        );
    }

    void init()
    {
        postgres_->asAdmin("DELETE FROM app.session; TRUNCATE app.rate, app.sign_in_attempt");
        turns_.emplace(served_->database);
        for (const char* user : {known::maya, known::olga}) {
            const auto hash = hashPassword(Secret("correct horse"));
            Tenancy tenancy;
            tenancy.tenant = 1;
            QVERIFY(served_->run(storePassword(served_->database, tenancy, idOf(user), *hash)));
        }
    }

    void cleanupTestCase()
    {
        turns_.reset();
        book_.reset();
        sessions_.reset();
        served_.reset();
        postgres_.reset();
    }

    void oneIsChangedWithTheCurrentOne()
    {
        const auto here = signIn(known::maya, "correct horse");
        const auto there = signIn(known::maya, "correct horse");
        QVERIFY(here && there);
        QCOMPARE(
            change(here->actor, "wrong horse", "a quite new one").member("reason"),
            std::string("wrong_password")
        );
        QCOMPARE(
            change(here->actor, "correct horse", "Password1!").member("reason"),
            std::string("password_weak")
        );
        QCOMPARE(change(here->actor, "correct horse", "a quite new one").status, 204);
        QVERIFY(served_->run(sessions_->actorOf(here->accessToken)));
        QVERIFY(!served_->run(sessions_->actorOf(there->accessToken)));
        QVERIFY(!signIn(known::maya, "correct horse"));
        QVERIFY(signIn(known::maya, "a quite new one"));
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM app.audit_entry WHERE action ="
                               " 'user.password' AND before = 'null' AND after = 'null'"),
            std::string("1")
        );
    }

    void guessingTheCurrentOneIsLimited()
    {
        const auto here = signIn(known::maya, "correct horse");
        for (int i = 0; i < 5; ++i)
            QCOMPARE(change(here->actor, "wrong horse", "a quite new one").status, 400);
        const Answered refused = change(here->actor, "correct horse", "a quite new one");
        QCOMPARE(refused.status, 429);
        QVERIFY(std::stoi(refused.headers.at("Retry-After")) > 0);
    }

    void anAdministratorGivesANewOne()
    {
        const auto hers = signIn(known::olga, "correct horse");
        const auto reset = [this](ActorPointer actor, const std::string& user) {
            return served_->call(
                std::move(actor),
                Method::post,
                "users/" + user + "/password",
                "{\"password\":\"given by hand x\"}"
            );
        };
        const auto mayas = actorOf(known::maya, 1, known::demoFuels, 1001, {"user:admin"});
        QCOMPARE(reset(mayas, known::olga).status, 404);
        QCOMPARE(reset(actorOf(known::ada, 1, {}, 1, {"user:read"}), known::olga).status, 403);
        QCOMPARE(
            reset(foreigner(), known::olga).text, reset(foreigner(), Uuid::make().toString()).text
        );
        QCOMPARE(reset(ada(), known::olga).status, 204);
        QVERIFY(!served_->run(sessions_->actorOf(hers->accessToken)));
        const auto again = signIn(known::olga, "given by hand x");
        QVERIFY(again && again->actor->mustChangePassword);
        QCOMPARE(change(again->actor, "given by hand x", "chosen by herself").status, 204);
        QVERIFY(!served_->run(sessions_->actorOf(again->accessToken)).value()->mustChangePassword);
    }

private:
    Result<SignedIn> signIn(const char* login, const char* password)
    {
        SignInRequest request;
        request.tenant = "t1";
        request.login = login;
        request.password = Secret(password);
        request.device.name = "Desk";
        return served_->run(sessions_->signIn(std::move(request)));
    }

    Answered change(ActorPointer actor, const std::string& current, const std::string& next)
    {
        return served_->call(
            std::move(actor),
            Method::post,
            "me/password",
            "{\"current\":\"" + current + "\",\"password\":\"" + next + "\"}"
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> served_;
    std::optional<Sessions> sessions_;
    std::optional<SessionBook> book_;
    std::optional<TurnTaker> turns_;
};

QTEST_GUILESS_MAIN(PasswordTest)
#include "password_test.moc"
