// JSON-RPC messages, the status and the user: round trips, and what is refused.
#include "sync/wire/message.hpp"
#include "sync/wire/status.hpp"

#include <QTest>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

using namespace tidemark;
using namespace tidemark::sync;
namespace json = boost::json;

namespace {

Status fullStatus()
{
    Status status;
    status.state = AgentState::open;
    status.link = LinkState::onlinePoll;
    status.linkSince = Timestamp{1700000000000000};
    status.nextTryAt = Timestamp{1700000001000000};
    status.fault = Fault{FaultCode::full, "rate", "Too many.", "Wait."};
    status.pull = PullState::catchup;
    status.progress = Progress{12, 88};
    status.pending = 3;
    status.needYou = 1;
    status.oldestPendingAt = Timestamp{1690000000000000};
    status.cut = "57";
    status.headCut = "58";
    status.mirrorAsOf = Timestamp{1700000002000000};
    status.verified = true;
    status.roundTripMs = 14;
    status.rows = 1204880;
    status.mirrorBytes = 412000000;
    status.keyStore = KeyStore::passphrase;
    status.server = "https://x";
    User user;
    user.id = "u";
    user.login = "l";
    user.displayName = "Name";
    user.organizationName = "Org";
    user.department = "Trade";
    user.tenant = {1, "demo", "Demo", "UTC"};
    user.permissions = {"report:read"};
    status.user = user;
    status.clockSkewSeconds = -7;
    return status;
}

} // namespace

class MessageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestComesBackAsItWas()
    {
        const auto read = parseMessage(encodeRequest(7, "rows.get", json::object{{"id", "x"}}));
        QVERIFY(read.has_value());
        const auto& request = std::get<RpcRequest>(*read);
        QCOMPARE(request.id.value_or(0), std::int64_t(7));
        QCOMPARE(request.method, std::string("rows.get"));
        QCOMPARE(request.params.at("id").as_string().c_str(), "x");
    }

    void aNoticeHasNoId()
    {
        const auto read = parseMessage(encodeNotice("status", json::object()));
        QVERIFY(read.has_value());
        QVERIFY(!std::get<RpcRequest>(*read).id.has_value());
    }

    void aFaultTravelsWhole()
    {
        const Fault fault{FaultCode::conflict, "pending_changes", "There are changes.", "Wait."};
        const auto read = parseMessage(encodeError(9, fault));
        QVERIFY(read.has_value());
        const auto& response = std::get<RpcResponse>(*read);
        QCOMPARE(response.id, std::int64_t(9));
        QVERIFY(!response.outcome.has_value());
        QVERIFY(response.outcome.error() == fault);
    }

    void anErrorWithoutDataStillSaysSomething()
    {
        const auto read = parseMessage(
            R"({"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no such method"}})"
        );
        QVERIFY(read.has_value());
        const auto& outcome = std::get<RpcResponse>(*read).outcome;
        QCOMPARE(outcome.error().code, FaultCode::unsupported);
        QCOMPARE(outcome.error().cause, std::string("no such method"));
    }

    void whatIsNotAMessageIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no json") << QByteArray("hello");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("no version") << QByteArray(R"({"id":1,"method":"x"})");
        QTest::newRow("old version") << QByteArray(R"({"jsonrpc":"1.0","id":1,"method":"x"})");
        QTest::newRow("method number") << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":5})");
        QTest::newRow("method empty") << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":""})");
        QTest::newRow("id text") << QByteArray(R"({"jsonrpc":"2.0","id":"1","method":"x"})");
        QTest::newRow("id negative") << QByteArray(R"({"jsonrpc":"2.0","id":-1,"method":"x"})");
        QTest::newRow("params text")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"x","params":"y"})");
        QTest::newRow("infinite"
        ) << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"x","params":{"a":[1e999]}})");
        QTest::newRow("result without id") << QByteArray(R"({"jsonrpc":"2.0","result":1})");
        QTest::newRow("neither") << QByteArray(R"({"jsonrpc":"2.0","id":1})");
        QTest::newRow("bad utf-8") << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"\xFF\xFE\"}");
        QTest::newRow("deep") << QByteArray(R"({"jsonrpc":"2.0","method":"x","params":)") +
                                     QByteArray(100000, '[');
        QTest::newRow("trailing") << QByteArray(R"({"jsonrpc":"2.0","method":"x"} {})");
    }

    void whatIsNotAMessageIsRefused()
    {
        QFETCH(QByteArray, body);
        const auto read = parseMessage(body.toStdString());
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().reason, std::string("rpc_malformed"));
    }

    void theStatusComesBackAsItWas()
    {
        const Status status = fullStatus();
        const auto read = statusFromJson(json::parse(json::serialize(toJson(status))));
        QVERIFY(read.has_value());
        QVERIFY(*read == status);
        const auto empty = statusFromJson(json::value(toJson(Status{})));
        QVERIFY(empty.has_value());
        QVERIFY(*empty == Status{});
    }

    void aStatusOfANewerAgentIsReadCarefully()
    {
        json::object object = toJson(fullStatus());
        object["link"] = "telepathy";
        object["pull"] = "dreaming";
        object["somethingNew"] = 5;
        const auto read = statusFromJson(object);
        QVERIFY(read.has_value());
        QCOMPARE(read->link, LinkState::offline);
        QCOMPARE(read->pull, PullState::idle);
    }

    void grantsMayHaveStars()
    {
        const std::vector<std::string> some{"report:read", "schedule_row:*"};
        QVERIFY(isGranted(some, "report:read"));
        QVERIFY(!isGranted(some, "report:submit"));
        QVERIFY(!isGranted(some, "reports:read"));
        QVERIFY(isGranted(some, "schedule_row:delete"));
        QVERIFY(isGranted({"*:*"}, "run:read"));
        QVERIFY(isGranted({"*:read"}, "run:read"));
        QVERIFY(!isGranted({"*:read"}, "run:cancel"));
        QVERIFY(!isGranted({}, "run:read"));
    }

    void theWidestGrantSaysHowFarOneMayGo()
    {
        const std::vector<std::string> some{
            "report:update@own", "report:*@organization", "run:cancel", "key:use@galaxy"};
        QCOMPARE(reachOf(some, "report:update"), std::optional(RowReach::organization));
        QCOMPARE(reachOf(some, "run:cancel"), std::optional(RowReach::tenant));
        QCOMPARE(reachOf({"report:update@own"}, "report:update"), std::optional(RowReach::own));
        QCOMPARE(reachOf(some, "key:use"), std::optional(RowReach::own));
        QVERIFY(!reachOf(some, "run:execute"));
        QVERIFY(isGranted(some, "report:submit"));
    }

    void aBrokenStatusIsRefused()
    {
        for (const char* key : {"state", "link", "pending", "needYou"}) {
            json::object object = toJson(fullStatus());
            object.erase(key);
            QVERIFY2(!statusFromJson(object).has_value(), key);
        }
        json::object object = toJson(fullStatus());
        object["mirrorAsOf"] = "yesterday";
        QVERIFY(!statusFromJson(object).has_value());
    }
};

QTEST_APPLESS_MAIN(MessageTest)
#include "message_test.moc"
