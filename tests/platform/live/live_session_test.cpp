// The live channel over a real socket.
#include "tests/platform/live/live_world.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

boost::json::object line(int number, std::size_t bytes = 20)
{
    boost::json::array lines;
    lines.push_back(boost::json::object{{"sequence", number}, {"message", std::string(bytes, 'x')}}
    );
    return {{"lines", std::move(lines)}};
}

} // namespace

class LiveSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helloIsAnsweredWithTheHeadCutAndPokesFollow()
    {
        LiveServer server;
        Client client(server);

        client.hello();

        const auto welcome = client.next();
        QVERIFY(welcome.at("t") == "welcome");
        QVERIFY(welcome.at("headCut") == "57");
        QVERIFY(welcome.at("heartbeatMs").as_int64() == 20000);
        server.hub.poke(1, 58);
        QVERIFY(client.next().at("headCut") == "58");
    }

    void nothingIsAnsweredBeforeAGoodToken_data()
    {
        QTest::addColumn<QString>("first");
        QTest::newRow("sub first") << QString(R"({"t":"sub","channel":"runs","since":null})");
        QTest::newRow("ping first") << QString(R"({"t":"ping"})");
        QTest::newRow("bad token") << QString(R"({"t":"hello","clientId":"c","token":"nobody"})");
        QTest::newRow("no JSON") << QString("hello");
    }

    void nothingIsAnsweredBeforeAGoodToken()
    {
        QFETCH(QString, first);
        LiveServer server;
        Client client(server);
        server.hub.poke(1, 58);

        client.send(first.toStdString());

        const auto answer = client.next();
        QVERIFY(answer.empty() || answer.at("t") == "bye");
        QVERIFY(client.next().empty());
        QCOMPARE(server.hub.subscribers(), std::size_t(0));
    }

    void silenceInsteadOfHelloEndsTheSession()
    {
        LiveServer server({.hello = 100ms});
        Client client(server);

        QVERIFY(client.next().at("code") == "no_hello");
        QVERIFY(client.next().empty());
    }

    void nothingIsLostAcrossAReconnect()
    {
        LiveServer server;
        boost::json::object subok;
        std::int64_t last = 0;
        {
            Client client(server);
            client.hello();
            client.subscribe();
            subok = client.nextOf("subok");
            last = client.nextOf("st").at("offset").as_int64();
            for (int i = 1; i <= 20; ++i)
                server.hub.publish(aRun, EventKind::log, line(i));
            for (int i = 0; i < 7; ++i)
                QCOMPARE(client.nextOf("ev").at("offset").as_int64(), ++last);
        } // Cut off in the middle.
        for (int i = 21; i <= 30; ++i)
            server.hub.publish(aRun, EventKind::log, line(i));

        Client again(server);
        again.hello();
        again.subscribe(
            R"({"epoch":")" + std::string(subok.at("epoch").as_string()) + R"(","offset":)" +
            std::to_string(last) + "}"
        );

        QVERIFY(again.nextOf("subok").at("mode") == "replay");
        while (last < 30) {
            const auto event = again.nextOf("ev");
            QCOMPARE(event.at("offset").as_int64(), ++last);
            const auto& lines = event.at("data").at("lines").as_array();
            QCOMPARE(lines[0].at("sequence").as_int64(), last);
        }
    }

    void aChannelIsRefusedToWhoMayNotHaveIt_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no permission")
            << "blind" << QString::fromStdString(channel) << "may_not_read_runs";
        QTest::newRow("another tenant's run") << "maya"
                                              << "run:0190b2a0-0000-7000-8000-000000000002"
                                              << "no_such_run";
        QTest::newRow("no channel") << "maya"
                                    << "everything"
                                    << "no_such_channel";
    }

    void aChannelIsRefusedToWhoMayNotHaveIt()
    {
        QFETCH(QString, token);
        QFETCH(QString, name);
        QFETCH(QString, reason);
        LiveServer server;
        Client client(server);
        client.hello(token.toStdString());

        client.subscribe("null", name.toStdString());

        const auto refused = client.nextOf("refused");
        QCOMPARE(refused.at("reason").as_string().c_str(), reason.toStdString().c_str());
        server.hub.publish(aRun, EventKind::log, line(1));
        client.send(R"({"t":"ping"})");
        QVERIFY(client.next().at("t") == "pong");
    }

    void aClientThatIsSilentIsDeadAfterTwoMissedHeartbeats()
    {
        LiveServer server({.heartbeat = 60ms});
        Client silent(server);
        silent.hello();
        QVERIFY(silent.next().at("t") == "welcome");

        QVERIFY(silent.next().at("t") == "ping");
        QVERIFY(silent.next().at("t") == "ping");
        QVERIFY(silent.next().empty());
    }

    void aClientThatAnswersStays()
    {
        LiveServer server({.heartbeat = 40ms});
        Client client(server);
        client.hello();
        QVERIFY(client.next().at("t") == "welcome");

        for (int i = 0; i < 6; ++i) {
            QVERIFY(client.next().at("t") == "ping");
            client.send(R"({"t":"pong"})");
        }
    }

    void aTokenThatEndsEndsTheSessionUnlessItIsRenewed()
    {
        LiveServer server;
        Client forgetful(server);
        Client careful(server);
        forgetful.hello("brief");
        careful.hello("brief");
        QVERIFY(careful.next().at("t") == "welcome");
        careful.send(R"({"t":"auth","token":"maya"})");

        QVERIFY(careful.next().at("t") == "authok");
        QVERIFY(forgetful.nextOf("bye").at("code") == "token_expired");
        server.hub.poke(1, 99);
        QVERIFY(careful.next().at("headCut") == "99");
    }

    void theTokenOfAnotherUserEndsTheSession()
    {
        LiveServer server;
        Client client(server);
        client.hello();
        QVERIFY(client.next().at("t") == "welcome");

        client.send(R"({"t":"auth","token":"blind"})");

        QVERIFY(client.next().at("code") == "another_user");
        QVERIFY(client.next().empty());
    }

    void aSlowReaderGetsAGapAndTheStateAndHoldsNobodyUp()
    {
        LiveServer server({}, {.queueFrames = 50});
        Client slow(server, 4096);
        Client quick(server);
        for (Client* client : {&slow, &quick}) {
            client->hello();
            client->subscribe();
            QVERIFY(client->nextOf("st").contains("state"));
        }

        constexpr int events = 3000;
        for (int i = 1; i <= events; ++i) {
            server.hub.publish(aRun, EventKind::log, line(i, 2000));
            if (i % 20 == 0) { // The quick one reads along; the slow one does not.
                for (int read = 0; read < 20; ++read)
                    QCOMPARE(
                        quick.nextOf("ev").at("offset").as_int64(), std::int64_t(i - 19 + read)
                    );
            }
        }

        bool sawGap = false;
        std::int64_t at = 0;
        while (at < events) {
            const auto message = slow.next();
            QVERIFY(!message.empty());
            if (message.at("t") == "gap") {
                sawGap = true;
            } else if (message.at("t") == "st") {
                at = message.at("offset").as_int64();
            } else {
                QCOMPARE(message.at("offset").as_int64(), ++at);
            }
        }
        QVERIFY(sawGap);
    }

    void aMessageOverTheLimitEndsTheSession()
    {
        LiveServer server;
        Client client(server);
        client.hello();
        QVERIFY(client.next().at("t") == "welcome");

        client.send(std::string(70 * 1024, ' '));

        QVERIFY(client.next().empty());
    }
};

QTEST_APPLESS_MAIN(LiveSessionTest)
#include "live_session_test.moc"
