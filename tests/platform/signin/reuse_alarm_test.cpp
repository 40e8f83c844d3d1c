// A stolen refresh token: its owner and the audit hear of it, over real HTTP.
#include "platform/mail/mail_queue.hpp"
#include "platform/signin/reuse_alarm.hpp"
#include "tests/platform/factors/sign_in_world.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr const char* mayasLogin = "maya@demo.example";
constexpr const char* nonce = "a-nonce-of-this-installation";

} // namespace

class ReuseAlarmTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        world_ = std::make_unique<SignInWorld>();
        world_->sessions.onReuse(reuseAlarm(world_->mails));
    }

    void init() { world_->begin(); }

    void cleanupTestCase() { world_.reset(); }

    void aStolenTokenIsToldOnceToItsOwnerAndToTheAudit()
    {
        const Told in = world_->signIn(mayasLogin);
        const std::string token = in.text("refreshToken");
        const Told next = renew(token, nonce);
        QCOMPARE(next.status, 200);
        QCOMPARE(renew(token, nonce).text("refreshToken"), next.text("refreshToken"));
        QCOMPARE(world_->count(ended), 0);

        QCOMPARE(renew(token, "another-nonce-of-somebody").reason(), std::string(reused));
        QCOMPARE(renew(token, {}).reason(), std::string(reused));
        QCOMPARE(renew(next.text("refreshToken"), nonce).reason(), std::string(reused));
        QCOMPARE(world_->call("GET /api/v1/me", next.text("accessToken")).status, 401);

        QCOMPARE(world_->count(ended), 1);
        QCOMPARE(
            world_->postgres.asAdmin("SELECT after ->> 'device' || ' ' || (after ->> 'reason') ||"
                                     " ' ' || address || ' ' || agent FROM app.audit_entry"
                                     " WHERE action = 'session.end'"),
            std::string("Desk of maya@demo.example refresh_reused 127.0.0.1 test")
        );
        const auto mails = world_->served.run(world_->mails.claim(5));
        QVERIFY(mails);
        QCOMPARE(mails->size(), std::size_t(1));
        QCOMPARE(mails->front().to, std::string(mayasLogin));
        QCOMPARE(mails->front().kind, std::string("sessionReused"));
        const auto body = world_->mails.bodyOf(mails->front());
        QVERIFY(body);
        QVERIFY(body->reveal().find("\"Desk of maya@demo.example\"") != std::string_view::npos);
        QVERIFY(body->reveal().find(token) == std::string_view::npos);
    }

    void aNonceThatCanBeGuessedIsRefusedAndEndsNothing()
    {
        const std::string token = world_->signIn(mayasLogin).text("refreshToken");
        const Told refused = renew(token, "short");
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.reason(), std::string("nonce_too_short"));
        QCOMPARE(renew(token, nonce).status, 200);
    }

private:
    static constexpr const char* reused = "refresh_reused";
    static constexpr const char* ended = "app.audit_entry WHERE action = 'session.end'";

    Told renew(const std::string& token, const std::string& with)
    {
        boost::json::object body{{"refreshToken", token}};
        if (!with.empty())
            body["nonce"] = with;
        return world_->call("POST /api/v1/auth/refresh", {}, boost::json::serialize(body));
    }

    std::unique_ptr<SignInWorld> world_;
};

QTEST_GUILESS_MAIN(ReuseAlarmTest)
#include "reuse_alarm_test.moc"
