// Devices and their sessions, wiping, inactivity, the lock against guessing, imported passwords.
#include "platform/signin/session_routes.hpp"
#include "platform/signin/signin_routes.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr const char* laptop = "01920000-0000-7000-8000-000000000001";
constexpr const char* phone = "01920000-0000-7000-8000-000000000002";

/// "correct horse" and a salt, as another system would bring it.
constexpr const char* bcrypt = "$2b$10$abcdefghijklmnopqrstuu23JPZtHcGhwXSF41f93o/7vBdDut3Xu";

} // namespace

class DevicesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        SessionSettings settings;
        settings.actorLifetime = std::chrono::seconds(0);
        settings.failuresOfName = 3;
        settings.failuresOfAddress = 6;
        settings.refusalAfter = std::chrono::milliseconds(0);
        sessions_.emplace(served_->database, Secret(std::string(32, 'k')), settings);
        book_.emplace(served_->database, *sessions_);
        addSessionRoutes(served_->router, served_->database, *book_);
        for (const char* user : {known::maya, known::olga, known::ada}) {
            const auto hash = hashPassword(Secret("correct horse"));
            Tenancy tenancy;
            tenancy.tenant = 1;
            QVERIFY(served_->run(storePassword(served_->database, tenancy, idOf(user), *hash)));
        }
    }

    void init()
    {
        postgres_->asAdmin("DELETE FROM app.session; DELETE FROM app.device;"
                           "TRUNCATE app.sign_in_attempt");
    }

    void cleanupTestCase()
    {
        book_.reset();
        sessions_.reset();
        served_.reset();
        postgres_.reset();
    }

    void oneRequestShowsDevicesWithTheirSessions()
    {
        const auto first = signIn(known::maya, laptop);
        const auto second = signIn(known::maya, laptop);
        QVERIFY(first && second && signIn(known::maya, phone) && signIn(known::olga, phone));
        const auto body = served_->call(second->actor, Method::get, "me/sessions").json();
        const auto& devices = body.at("devices").as_array();
        QCOMPARE(devices.size(), std::size_t(2));
        QVERIFY(devices[0].at("id").as_string() == phone);
        QVERIFY(devices[0].at("wipe").is_null());
        QCOMPARE(devices[1].at("sessions").as_array().size(), std::size_t(2));
        QVERIFY(devices[1].at("sessions").at(0).at("isCurrent").as_bool());
        QVERIFY(!devices[1].at("sessions").at(1).at("isCurrent").as_bool());
        const auto all = served_->call(ada(), Method::get, "sessions?size=3");
        QCOMPARE(all.member("total"), std::string("4"));
        QCOMPARE(all.json().at("items").as_array().size(), std::size_t(3));
        QCOMPARE(
            served_->call(foreigner(), Method::get, "sessions").member("total"), std::string("0")
        );
    }

    void aSessionIsEndedByItsOwnerOrAnAdministrator()
    {
        const auto one = signIn(known::maya, laptop);
        const auto other = signIn(known::maya, phone);
        const auto olgas = signIn(known::olga, phone);
        const std::string path = "sessions/" + other->actor->sessionId.toString();
        const auto nobody = std::string("sessions/") + Uuid::make().toString();
        QCOMPARE(served_->call(olgas->actor, Method::del, "me/" + path).status, 404);
        QCOMPARE(served_->call(foreigner(), Method::del, path).status, 404);
        QCOMPARE(
            served_->call(foreigner(), Method::del, path).text,
            served_->call(foreigner(), Method::del, nobody).text
        );
        QCOMPARE(served_->call(one->actor, Method::del, "me/" + path).status, 204);
        QVERIFY(!actorOf(*other));
        QVERIFY(actorOf(*one) && actorOf(*olgas));
        QVERIFY(!served_->run(sessions_->refresh(other->refreshToken, {})));
        QCOMPARE(
            served_->call(ada(), Method::del, "sessions/" + olgas->actor->sessionId.toString())
                .status,
            204
        );
        QVERIFY(!actorOf(*olgas));
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM app.audit_entry WHERE action = 'session.end'"),
            std::string("2")
        );
    }

    void allOthersAreEndedAtOnce()
    {
        const auto mine = signIn(known::maya, laptop);
        const auto others = std::vector{signIn(known::maya, phone), signIn(known::maya, phone)};
        const auto olgas = signIn(known::olga, phone);
        const Answered ended = served_->call(mine->actor, Method::post, "me/sessions/end-others");
        QCOMPARE(ended.member("ended"), std::string("2"));
        QVERIFY(actorOf(*mine) && actorOf(*olgas) && !actorOf(*others[0]) && !actorOf(*others[1]));
        const Answered all = served_->call(
            ada(), Method::post, std::string("users/") + known::maya + "/sessions/end"
        );
        QCOMPARE(all.member("ended"), std::string("1"));
        QVERIFY(!actorOf(*mine));
    }

    void aDeviceIsToldToWipeItselfUntilItHas()
    {
        const auto lost = signIn(known::maya, laptop);
        const auto kept = signIn(known::maya, phone);
        const std::string path = std::string("me/devices/") + laptop + "/wipe";
        QCOMPARE(
            served_
                ->call(kept->actor, Method::post, "me/devices/" + Uuid::make().toString() + "/wipe")
                .status,
            404
        );
        QCOMPARE(served_->call(kept->actor, Method::post, path).status, 204);
        QVERIFY(actorOf(*kept));
        QCOMPARE(reasonOf(served_->run(sessions_->actorOf(lost->accessToken))), "device_wipe");
        QCOMPARE(reasonOf(served_->run(sessions_->refresh(lost->refreshToken, {}))), "device_wipe");
        // Nor does the right password help on that device, as long as it has not wiped itself.
        QCOMPARE(reasonOf(signIn(known::maya, laptop)), "device_wipe");
        QVERIFY(served_->run(sessions_->confirmWipe("1.nonsense")));
        QCOMPARE(reasonOf(signIn(known::maya, laptop)), "device_wipe");
        QVERIFY(served_->run(sessions_->confirmWipe(lost->refreshToken)));
        const auto listed = served_->call(kept->actor, Method::get, "me/sessions").json();
        QVERIFY(listed.at("devices").at(1).at("wipe").at("wipedAt").is_string());
        const auto again = signIn(known::maya, laptop);
        QVERIFY(again);
        QVERIFY(!served_->run(sessions_->refresh(lost->refreshToken, {})));
    }

    void withoutAnIdTheDevicesNameTellsItApart()
    {
        SignInRequest request = requestOf(known::maya, nullptr);
        request.device.name = "Old desk";
        QVERIFY(served_->run(sessions_->signIn(std::move(request))));
        request = requestOf(known::maya, nullptr);
        request.device.name = "Old desk";
        QVERIFY(served_->run(sessions_->signIn(std::move(request))));
        QCOMPARE(postgres_->asAdmin("SELECT count(*) FROM app.device"), std::string("1"));
    }

    void whoDoesNothingIsSignedOut()
    {
        const auto active = signIn(known::maya, laptop);
        const auto idle = signIn(known::olga, phone);
        postgres_->asAdmin("UPDATE app.session SET active_at = now() - interval '29 minutes'");
        QVERIFY(actorOf(*active) && actorOf(*idle));
        sessions_->noteActivity(*active->actor);
        for (int i = 0; i < 100; ++i)
            (void)actorOf(*active); // Lets the note be written; asking is no activity.
        postgres_->asAdmin("UPDATE app.session SET active_at = active_at - interval '2 minutes'");
        QVERIFY(actorOf(*active));
        QCOMPARE(reasonOf(served_->run(sessions_->actorOf(idle->accessToken))), "session_inactive");
        QCOMPARE(
            reasonOf(served_->run(sessions_->refresh(idle->refreshToken, {}))), "session_inactive"
        );
        QVERIFY(served_->run(sessions_->refresh(active->refreshToken, {})));
    }

    void guessingLocksTheNameForStrangersOnly()
    {
        QVERIFY(signIn(known::maya, laptop, "10.0.0.1"));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(reasonOf(guess(known::maya, "10.0.0.2")), "wrong_credentials");
        QCOMPARE(reasonOf(guess(known::maya, "10.0.0.2")), "locked_out");
        QCOMPARE(reasonOf(signIn(known::maya, laptop, "10.0.0.3")), "locked_out");
        QVERIFY(signIn(known::maya, laptop, "10.0.0.1")); // Known there; and the count begins anew.
        QVERIFY(signIn(known::maya, laptop, "10.0.0.3"));
        // A name that nobody has is locked in the same way, and says the same.
        const char* nobody = "nobody@demo.example";
        for (int i = 0; i < 3; ++i)
            QCOMPARE(reasonOf(guess(nobody, "10.0.1.1")), "wrong_credentials");
        QCOMPARE(reasonOf(guess(nobody, "10.0.1.2")), "locked_out");
    }

    void refusedAttemptsAreOnRecordAndProlongNothing()
    {
        for (int i = 0; i < 3; ++i)
            (void)guess(known::maya, "10.0.0.2");
        for (int i = 0; i < 10; ++i)
            QCOMPARE(reasonOf(guess(known::maya, "10.0.0.2")), "locked_out");
        QVERIFY(served_->run(
            sessions_->noteRefusal(requestOf(known::maya, laptop), "too_many_attempts")
        ));
        const auto noted = [this](const char* reason) {
            return postgres_->asAdmin(
                "SELECT count(*) FROM app.sign_in_attempt WHERE user_id = '" +
                std::string(known::maya) + "' AND reason = '" + reason + "'"
            );
        };
        QCOMPARE(noted("locked_out"), std::string("10"));
        QCOMPARE(noted("too_many_attempts"), std::string("1"));
        // Neither name nor address is locked a moment longer by them.
        postgres_->asAdmin("UPDATE app.sign_in_attempt SET at = at - interval '16 minutes'"
                           " WHERE reason = 'wrong_credentials'");
        QVERIFY(signIn(known::maya, laptop, "10.0.0.2"));
    }

    void guessingLocksTheAddressForEveryName()
    {
        for (int i = 0; i < 6; ++i)
            (void)guess(("name" + std::to_string(i)).c_str(), "10.0.0.9");
        QCOMPARE(reasonOf(signIn(known::maya, laptop, "10.0.0.9")), "locked_out");
        QVERIFY(signIn(known::maya, laptop, "10.0.0.8"));
        postgres_->asAdmin("UPDATE app.sign_in_attempt SET at = at - interval '16 minutes'");
        QVERIFY(signIn(known::maya, laptop, "10.0.0.9"));
    }

    void theHistoryShowsWhoTried()
    {
        QVERIFY(signIn(known::maya, laptop, "10.0.0.1"));
        (void)guess(known::maya, "10.0.0.2");
        (void)guess("nobody", "10.0.0.2");
        const Answered all = served_->call(ada(), Method::get, "sign-ins");
        QCOMPARE(all.member("total"), std::string("3"));
        const auto items = all.json().at("items").as_array();
        QVERIFY(items[0].at("login").as_string() == "nobody");
        QVERIFY(items[0].at("userId").is_null());
        QVERIFY(items[1].at("reason").as_string() == "wrong_credentials");
        QVERIFY(items[2].at("success").as_bool());
        QCOMPARE(
            served_->call(ada(), Method::get, "sign-ins?success=false").member("total"),
            std::string("2")
        );
        QCOMPARE(
            served_->call(maya(), Method::get, "me/sign-ins").member("total"), std::string("2")
        );
        QCOMPARE(
            served_->call(foreigner(), Method::get, "sign-ins").member("total"), std::string("0")
        );
        QCOMPARE(served_->call(ada(), Method::get, "sign-ins?page=0").status, 400);
    }

    void aPasswordOfAnotherSystemIsTakenOverAndHashedAnew()
    {
        QVERIFY(isPassword(Secret("correct horse"), bcrypt));
        QVERIFY(!isPassword(Secret("correct horsf"), bcrypt));
        QVERIFY(!isPassword(Secret(std::string_view("correct horse\0x", 15)), bcrypt));
        QVERIFY(!isPassword(Secret("correct horse"), std::string(bcrypt).substr(0, 59) + "L"));
        postgres_->asAdmin(
            "UPDATE app.user_password SET hash = '" + std::string(bcrypt) + "' WHERE user_id = '" +
            known::maya + "'"
        );
        QVERIFY(signIn(known::maya, laptop));
        QVERIFY(postgres_
                    ->asAdmin(
                        "SELECT hash FROM app.user_password WHERE user_id = '" +
                        std::string(known::maya) + "'"
                    )
                    .starts_with("$argon2id$"));
        QVERIFY(signIn(known::maya, laptop));
    }

private:
    static SignInRequest requestOf(const char* login, const char* device)
    {
        SignInRequest request;
        request.tenant = "t1";
        request.login = login;
        request.password = Secret("correct horse");
        request.device.name = "Desk";
        request.device.address = "127.0.0.1";
        if (device)
            request.device.id = idOf(device);
        return request;
    }

    Result<SignedIn> signIn(const char* login, const char* device, const char* address = "::1")
    {
        SignInRequest request = requestOf(login, device);
        request.device.address = address;
        return served_->run(sessions_->signIn(std::move(request)));
    }

    Result<SignedIn> guess(const char* login, const char* address)
    {
        SignInRequest request = requestOf(login, laptop);
        request.password = Secret("a wrong guess");
        request.device.address = address;
        return served_->run(sessions_->signIn(std::move(request)));
    }

    bool actorOf(const SignedIn& signedIn)
    {
        return served_->run(sessions_->actorOf(signedIn.accessToken)).has_value();
    }

    template <class T>
    static QByteArray reasonOf(const Result<T>& result)
    {
        return result ? QByteArray("fine") : QByteArray::fromStdString(result.error().reason);
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> served_;
    std::optional<Sessions> sessions_;
    std::optional<SessionBook> book_;
};

QTEST_GUILESS_MAIN(DevicesTest)
#include "devices_test.moc"
