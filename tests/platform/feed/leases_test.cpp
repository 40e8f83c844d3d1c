// How long each class of data may be read offline: by class, as a tenant decides, told to devices.
#include "platform/feed/lease_routes.hpp"
#include "tests/platform/feed/sync_client.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

class LeasesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
    }
    void init()
    {
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        addLeaseRoutes(platform_->router, platform_->database);
    }
    void cleanup() { platform_.reset(); }

    void a_scope_has_the_class_of_its_kind_and_the_lease_of_its_class()
    {
        QCOMPARE(leaseOf(1), (std::pair<std::int64_t, int>{7LL * 24 * 3600, 1}));
        QCOMPARE(leaseOf(1001), (std::pair<std::int64_t, int>{72LL * 3600, 2}));
    }

    void a_tenant_decides_otherwise_and_devices_hear_of_it()
    {
        QCOMPARE(put("lease-rules", {{"class", 2}, {"leaseSeconds", 3600}}), 204);
        QCOMPARE(leaseOf(1001).first, 3600);
        QCOMPARE(leaseOf(1).first, 7LL * 24 * 3600);
        QCOMPARE(put("scope-classes", {{"scope", "1001"}, {"class", 3}}), 204);
        QCOMPARE(leaseOf(1001), (std::pair<std::int64_t, int>{8LL * 3600, 3}));
        const auto rules = platform_->call(ada(), Method::get, "lease-rules").json();
        const auto& confidential = rules.at("classes").as_array().at(2).as_object();
        QCOMPARE(confidential.at("leaseSeconds").as_int64(), 3600);
        QCOMPARE(confidential.at("usualSeconds").as_int64(), 72LL * 3600);
        // Back to what is usual.
        QCOMPARE(put("scope-classes", {{"scope", "1001"}, {"class", 2}}), 204);
        QCOMPARE(put("lease-rules", {{"class", 2}, {"leaseSeconds", nullptr}}), 204);
        QCOMPARE(leaseOf(1001), (std::pair<std::int64_t, int>{72LL * 3600, 2}));
    }

    void what_makes_no_sense_is_refused_with_words()
    {
        QCOMPARE(put("lease-rules", {{"class", 4}, {"leaseSeconds", 3600}}), 400);
        QCOMPARE(put("lease-rules", {{"class", 1}, {"leaseSeconds", 60}}), 400);
        QCOMPARE(put("scope-classes", {{"scope", "4711"}, {"class", 1}}), 404);
    }

    /// Row-level security holds what runs as the owner to the tenant, too.
    void a_tenant_decides_nothing_for_another()
    {
        const std::string other = "SET app.tenant = '2'; SELECT ";
        QCOMPARE(postgres_->asAdmin(other + "sync.set_class(1, 1001, 0)"), std::string("f"));
        QVERIFY_THROWS_EXCEPTION(
            std::runtime_error, postgres_->asAdmin(other + "sync.set_lease(1, 2, 3600)")
        );
        QCOMPARE(leaseOf(1001), (std::pair<std::int64_t, int>{72LL * 3600, 2}));
    }

private:
    int put(const char* path, const json::object& body)
    {
        return platform_->call(ada(), Method::put, path, json::serialize(body)).status;
    }

    /// What a device that opens a session now is told.
    std::pair<std::int64_t, int> leaseOf(std::int64_t scope)
    {
        SyncClient client(*platform_, ada());
        if (client.open() != 200)
            qFatal("no session");
        for (const SessionScope& held : client.session.scopes) {
            if (held.id == scope)
                return {held.leaseSeconds, held.dataClass};
        }
        return {};
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(LeasesTest)
#include "leases_test.moc"
