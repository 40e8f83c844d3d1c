// The client against a stand-in: greeting, calls, losses and coming back.
#include "sync/client/agent_client.hpp"
#include "tests/ui/fake_agent.hpp"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

AgentClientOptions quick(const QString& address)
{
    AgentClientOptions options;
    options.address = address;
    options.callTimeout = std::chrono::milliseconds(600);
    options.retryFirst = std::chrono::milliseconds(10);
    options.retryMost = std::chrono::milliseconds(40);
    return options;
}

} // namespace

class AgentClientTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString address() const { return folder_.filePath(QStringLiteral("a.sock")); }

private Q_SLOTS:
    void theStatusIsKnownWhenConnectedIsHeard()
    {
        FakeAgent fake(address());
        fake.status.pending = 5;
        AgentClient client(quick(address()));
        std::int64_t pendingThen = -1;
        connect(&client, &AgentClient::connected, this, [&] {
            pendingThen = client.status().pending;
        });
        client.start();
        QTRY_VERIFY(client.isConnected());
        QCOMPARE(pendingThen, std::int64_t(5));
        QCOMPARE(fake.requests.front().method, std::string("hello"));
    }

    void anAgentThatWasJustStartedIsNotWaitedForLong()
    {
        AgentClientOptions options = quick(address());
        options.retryFirst = options.retryMost = std::chrono::minutes(1);
        std::unique_ptr<FakeAgent> fake;
        options.launch = [&]() -> Result<void> {
            QTimer::singleShot(30, this, [&] { fake = std::make_unique<FakeAgent>(address()); });
            return {};
        };
        AgentClient client(options);
        client.start();
        QTRY_VERIFY(client.isConnected());
    }

    void callsBeforeTheConnectionWaitForIt()
    {
        AgentClient client(quick(address()));
        client.start();
        int total = -1;
        RowQuery query;
        query.entity = "thing";
        client.rowsWindow(query, 0, 10, this, [&](Result<RowPage> page) {
            total = page ? static_cast<int>(page->total) : -2;
        });
        QTest::qWait(60);
        QCOMPARE(total, -1);
        FakeAgent fake(address());
        fake.rows["thing"] = {json::object{{"id", "1"}}, json::object{{"id", "2"}}};
        QTRY_COMPARE(total, 2);
    }

    void aFaultOfTheAgentReachesTheCaller()
    {
        FakeAgent fake(address());
        fake.handlers.emplace("session.signIn", [](const json::object&) -> Result<json::value> {
            return Fault{FaultCode::unauthenticated, "wrong_credentials", "Wrong.", "Again."};
        });
        AgentClient client(quick(address()));
        client.start();
        std::string reason;
        client.call("session.signIn", json::object(), this, [&](Result<json::value> answer) {
            reason = answer ? "none" : answer.error().reason;
        });
        QTRY_COMPARE(reason, std::string("wrong_credentials"));
    }

    void aCallUnderWayWhenTheAgentGoesFailsAndTheClientComesBack()
    {
        FakeAgent fake(address());
        AgentClient client(quick(address()));
        QSignalSpy lost(&client, &AgentClient::disconnected);
        client.start();
        QTRY_VERIFY(client.isConnected());
        fake.isAnswering = false;
        std::string reason;
        client.call("sync.now", json::object(), this, [&](Result<json::value> answer) {
            reason = answer ? "none" : answer.error().reason;
        });
        QTRY_COMPARE(fake.countOf("sync.now"), 1);
        fake.isAnswering = true;
        fake.dropAll();
        QTRY_COMPARE(reason, std::string("agent_lost"));
        QCOMPARE(lost.size(), 1);
        QTRY_VERIFY(client.isConnected());
    }

    void aSilentAgentIsNotWaitedForForEver()
    {
        FakeAgent fake(address());
        AgentClient client(quick(address()));
        client.start();
        QTRY_VERIFY(client.isConnected());
        fake.isAnswering = false;
        std::string reason;
        client.call("rows.get", json::object(), this, [&](Result<json::value> answer) {
            reason = answer ? "none" : answer.error().reason;
        });
        QTRY_COMPARE_WITH_TIMEOUT(reason, std::string("agent_timeout"), 3000);
    }

    void aReplyDoesNotRunWhenItsContextIsGone()
    {
        FakeAgent fake(address());
        AgentClient client(quick(address()));
        client.start();
        QTRY_VERIFY(client.isConnected());
        bool hasRun = false;
        auto context = std::make_unique<QObject>();
        client.call("status.get", json::object(), context.get(), [&](Result<json::value>) {
            hasRun = true;
        });
        context.reset();
        QTRY_COMPARE(fake.countOf("status.get"), 2);
        QTest::qWait(50);
        QVERIFY(!hasRun);
    }

    void noticesBecomeSignals()
    {
        FakeAgent fake(address());
        AgentClient client(quick(address()));
        client.start();
        QTRY_VERIFY(client.isConnected());
        Changes changes;
        connect(&client, &AgentClient::changed, this, [&](const Changes& c) { changes = c; });
        MutationResult result;
        connect(&client, &AgentClient::resultArrived, this, [&](const MutationResult& r) {
            result = r;
        });
        QString channel;
        connect(&client, &AgentClient::liveMessage, this, [&](const QString& c, const auto&) {
            channel = c;
        });
        fake.tellChanged("fuelSupply", {"a", "b"});
        fake.notify(
            "result", json::object{{"mid", 41}, {"status", "rejected"}, {"cause", "Closed."}}
        );
        fake.notify(
            "live", json::object{{"channel", "run:1"}, {"message", json::object{{"t", "ev"}}}}
        );
        QTRY_COMPARE(channel, QStringLiteral("run:1"));
        QCOMPARE(changes.entities["fuelSupply"]->size(), std::size_t(2));
        QCOMPARE(result.mid, std::int64_t(41));
        QCOMPARE(result.cause, std::string("Closed."));
    }

    void subscriptionsSurviveALoss()
    {
        FakeAgent fake(address());
        AgentClient client(quick(address()));
        client.start();
        QTRY_VERIFY(client.isConnected());
        client.subscribe("run:1");
        client.subscribe("run:1");
        QTRY_COMPARE(fake.countOf("live.subscribe"), 1);
        fake.dropAll();
        QTRY_COMPARE(fake.countOf("live.subscribe"), 2);
        client.unsubscribe("run:1");
        client.unsubscribe("run:1");
        QTRY_COMPARE(fake.countOf("live.unsubscribe"), 1);
    }

    void theAgentIsStartedWhenNoneRuns()
    {
        std::unique_ptr<FakeAgent> fake;
        AgentClientOptions options = quick(address());
        int launches = 0;
        options.launch = [&]() -> Result<void> {
            ++launches;
            QTimer::singleShot(80, this, [&] { fake = std::make_unique<FakeAgent>(address()); });
            return {};
        };
        AgentClient client(options);
        client.start();
        QTRY_VERIFY(client.isConnected());
        QCOMPARE(launches, 1);
    }

    void garbageFromTheAgentEndsTheConnectionNotTheDesk()
    {
        QLocalServer server;
        QFile::remove(address());
        QVERIFY(server.listen(address()));
        int connections = 0;
        connect(&server, &QLocalServer::newConnection, this, [&] {
            ++connections;
            server.nextPendingConnection()->write(QByteArray(64, '\xFF'));
        });
        AgentClient client(quick(address()));
        client.start();
        QTRY_VERIFY(connections >= 3);
        QVERIFY(!client.isConnected());
        QCOMPARE(client.lastFault().code, FaultCode::tooLarge);
    }
};

QTEST_GUILESS_MAIN(AgentClientTest)
#include "agent_client_test.moc"
