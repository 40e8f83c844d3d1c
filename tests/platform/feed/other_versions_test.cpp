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
    void init() { serve({}); }
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

    void anOldClientKeepsItsChangesAndGoesOnReceiving()
    {
        const auto later = Timestamp{Timestamp::now().micros + 60'000'000};
        serve({"1.4", later});
        const auto refused = ask("push", pushOf(), "1.3.9");
        QCOMPARE(refused.status, 426);
        QCOMPARE(refused.member("reason"), std::string("upgrade_required"));
        QCOMPARE(refused.member("min"), std::string("1.4"));
        QCOMPARE(refused.member("graceUntil"), later.toString());
        const auto opened = ask("session", openingOf(""), "1.3.9");
        QCOMPARE(opened.status, 200);
        const auto answer = *readSessionAnswer(opened.json());
        QVERIFY((answer.upgrade == UpgradeWanted{"1.4", later}));
        QCOMPARE(ask("pull", pullOf(answer), "1.3.9").status, 200);
        QCOMPARE(ask("push", pushOf(), "").status, 426); // Whoever does not say is older than any.

        QVERIFY(!readSessionAnswer(ask("session", openingOf(""), "1.4.0").json())->upgrade);
        QVERIFY(ask("push", pushOf(), "1.4.0").status != 426);
    }

    void whenItsGraceHasEndedItReceivesNothing()
    {
        serve({});
        const auto answer = *readSessionAnswer(ask("session", openingOf(""), "1.0").json());
        serve({"1.4", Timestamp{Timestamp::now().micros - 1}});
        for (const char* path : {"session", "pull", "digest", "rows", "fetch"})
            QCOMPARE(ask(path, pullOf(answer), "1.3.9").status, 426);
        QCOMPARE(get("snapshot?scope=1&entity=fuelSupply", "1.3.9").status, 426);
        QVERIFY(get("mutations?clientId=" + answer.clientId, "1.3.9").status != 426);
        QCOMPARE(ask("pull", pullOf(answer), "2").status, 200);
    }

    void versionsAreComparedByTheirNumbers_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("least");
        QTest::addColumn<bool>("isOlder");
        QTest::newRow("same") << "1.4" << "1.4.0" << false;
        QTest::newRow("part") << "1.4" << "1.4.1" << true;
        QTest::newRow("ten") << "1.10" << "1.9" << false;
        QTest::newRow("newer") << "2" << "1.9.9" << false;
        QTest::newRow("none") << "" << "0.1" << true;
        QTest::newRow("words") << "beta" << "0.1" << true;
        QTest::newRow("suffix") << "1.4-rc2" << "1.4" << false;
    }

    void versionsAreComparedByTheirNumbers()
    {
        QFETCH(QString, version);
        QFETCH(QString, least);
        QTEST(isOlderVersion(version.toStdString(), least.toStdString()), "isOlder");
    }

private:
    void serve(const LeastClient& least)
    {
        platform_.reset();
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection(), Greeting{}, least);
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

    Answered get(const std::string& path, std::string version)
    {
        ServedPlatform::Headers headers{{"X-Tidemark-Version", std::move(version)}};
        return platform_->call(maya(), Method::get, "sync/" + path, {}, std::move(headers));
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

    static boost::json::object pushOf()
    {
        return toJson(PushRequest{Uuid::make().toString(), 1, {mutationOf(1, {})}});
    }

    static boost::json::object pullOf(const SessionAnswer& answer)
    {
        PullRequest request{.clientId = answer.clientId};
        request.cursor = {answer.history, answer.epoch, answer.headCut, answer.salt};
        return toJson(request);
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(OtherVersionsTest)
#include "other_versions_test.moc"
