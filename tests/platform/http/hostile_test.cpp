// Clients that mean harm: the service stays up, answers each of them once, and honest ones
// meanwhile. TIDEMARK_HOSTILE_SOCKETS=2000 is the long form.
#include "tests/platform/http/running_server.hpp"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <sys/resource.h>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::platform::test;

namespace {

const std::string post = "POST /api/v1/echo HTTP/1.1\r\nHost: t\r\n";
const std::string get = "GET /api/v1/things/special HTTP/1.1\r\nHost: t\r\n"
                        "Authorization: Bearer reader\r\n\r\n";

/// A row of the table of what is refused.
void row(const char* name, const std::string& bytes, int status)
{
    QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
}

/// The time that 99 of 100 honest requests stay below, in microseconds.
qint64 honestP99(std::uint16_t port, int requests)
{
    std::vector<qint64> times;
    RawClient honest(port);
    for (int i = 0; i < requests; ++i) {
        QElapsedTimer clock;
        clock.start();
        const bool isSent = honest.send(get);
        const std::string answer = isSent ? honest.read("\r\n\r\n1") : std::string();
        if (statusIn(answer) != 200)
            return -1;
        times.push_back(clock.nsecsElapsed() / 1000);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() * 99 / 100];
}

} // namespace

class HostileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        rlimit limit = {};
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }

    void what_two_readers_could_take_for_two_requests_is_refused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const std::string chunked = "Transfer-Encoding: chunked\r\n";
        row("both lengths", post + "Content-Length: 4\r\n" + chunked + "\r\n0\r\n\r\n", 400);
        row("chunked first", post + chunked + "Content-Length: 4\r\n\r\n0\r\n\r\n", 400);
        row("two lengths", post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", 400);
        row("list of lengths", post + "Content-Length: 2, 3\r\n\r\n{}", 400);
        row("signed length", post + "Content-Length: +2\r\n\r\n{}", 400);
        row("negative length", post + "Content-Length: -2\r\n\r\n{}", 400);
        row("hex length", post + "Content-Length: 0x2\r\n\r\n{}", 400);
        row("endless length", post + "Content-Length: 99999999999999999999999\r\n\r\n{}", 400);
        row("unknown coding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400);
        row("coding after", post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400);
        row("packed and chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400);
        row("chunked twice", post + chunked + chunked + "\r\n0\r\n\r\n", 400);
        row("space before colon", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400);
        row("old and chunked",
            "POST /api/v1/echo HTTP/1.0\r\n" + chunked + "\r\n2\r\n{}\r\n0\r\n\r\n",
            400);
        row("two hosts", post + "Host: u\r\nContent-Length: 2\r\n\r\n{}", 400);
        row("no chunk size", post + chunked + "\r\n\r\n{}\r\n0\r\n\r\n", 400);
        row("chunk size in words", post + chunked + "\r\nxyz\r\n{}\r\n0\r\n\r\n", 400);
        row("negative chunk", post + chunked + "\r\n-2\r\n{}\r\n0\r\n\r\n", 400);
        row("endless chunk", post + chunked + "\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n", 400);
        row("largest chunk", post + chunked + "\r\n7fffffffffffffff\r\n{}", 413);
        row("chunk without end", post + chunked + "\r\n2\r\n{}XX0\r\n\r\n", 400);
        row("bare line feed", "GET /healthz HTTP/1.1\nHost: t\n\n\r\n\r\n", 400);
        row("NUL in the target", "GET /api/v1/a" + std::string(1, '\0') + "b HTTP/1.1\r\n\r\n", 400
        );
        row("CR in the target", "GET /api/v1/a\rb HTTP/1.1\r\n\r\n", 400);
        row("tab in the target", "GET /api/v1/a\tb HTTP/1.1\r\n\r\n", 400);
        row("NUL in a header", "GET / HTTP/1.1\r\nX: a" + std::string(1, '\0') + "\r\n\r\n", 400);
        row("no path", "GET things HTTP/1.1\r\n\r\n", 400);
        row("another version", "GET / HTTP/3.0\r\n\r\n", 400);
        row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
        row("packed by gzip", post + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415);
        row("packed by zstd", post + "Content-Encoding: zstd\r\nContent-Length: 2\r\n\r\n{}", 415);
        row("long target", "GET /" + std::string(200'000, 'a') + " HTTP/1.1\r\n\r\n", 431);
        row("long header", "GET / HTTP/1.1\r\nX: " + std::string(65'536, 'a') + "\r\n\r\n", 431);
        row("long method", std::string(100'000, 'G') + " / HTTP/1.1\r\n\r\n", 431);
        std::string many = "GET / HTTP/1.1\r\n";
        for (int i = 0; i < 100'000; ++i)
            many += "a:b\r\n";
        row("100,000 headers", many + "\r\n", 431);
        row("long chunk extension", post + chunked + "\r\n2;" + std::string(100'000, 'x'), 431);
        row("long trailer",
            post + chunked + "\r\n2\r\n{}\r\n0\r\nT: " + std::string(100'000, 'x'),
            431);
    }

    void what_two_readers_could_take_for_two_requests_is_refused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        const RunningServer running(shortSettings());
        RawClient client(running.port);
        (void)client.send(bytes.toStdString());
        const std::string answer = client.read();
        // The rest of a long one may meet a closed connection, which drops our answer on its way.
        if (!(answer.empty() && status == 431))
            QCOMPARE(statusIn(answer), status);
        QVERIFY(client.isClosed());
        QCOMPARE(answer.find("HTTP/1.1 ", 9), std::string::npos); // One answer, nothing smuggled.
        QVERIFY(honestP99(running.port, 1) >= 0);
    }

    void requests_in_a_row_are_answered_in_a_row()
    {
        const RunningServer running(shortSettings());
        RawClient client(running.port);
        std::string all;
        for (int i = 0; i < 500; ++i) {
            const std::string body = "{\"n\":" + std::to_string(i) + "}";
            all += post + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        }
        QVERIFY(client.send(all));
        const std::string answers = client.read("{\"n\":499}");
        std::size_t at = 0;
        for (int i = 0; i < 500; ++i) {
            at = answers.find("{\"n\":" + std::to_string(i) + "}", at);
            QVERIFY2(at != std::string::npos, qPrintable(QString::number(i)));
        }
    }

    void slow_heads_and_bodies_end_and_nobody_else_notices()
    {
        const int sockets = std::max(200, qEnvironmentVariableIntValue("TIDEMARK_HOSTILE_SOCKETS"));
        const int requests = 2'000;
        const RunningServer running(shortSettings());
        const qint64 quiet = honestP99(running.port, requests);
        QVERIFY(quiet >= 0);
        std::vector<std::unique_ptr<RawClient>> slow;
        for (int i = 0; i < sockets; ++i) {
            slow.push_back(std::make_unique<RawClient>(running.port));
            const bool hasHead = i % 2 == 0;
            slow.back()->send(
                hasHead ? post + "Content-Length: 1000\r\n\r\n{" : "GET / HTTP/1.1\r\n"
            );
        }
        const auto drip = [&] {
            for (const auto& one : slow)
                one->send("X");
        };
        drip();
        const qint64 among = honestP99(running.port, requests);
        QVERIFY(among >= 0);
        qInfo(
            "p99 of honest requests: %lld us alone, %lld us among %d slow ones",
            quiet,
            among,
            sockets
        );
        QElapsedTimer clock;
        clock.start();
        // Dripping on does not keep them: what counts is when a request began.
        while (running.server->connectionCount() > 1 && clock.elapsed() < 10'000) {
            drip();
            QTest::qWait(100);
        }
        QVERIFY(running.server->connectionCount() <= 1);
    }

    void a_flood_makes_room_for_others()
    {
        ServerSettings settings = shortSettings();
        settings.connectionLimit = 100;
        settings.arriveLimit = std::chrono::seconds(30);
        settings.idleLimit = std::chrono::seconds(30);
        const RunningServer running(settings);
        std::vector<std::unique_ptr<RawClient>> flood;
        for (int i = 0; i < 400; ++i) {
            flood.push_back(std::make_unique<RawClient>(running.port));
            flood.back()->send("GET / HT");
            if (i % 50 == 0)
                QVERIFY(honestP99(running.port, 1) >= 0);
        }
        QVERIFY(honestP99(running.port, 20) >= 0);
        QVERIFY(running.server->connectionCount() <= 100);
    }

    void large_bodies_share_a_bound()
    {
        ServerSettings settings = shortSettings();
        settings.largeBodiesLimit = 1'000'000;
        const RunningServer running(settings);
        const std::string half(600'000, ' ');
        const std::string head = post + "Content-Length: 700000\r\n\r\n";
        RawClient first(running.port);
        RawClient second(running.port);
        (void)first.send(head + half);
        (void)second.send(head + half);
        // They arrive at the same time: whichever comes last is refused, the other goes on.
        const bool isFirstOut =
            statusIn(first.read("bodies_full", std::chrono::milliseconds(300))) == 503;
        if (!isFirstOut)
            QCOMPARE(statusIn(second.read("bodies_full")), 503);
        RawClient& kept = isFirstOut ? second : first;
        QVERIFY(kept.send(std::string(99'998, ' ') + "{}"));
        QCOMPARE(statusIn(kept.read("{}")), 200);
        RawClient third(running.port);
        QVERIFY(third.send(head + half + std::string(99'998, ' ') + "{}"));
        QCOMPARE(statusIn(third.read("{}")), 200);
    }
};

QTEST_GUILESS_MAIN(HostileTest)
#include "hostile_test.moc"
