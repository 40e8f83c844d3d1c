// Attempts to sign in that are refused unseen: they say when to come back, and are on record.
#include "tests/platform/factors/sign_in_world.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr const char* mayasLogin = "maya@demo.example";

} // namespace

class RefusalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { world_ = std::make_unique<SignInWorld>(); }

    void init() { world_->begin(); }

    void cleanupTestCase() { world_.reset(); }

    void aFloodIsOnRecordOnceAMinute()
    {
        for (int i = 0; i < 5; ++i)
            QCOMPARE(tried("wrong password").status, 401);
        for (int i = 0; i < 20; ++i) {
            const Answered refused = tried(SignInWorld::password);
            QCOMPARE(refused.status, 429);
            QCOMPARE(refused.member("reason"), std::string("too_many_attempts"));
            const int wait = std::stoi(refused.headers.at("Retry-After"));
            QVERIFY(wait > 50 && wait <= 60);
        }
        QCOMPARE(noted("wrong_credentials"), 5);
        QCOMPARE(noted("too_many_attempts"), 1);
    }

    void aLockedAccountSaysWhenToComeBack()
    {
        world_->postgres.asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.sign_in_attempt (tenant_id, id, user_id, login,"
            " success, reason, method, address, device, agent) SELECT 1, gen_random_uuid(), NULL,"
            " 'maya@demo.example', false, 'wrong_credentials', 'password', '10.0.0.9', '', ''"
            " FROM generate_series(1, 10)"
        );
        const Answered refused = tried(SignInWorld::password);
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.member("reason"), std::string("locked_out"));
        QCOMPARE(refused.headers.at("Retry-After"), std::string("900"));
        QCOMPARE(noted("locked_out"), 1);
    }

private:
    Answered tried(const std::string& password)
    {
        const boost::json::object body{
            {"tenant", "t1"},
            {"login", mayasLogin},
            {"password", password},
            {"device", boost::json::object{{"name", "Desk"}}}};
        return world_->served.call(
            nullptr, Method::post, "auth/sign-in", boost::json::serialize(body)
        );
    }

    int noted(const std::string& reason) const
    {
        return world_->count(
            "app.sign_in_attempt WHERE login = 'maya@demo.example' AND reason = '" + reason + "'"
        );
    }

    std::unique_ptr<SignInWorld> world_;
};

QTEST_GUILESS_MAIN(RefusalsTest)
#include "refusals_test.moc"
