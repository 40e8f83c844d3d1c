// Clients and a platform of different versions: each is told what it needs to know, and nothing is
// taken in a form that means something else.
#include "models/entities/entities.hpp"
#include "sync/vault/held_back.hpp"
#include "tests/platform/feed/sync_client.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

class OtherVersionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
    }
    void init() { serve(); }
    void cleanup() { platform_.reset(); }

    void whoWritesOtherFieldsIsToldWhichAreKnown()
    {
        const KnownFields ours = writableFields(allEntities());
        QVERIFY(ours.entities.at("fuelSupply").contains("quantity"));
        QVERIFY(!ours.entities.at("fuelSupply").contains("rv"));
        QVERIFY(!sessionOf(stampOf(ours)));
        QVERIFY(!sessionOf("")); // A client that does not ask.
        QVERIFY(sessionOf("another") == ours);
    }

    void aNewerClientSendsWhatIsKnownAndKeepsTheRest()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        PushOp op = supplyCreate(Uuid::make());
        op.set["colour"] = "red";
        QCOMPARE(client.pushOne(mutationOf(1, {op})).status, PushStatus::rejected);

        KnownFields newer = writableFields(allEntities());
        newer.entities["fuelSupply"].insert("colour");
        const auto known = sessionOf(stampOf(newer));
        QVERIFY(known.has_value());
        const auto parted = sync::partedBy(lackingIn(*known, newer), {op});
        QCOMPARE(client.pushOne(mutationOf(2, parted.now)).status, PushStatus::applied);
        QCOMPARE(parted.later.size(), std::size_t{1});
        QVERIFY((parted.later.front().set == boost::json::object{{"colour", "red"}}));
        QCOMPARE(
            postgres_->asAdmin(
                "SELECT quantity::int FROM app.fuel_supply WHERE id = '" + op.id.toString() + "'"
            ),
            std::string("1000000")
        );
    }

private:
    void serve()
    {
        platform_.reset();
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
    }

    Answered ask(const std::string& path, const boost::json::object& body, std::string version)
    {
        return platform_->call(
            maya(),
            Method::post,
            "sync/" + path,
            boost::json::serialize(body),
            {{"X-Tidemark-Version", std::move(version)}}
        );
    }

    static boost::json::object openingOf(std::string stamp)
    {
        SessionRequest request{.incarnation = 1, .deviceName = "test"};
        request.fieldsStamp = std::move(stamp);
        return toJson(request);
    }

    std::optional<KnownFields> sessionOf(std::string stamp)
    {
        return readSessionAnswer(ask("session", openingOf(std::move(stamp)), "1").json())->fields;
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(OtherVersionsTest)
#include "other_versions_test.moc"
