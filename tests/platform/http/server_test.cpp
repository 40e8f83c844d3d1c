// The HTTP server over real sockets, with raw bytes on our side.
#include "models/core/json_reader.hpp"
#include "platform/http/server.hpp"
#include "platform/telemetry/health.hpp"
#include "tests/platform/http/server_routes.hpp"

#include <QElapsedTimer>
#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <optional>
#include <thread>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::platform::test;
using boost::asio::ip::tcp;

class ServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        io_.emplace(1);
        router_.emplace();
        metrics_.emplace();
        health_.emplace();
        addTestRoutes(*router_);
        addHealthRoutes(*router_, *health_, *metrics_);
        isHealthy_ = true;
        health_->add("database", [this]() -> asio::awaitable<Result<void>> {
            if (!isHealthy_)
                co_return Fault{
                    FaultCode::unavailable, "database_unreachable", "It is away.", "Wait."};
            co_return Result<void>{};
        });
        ServerSettings settings;
        settings.port = 0;
        settings.headLimit = 4096;
        settings.bodyLimit = 10000;
        settings.idleLimit = std::chrono::seconds(2);
        settings.arriveLimit = std::chrono::seconds(1);
        settings.answerLimit = std::chrono::seconds(1);
        server_.emplace(*io_, *router_, authenticator_, *metrics_, settings);
        const auto port = server_->start();
        QVERIFY(port);
        port_ = *port;
        thread_.emplace([this] { io_->run(); });
    }

    void cleanup()
    {
        auto stop = [this]() -> asio::awaitable<void> {
            co_await server_->stop(std::chrono::seconds(1));
        };
        asio::co_spawn(*io_, stop, asio::detached);
        thread_->join();
        server_.reset();
        io_.reset();
    }

    void aRouteAnswers()
    {
        const Answer answer = ask("GET /api/v1/things/a%20b?page=2&x=1 HTTP/1.1\r\n"
                                  "Authorization: Bearer reader\r\nX-Request-Id: abc-1\r\n");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string("\"a b/2\""));
        QVERIFY(answer.head.find("X-Request-Id: abc-1\r\n") != std::string::npos);
        QVERIFY(answer.head.find("Cache-Control: no-store\r\n") != std::string::npos);
        QCOMPARE(
            ask("GET /api/v1/things/special HTTP/1.1\r\nAuthorization: Bearer guest\r\n").body,
            std::string("1")
        );
    }

    void whoMayNotIsRefusedBeforeTheHandler_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("no token") << QByteArray("GET /api/v1/things/1 HTTP/1.1\r\n") << 401
                                  << QByteArray("token_missing");
        QTest::newRow("bad token")
            << QByteArray("GET /api/v1/things/1 HTTP/1.1\r\nAuthorization: Bearer x\r\n") << 401
            << QByteArray("token_forged");
        QTest::newRow("basic"
        ) << QByteArray("GET /api/v1/things/1 HTTP/1.1\r\nAuthorization: Basic cmVhZGVy\r\n")
          << 401 << QByteArray("token_missing");
        QTest::newRow("no permission")
            << QByteArray("GET /api/v1/things/1 HTTP/1.1\r\nAuthorization: Bearer guest\r\n") << 403
            << QByteArray("permission_missing");
        QTest::newRow("other permission")
            << QByteArray("GET /api/v1/admin HTTP/1.1\r\nAuthorization: Bearer reader\r\n") << 403
            << QByteArray("permission_missing");
        QTest::newRow("no route") << QByteArray("GET /api/v1/nothing HTTP/1.1\r\n") << 404
                                  << QByteArray("no_such_route");
        QTest::newRow("deep"
        ) << QByteArray("GET /" + QByteArray("a/").repeated(500) + " HTTP/1.1\r\n")
          << 404 << QByteArray("no_such_route");
        QTest::newRow("wrong method")
            << QByteArray("DELETE /api/v1/echo HTTP/1.1\r\n") << 405 << QByteArray("no_such_route");
        QTest::newRow("odd method") << QByteArray("PROPFIND /api/v1/echo HTTP/1.1\r\n") << 405
                                    << QByteArray("no_such_route");
        QTest::newRow("no JSON"
        ) << QByteArray("POST /api/v1/echo HTTP/1.1\r\nContent-Length: 1\r\n\r\n{")
          << 400 << QByteArray("malformed_json");
        QTest::newRow("infinite"
        ) << QByteArray("POST /api/v1/echo HTTP/1.1\r\nContent-Length: 11\r\n\r\n{\"a\":1e400}")
          << 400 << QByteArray("malformed_json");
        QTest::newRow("throws") << QByteArray("GET /api/v1/throws HTTP/1.1\r\n") << 500
                                << QByteArray("exception");
        QTest::newRow("garbage") << QByteArray("hello there\r\n") << 400
                                 << QByteArray("malformed_request");
        QTest::newRow("smuggled"
        ) << QByteArray("POST /api/v1/echo HTTP/1.1\r\nContent-Length: 4\r\n"
                        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
          << 400 << QByteArray("malformed_request");
        QTest::newRow("two lengths")
            << QByteArray("POST /api/v1/echo HTTP/1.1\r\n"
                          "Content-Length: 4\r\nContent-Length: 5\r\n\r\n{}")
            << 400 << QByteArray("malformed_request");
        QTest::newRow("long head")
            << QByteArray("GET /api/v1/echo HTTP/1.1\r\nX: " + QByteArray(5000, 'x') + "\r\n")
            << 431 << QByteArray("head_too_large");
        QTest::newRow("long body") << QByteArray("POST /api/v1/echo HTTP/1.1\r\n"
                                                 "Content-Length: 20000\r\n\r\n{}")
                                   << 413 << QByteArray("body_too_large");
    }

    void whoMayNotIsRefusedBeforeTheHandler()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QFETCH(QByteArray, reason);
        const Answer answer = ask(request.toStdString());
        QCOMPARE(answer.status, status);
        QVERIFY(answer.head.find("application/problem+json") != std::string::npos);
        const auto body = parseJson(answer.body, 10000);
        QVERIFY(body);
        QCOMPARE(std::string(body->at("reason").as_string()), reason.toStdString());
        QVERIFY(!body->at("requestId").as_string().empty());
        QVERIFY(answer.body.find("secret of ours") == std::string::npos);
    }

    void aValueCannotWriteHeaders()
    {
        const Answer answer = ask("GET /api/v1/inject HTTP/1.1\r\n");
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.head.find("\r\nSet-Cookie") == std::string::npos);
    }

    void severalRequestsInOneWriteAreAnsweredInOrder()
    {
        tcp::socket socket = connect();
        std::string requests;
        for (int i = 0; i < 50; ++i)
            requests += "GET /api/v1/things/" + std::to_string(i) +
                        " HTTP/1.1\r\nAuthorization: Bearer reader\r\n\r\n";
        asio::write(socket, asio::buffer(requests));
        std::string buffer;
        for (int i = 0; i < 50; ++i)
            QCOMPARE(read(socket, buffer).body, "\"" + std::to_string(i) + "/-\"");
    }

    void aBodyMayComeInPieces()
    {
        tcp::socket socket = connect();
        const std::string request =
            "POST /api/v1/echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            "4\r\n{\"a\"\r\n3\r\n:1}\r\n0\r\n\r\n";
        for (const char letter : request)
            asio::write(socket, asio::buffer(&letter, 1));
        std::string buffer;
        QCOMPARE(read(socket, buffer).body, std::string("{\"a\":1}"));
    }

    void aStreamComesInChunks()
    {
        const Answer answer = ask("GET /api/v1/lines HTTP/1.1\r\nConnection: close\r\n", true);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.head.find("Transfer-Encoding: chunked") != std::string::npos);
        QCOMPARE(
            answer.body,
            std::string("8\r\n{\"n\":3}\n\r\n8\r\n{\"n\":2}\n\r\n"
                        "8\r\n{\"n\":1}\n\r\n0\r\n\r\n")
        );
    }

    void aBrokenStreamIsNotTakenForAWholeOne()
    {
        const Answer answer = ask("GET /api/v1/broken HTTP/1.1\r\n", true);
        QCOMPARE(answer.body, std::string("4\r\nhalf\r\n"));
    }

    void whoSendsSlowlyIsCutOff()
    {
        tcp::socket socket = connect();
        asio::write(socket, asio::buffer(std::string("GET /api/v1/lines HTT")));
        QElapsedTimer timer;
        timer.start();
        char byte = 0;
        boost::system::error_code error;
        asio::read(socket, asio::buffer(&byte, 1), error);
        QVERIFY(error);
        QVERIFY(timer.elapsed() >= 900 && timer.elapsed() < 3500);
    }

    void whoSaysNothingIsCutOffLater()
    {
        tcp::socket socket = connect();
        QElapsedTimer timer;
        timer.start();
        char byte = 0;
        boost::system::error_code error;
        asio::read(socket, asio::buffer(&byte, 1), error);
        QVERIFY(error);
        QVERIFY(timer.elapsed() >= 1900 && timer.elapsed() < 4500);
    }

    void aRequestInWorkEndsBeforeTheServer()
    {
        tcp::socket socket = connect();
        tcp::socket idle = connect();
        const int before = slowRequests().load();
        asio::write(socket, asio::buffer(std::string("GET /api/v1/slow HTTP/1.1\r\n\r\n")));
        QTRY_VERIFY(slowRequests().load() > before);
        auto stop = [this]() -> asio::awaitable<void> {
            co_await server_->stop(std::chrono::seconds(5));
        };
        asio::co_spawn(*io_, stop, asio::detached);
        std::string buffer;
        const Answer answer = read(socket, buffer);
        QCOMPARE(answer.body, std::string("\"late\""));
        QVERIFY(answer.head.find("Connection: close") != std::string::npos);
        char byte = 0;
        boost::system::error_code error;
        asio::read(idle, asio::buffer(&byte, 1), error);
        QVERIFY(error);
        tcp::socket late(ours_);
        late.connect(tcp::endpoint(asio::ip::address_v4::loopback(), port_), error);
        QVERIFY(error);
    }

    void aRequestThatTakesTooLongIsToldSo()
    {
        tcp::socket socket = connect();
        asio::write(socket, asio::buffer(std::string("GET /api/v1/stuck HTTP/1.1\r\n\r\n")));
        std::string buffer;
        const Answer answer = read(socket, buffer);
        QCOMPARE(answer.status, 504);
        QVERIFY(answer.head.find("application/problem+json") != std::string::npos);
        QVERIFY(answer.head.find("Connection: close") != std::string::npos);
        const auto body = parseJson(answer.body, 10000);
        QVERIFY(body);
        QCOMPARE(std::string(body->at("code").as_string()), std::string("timed_out"));
        QVERIFY(!body->at("detail").as_string().empty());
        QVERIFY(!body->at("nextStep").as_string().empty());
        // The handler ends in its own time, its answer goes nowhere, and others are served.
        QCOMPARE(ask("GET /healthz HTTP/1.1\r\n").status, 200);
        QTRY_COMPARE(stuckRequestsEnded().load(), 1);
        QTRY_COMPARE(server_->connectionCount(), std::size_t(0));
        QCOMPARE(ask("GET /healthz HTTP/1.1\r\n").status, 200);
    }

    void aFailingPartIsNamed()
    {
        QCOMPARE(ask("GET /healthz HTTP/1.1\r\n").status, 200);
        QCOMPARE(ask("GET /readyz HTTP/1.1\r\n").status, 200);
        isHealthy_ = false;
        const Answer answer = ask("GET /readyz HTTP/1.1\r\n");
        QCOMPARE(answer.status, 503);
        const auto body = parseJson(answer.body, 10000);
        QVERIFY(body);
        const auto& part = body->at("parts").as_array().at(0);
        QCOMPARE(std::string(part.at("name").as_string()), std::string("database"));
        QCOMPARE(std::string(part.at("detail").as_string()), std::string("It is away."));
        QCOMPARE(std::string(part.at("nextStep").as_string()), std::string("Wait."));
        QCOMPARE(ask("GET /healthz HTTP/1.1\r\n").status, 200);
    }

    void requestsAreCounted()
    {
        ask("GET /healthz HTTP/1.1\r\n");
        ask("GET /healthz HTTP/1.1\r\n");
        const std::string text = ask("GET /metrics HTTP/1.1\r\n").body;
        QVERIFY(
            text.find("tidemark_http_requests_total{method=\"GET\",route=\"/healthz\","
                      "status=\"2xx\"} 2") != std::string::npos
        );
        QVERIFY(text.find("tidemark_http_connections 1") != std::string::npos);
    }

    void anAddressInUseIsAFault()
    {
        boost::asio::io_context other;
        ServerSettings settings;
        settings.port = port_;
        Server second(other, *router_, authenticator_, *metrics_, settings);
        const auto outcome = second.start();
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().reason, std::string("address_in_use"));
    }

private:
    tcp::socket connect()
    {
        tcp::socket socket(ours_);
        socket.connect(tcp::endpoint(asio::ip::address_v4::loopback(), port_));
        return socket;
    }

    /// Sends `request` (its last empty line is added when it has none) and reads the answer.
    Answer ask(std::string request, bool toTheEnd = false)
    {
        if (request.find("\r\n\r\n") == std::string::npos)
            request += "\r\n";
        tcp::socket socket = connect();
        asio::write(socket, asio::buffer(request));
        std::string buffer;
        return read(socket, buffer, toTheEnd);
    }

    static Answer read(tcp::socket& socket, std::string& buffer, bool toTheEnd = false)
    {
        Answer answer;
        const auto more = [&] {
            char block[4096];
            boost::system::error_code error;
            const std::size_t count = socket.read_some(asio::buffer(block), error);
            buffer.append(block, count);
            return !error;
        };
        while (buffer.find("\r\n\r\n") == std::string::npos && more()) {
        }
        const std::size_t end = buffer.find("\r\n\r\n");
        if (end == std::string::npos)
            return answer;
        answer.head = buffer.substr(0, end + 2);
        answer.status = std::stoi(answer.head.substr(9, 3));
        buffer.erase(0, end + 4);
        if (toTheEnd) {
            while (more()) {
            }
            answer.body = std::exchange(buffer, {});
            return answer;
        }
        const std::size_t at = answer.head.find("Content-Length: ");
        const std::size_t size =
            at == std::string::npos ? 0 : std::stoul(answer.head.substr(at + 16));
        while (buffer.size() < size && more()) {
        }
        answer.body = buffer.substr(0, size);
        buffer.erase(0, size);
        return answer;
    }

    boost::asio::io_context ours_;
    std::optional<boost::asio::io_context> io_;
    std::optional<Router> router_;
    std::optional<Metrics> metrics_;
    std::optional<Health> health_;
    TwoTokens authenticator_;
    std::optional<Server> server_;
    std::optional<std::thread> thread_;
    std::atomic<bool> isHealthy_ = true;
    std::uint16_t port_ = 0;
};

QTEST_GUILESS_MAIN(ServerTest)
#include "server_test.moc"
