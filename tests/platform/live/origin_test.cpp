// The live channel and web pages: programs come in, and pages of the platform itself only.
#include "platform/live/live_route.hpp"
#include "tests/platform/http/running_server.hpp"
#include "tests/platform/live/live_world.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::platform::test;

class OriginTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aForeignPageStaysOutside_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("status");
        QTest::newRow("a program") << QByteArray() << 101;
        QTest::newRow("our page") << QByteArray("Origin: https://tide.example:8460\r\n") << 101;
        QTest::newRow("our page, plain")
            << QByteArray("Origin: http://TIDE.example:8460\r\n") << 101;
        QTest::newRow("another host") << QByteArray("Origin: https://evil.example\r\n") << 403;
        QTest::newRow("another port") << QByteArray("Origin: https://tide.example:9\r\n") << 403;
        QTest::newRow("a longer name")
            << QByteArray("Origin: https://tide.example:8460.evil.example\r\n") << 403;
        QTest::newRow("a name before it")
            << QByteArray("Origin: https://evil.tide.example:8460\r\n") << 403;
        QTest::newRow("null") << QByteArray("Origin: null\r\n") << 403;
        QTest::newRow("empty") << QByteArray("Origin: \r\n") << 403;
        QTest::newRow("another scheme")
            << QByteArray("Origin: file://tide.example:8460\r\n") << 403;
        QTest::newRow("two") << QByteArray("Origin: https://tide.example:8460\r\n"
                                           "Origin: https://evil.example\r\n")
                             << 403;
    }

    void aForeignPageStaysOutside()
    {
        QFETCH(QByteArray, origin);
        QFETCH(int, status);
        RawClient client(running_->port);
        client.send(
            "GET /api/v1/live HTTP/1.1\r\nHost: tide.example:8460\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n" +
            origin.toStdString() + "\r\n"
        );
        const std::string answer = client.read("\r\n\r\n");
        QVERIFY2(statusIn(answer) == status, answer.c_str());
        if (status == 403) { // And nothing of the channel follows.
            (void)client.read();
            QVERIFY(client.isClosed());
        }
    }

    /// Addresses stay in logs and histories: whatever is in one, the channel waits for `hello`.
    void aTokenInTheAddressOpensNothing_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("headers");
        const QByteArray plain = "/api/v1/live";
        QTest::newRow("query") << plain + "?token=maya&access_token=maya&hello=maya"
                               << QByteArray();
        QTest::newRow("header") << plain << QByteArray("Authorization: Bearer maya\r\n");
        QTest::newRow("cookie") << plain << QByteArray("Cookie: tidemark_portal=maya\r\n");
        QTest::newRow("protocol") << plain << QByteArray("Sec-WebSocket-Protocol: maya\r\n");
    }

    void aTokenInTheAddressOpensNothing()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, headers);
        RawClient client(running_->port);
        client.send(
            "GET " + target.toStdString() +
            " HTTP/1.1\r\nHost: tide.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
            headers.toStdString() + "\r\n"
        );
        hub_.poke(1, 58);
        const std::string all = client.read();
        QVERIFY2(statusIn(all) == 101, all.c_str());
        QVERIFY2(all.find("no_hello") != std::string::npos, all.c_str());
        QVERIFY2(all.find("headCut") == std::string::npos, all.c_str());
        QVERIFY(client.isClosed());
    }

private:
    FakeGate gate_;
    Hub hub_{"node"};
    std::unique_ptr<RunningServer> running_ =
        std::make_unique<RunningServer>(shortSettings(), [this](Router& router) {
            addLiveRoute(router, LiveServices{hub_, gate_, {.hello = 200ms}});
        });
};

QTEST_GUILESS_MAIN(OriginTest)
#include "origin_test.moc"
