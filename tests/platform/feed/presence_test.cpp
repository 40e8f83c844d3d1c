// Who has a record open: seen by those who may see the record, and by nobody else.
#include "models/protocol/presence.hpp"
#include "tests/platform/feed/sync_client.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

class PresenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        platform_->run(platform_->sequencer.catchUp()).value();
    }
    void cleanupTestCase() { platform_.reset(); }
    void init() { postgres_->asAdmin("DELETE FROM sync.presence"); }

    void twoWhoHaveItOpenSeeEachOtherAndWhatTheyChange()
    {
        SyncClient maya = opened(::maya());
        SyncClient ada = opened(::ada());
        QVERIFY(say(maya).people.empty());
        const PresenceAnswer seen = say(ada, "fuelSupply/1/quantity");
        QCOMPARE(seen.people.size(), std::size_t{1});
        QCOMPARE(seen.people[0].user, std::string(known::maya));
        QVERIFY(!seen.people[0].name.empty());
        const PresenceAnswer back = say(maya);
        QCOMPARE(back.people.size(), std::size_t{1});
        QCOMPARE(back.people[0].field, std::string("fuelSupply/1/quantity"));
        const Timestamp since = back.people[0].since;
        (void)say(ada, "nickname");
        const PresenceAnswer later = say(maya);
        QCOMPARE(later.people[0].field, std::string("nickname"));
        QCOMPARE(later.people[0].since, since);
        QVERIFY(later.people[0].at > since);
        QVERIFY(later.againMs < 20'000);
    }

    void whoLeavesOrFallsSilentIsGone()
    {
        SyncClient maya = opened(::maya());
        SyncClient ada = opened(::ada());
        (void)say(ada);
        QCOMPARE(say(maya).people.size(), std::size_t{1});
        PresenceRequest gone{ada.id, "complianceReport", idOf(known::report), "", true};
        QCOMPARE(ada.post("presence", toJson(gone)).status, 200);
        QVERIFY(say(maya).people.empty());
        (void)say(ada);
        QCOMPARE(say(maya).people.size(), std::size_t{1});
        postgres_->asAdmin(
            "UPDATE sync.presence SET at = at - interval '21 seconds' WHERE user_id = '" +
            std::string(known::ada) + "'"
        );
        QVERIFY(say(maya).people.empty());
    }

    void aRecordOfOthersAnswersAsOneThatIsNotThere()
    {
        SyncClient olga = opened(::olga()); // Of another organization.
        const auto answerFor = [&](const char* id, const char* entity = "complianceReport") {
            return olga.post("presence", toJson(PresenceRequest{olga.id, entity, idOf(id)}));
        };
        const Answered foreign = answerFor(known::report);
        const Answered absent = answerFor("01900000-0000-7000-8000-00000000ffff");
        QCOMPARE(foreign.status, 404);
        QCOMPARE(foreign.text, absent.text);
        QCOMPARE(answerFor(known::foreignReport).text, absent.text);
        QCOMPARE(answerFor(known::report, "nothing").status, 404);
        QCOMPARE(answerFor(known::otherReport).status, 200);
    }

    void nobodySpeaksForTheDeviceOfAnother()
    {
        SyncClient maya = opened(::maya());
        SyncClient ada = opened(::ada());
        PresenceRequest request{maya.id, "complianceReport", idOf(known::report)};
        const Answered answer = ada.post("presence", toJson(request));
        QCOMPARE(answer.member("reason"), std::string("unknown_client"));
        request.clientId = "x";
        QCOMPARE(
            ada.post("presence", toJson(request)).member("reason"), std::string("unknown_client")
        );
        QVERIFY(say(maya).people.empty());
    }

    void whatCannotBeReadIsRefused()
    {
        SyncClient maya = opened(::maya());
        json::object request =
            toJson(PresenceRequest{maya.id, "complianceReport", idOf(known::report)});
        request["field"] = std::string(201, 'x');
        QCOMPARE(maya.post("presence", request).status, 400);
    }

private:
    SyncClient opened(ActorPointer who)
    {
        SyncClient client(*platform_, std::move(who));
        if (client.open() != 200)
            qFatal("no session");
        return client;
    }
    static PresenceAnswer say(SyncClient& client, std::string field = {})
    {
        const PresenceRequest request{
            client.id, "complianceReport", idOf(known::report), std::move(field)};
        const Answered answer = client.post("presence", toJson(request));
        if (answer.status != 200)
            qFatal("%s", answer.text.c_str());
        return *readPresenceAnswer(json::parse(answer.text));
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(PresenceTest)
#include "presence_test.moc"
