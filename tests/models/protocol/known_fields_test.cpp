// What two programs of different versions tell each other when a session opens.
#include "models/entities/entities.hpp"
#include "models/protocol/session.hpp"

#include <QTest>

#include <boost/json.hpp>

using namespace tidemark;

namespace {

const Timestamp at = Timestamp::parse("2026-11-22T01:02:03.000004Z").value();
const KnownFields some{{{"fuelSupply", {"quantity", "position"}}, {"attachment", {"name"}}}};

} // namespace

class KnownFieldsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sessionsTellThem()
    {
        SessionRequest request{.incarnation = 7, .deviceName = "desk"};
        request.fieldsStamp = "00ff";
        QVERIFY(*readSessionRequest(toJson(request)) == request);
        SessionAnswer answer{.clientId = "c1", .history = "h1", .serverTime = at};
        QVERIFY(*readSessionAnswer(toJson(answer)) == answer);
        answer.fields = some;
        answer.upgrade = UpgradeWanted{"1.4", at};
        QVERIFY(*readSessionAnswer(toJson(answer)) == answer);
        answer.upgrade->graceUntil.reset();
        QVERIFY(*readSessionAnswer(toJson(answer)) == answer);
    }

    void malformedOnesAreRefused()
    {
        boost::json::object told =
            toJson(SessionAnswer{.clientId = "c1", .history = "h1", .serverTime = at});
        for (const char* fields : {R"({"fuelSupply":"quantity"})", R"({"fuelSupply":[1]})", "[]"}) {
            told["fields"] = boost::json::parse(fields);
            QVERIFY2(!readSessionAnswer(told), fields);
        }
    }

    void theStampIsThatOfTheProtocol()
    {
        // printf 'attachment\n name\nfuelSupply\n position\n quantity\n' | sha256sum
        QCOMPARE(stampOf(some), std::string("b7d3238512039d1d"));
        KnownFields more = some;
        more.entities["fuelSupply"].insert("colour");
        QVERIFY(stampOf(more) != stampOf(some));
    }

    void whatTheOtherSideLacksIsFound()
    {
        KnownFields older = some;
        QVERIFY(lackingIn(older, some).entities.empty());
        older.entities.erase("attachment");
        older.entities["fuelSupply"] = {"quantity", "retired"};
        const KnownFields wanted{{{"attachment", {}}, {"fuelSupply", {"position"}}}};
        QVERIFY(lackingIn(older, some) == wanted);
    }

    void onlyWhatAClientMaySetIsTold()
    {
        const KnownFields ours = writableFields(allEntities());
        for (const EntityInfo& entity : allEntities()) {
            const auto found = ours.entities.find(entity.name);
            QCOMPARE(found != ours.entities.end(), entity.sync == SyncPolicy::mirrored);
            for (const FieldInfo& field : entity.fields) {
                const bool isMirrored = found != ours.entities.end();
                const bool isTold = isMirrored && found->second.contains(field.name);
                QCOMPARE(isTold, isMirrored && !field.platformSet);
            }
        }
    }
};

QTEST_GUILESS_MAIN(KnownFieldsTest)
#include "known_fields_test.moc"
