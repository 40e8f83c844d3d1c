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

private:
    FakeGate gate_;
    Hub hub_{"node"};
    std::unique_ptr<RunningServer> running_ =
        std::make_unique<RunningServer>(shortSettings(), [this](Router& router) {
            addLiveRoute(router, LiveServices{hub_, gate_});
        });
};

QTEST_GUILESS_MAIN(OriginTest)
#include "origin_test.moc"
