// How long a device is promised what it holds: what it asks for, as far as the policy goes.
#include "platform/feed/travel_routes.hpp"
#include "tests/platform/feed/sync_client.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

class LeaseExtensionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        postgres_->asAdmin("UPDATE sync.scope SET travel_s = 10 * 86400 WHERE tenant_id = 1");
        postgres_->asAdmin("UPDATE sync.scope SET travel_s = 0 WHERE scope_id = 1001");
    }
    void init()
    {
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        addTravelRoutes(platform_->router, platform_->database);
    }
    void cleanup() { platform_.reset(); }

    void policyBoundsWhatIsAsked()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        const auto days = extended(client, 30 * day);
        QCOMPARE(days.at("1"), 10);
        QCOMPARE(days.at("1001"), 3); // Nothing beyond its lease.
    }

    void noMoreThanIsAskedAndNoPromiseIsTakenBack()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        QCOMPARE(extended(client, 3 * day).at("1"), 3);
        QCOMPARE(extended(client, 9 * day).at("1"), 9);
        QCOMPARE(extended(client, 2 * day).at("1"), 9);
    }

    void theDeviceOfAnotherPersonIsPromisedNothing()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        SyncClient thief(*platform_, olga());
        QCOMPARE(thief.open(), 200);
        thief.id = client.id;
        QVERIFY(extended(thief, 3 * day).empty());
    }

    void whatCannotBeReadIsRefused()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        QCOMPARE(
            client.post("leases", json::object{{"clientId", client.id}, {"until", "soon"}}).status,
            400
        );
    }

private:
    static constexpr std::int64_t day = 24 * 3600 * 1'000'000LL;

    /// Whole days from now, by scope.
    std::map<std::string, int> extended(SyncClient& client, std::int64_t micros)
    {
        const Timestamp until{Timestamp::now().micros + micros};
        const auto answer = client.post(
            "leases", json::object{{"clientId", client.id}, {"until", until.toString()}}
        );
        std::map<std::string, int> days;
        if (answer.status != 200)
            return days;
        const auto body = json::parse(answer.text);
        for (const auto& one : body.at("scopes").as_array()) {
            const auto end = Timestamp::parse(textOf(one.at("until")));
            const std::int64_t left = end ? end->micros - Timestamp::now().micros : 0;
            days[textOf(one.at("scope"))] = static_cast<int>((left + day / 2) / day);
        }
        return days;
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(LeaseExtensionTest)
#include "lease_extension_test.moc"
