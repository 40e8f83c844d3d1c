// The live channel over a real socket, with Beast as the client.
#include "platform/live/live_gate.hpp"
#include "platform/live/live_session.hpp"

#include <QtTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <thread>

using namespace tidemark;
using namespace tidemark::platform;
namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

const std::string runId = "0190b2a0-0000-7000-8000-000000000001";
const std::string channel = "run:" + runId;
const ChannelKey aRun{1, channel};

/// Tokens: `maya`, `blind` (may not read runs), `brief` (ends in 300 ms); all else is refused.
struct FakeGate final : LiveGate {
    asio::awaitable<Result<LiveGuest>> admit(std::string_view token) override
    {
        if (token != "maya" && token != "blind" && token != "brief")
            co_return Fault{FaultCode::unauthenticated, "bad_token", "No such token.", "Sign in."};
        auto actor = std::make_shared<Actor>();
        actor->tenancy.tenant = 1;
        actor->userId.bytes[0] = token == "blind" ? 2 : 1;
        if (token != "blind")
            actor->permissions = PermissionSet({"run:read"});
        const auto life = token == "brief" ? std::chrono::milliseconds(300) : 15min;
        co_return LiveGuest{actor, std::chrono::system_clock::now() + life};
    }
    asio::awaitable<Result<std::int64_t>> headCut(const Actor&) override { co_return 57; }
    asio::awaitable<Result<boost::json::value>>
    stateOf(const Actor&, std::string_view name) override
    {
        if (name != channel)
            co_return Fault{FaultCode::notFound, "no_such_run", "There is no such run.", ""};
        co_return boost::json::value{
            {"run", {{"id", runId}, {"state", "pending"}}}, {"steps", boost::json::array()}};
    }
};

/// A server on a free port of this machine, on a thread of its own.
class Server {
public:
    explicit Server(LiveTimes times = {}, HubLimits limits = {})
        : hub("node", limits)
        , times_(times)
        , acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0))
    {
        auto accepting = [](Server* server) -> asio::awaitable<void> { co_await server->accept(); };
        asio::co_spawn(io_, accepting(this), asio::detached);
        thread_ = std::thread([this] { io_.run(); });
    }
    ~Server()
    {
        io_.stop();
        thread_.join();
    }
    unsigned short port() const { return acceptor_.local_endpoint().port(); }

    FakeGate gate;
    Hub hub;

private:
    asio::awaitable<void> accept()
    {
        for (;;) {
            tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
            auto serving = [](Server* server, tcp::socket accepted) -> asio::awaitable<void> {
                co_await server->serve(std::move(accepted));
            };
            asio::co_spawn(io_, serving(this, std::move(socket)), asio::detached);
        }
    }
    asio::awaitable<void> serve(tcp::socket socket)
    {
        beast::flat_buffer buffer;
        beast::http::request<beast::http::string_body> head;
        co_await beast::http::async_read(socket, buffer, head, asio::use_awaitable);
        const std::string key(head[beast::http::field::sec_websocket_key]);
        const LiveServices services{hub, gate, times_};
        co_await serveLive(
            std::move(socket), key, beast::buffers_to_string(buffer.data()), services
        );
    }

    LiveTimes times_;
    asio::io_context io_;
    tcp::acceptor acceptor_;
    std::thread thread_;
};

/// A blocking client with a time-out on every read.
class Client {
public:
    explicit Client(const Server& server, int receiveBytes = 0)
        : socket_(io_)
    {
        auto& tcpSocket = socket_.next_layer();
        tcpSocket.open(tcp::v4());
        if (receiveBytes > 0)
            tcpSocket.set_option(asio::socket_base::receive_buffer_size(receiveBytes));
        tcpSocket.connect({asio::ip::address_v4::loopback(), server.port()});
        socket_.handshake("localhost", "/api/v1/live");
    }

    void send(std::string_view text) { socket_.write(asio::buffer(text)); }
    void hello(std::string_view token = "maya")
    {
        send(
            R"({"t":"hello","clientId":"0190b2a0-0000-7000-8000-0000000000ff","token":")" +
            std::string(token) + R"("})"
        );
    }
    void subscribe(std::string since = "null", std::string name = channel)
    {
        send(R"({"t":"sub","channel":")" + name + R"(","since":)" + since + "}");
    }

    /// The next message; an empty object when the server closed or was silent for `patience`.
    boost::json::object next(std::chrono::milliseconds patience = 3s)
    {
        beast::flat_buffer buffer;
        boost::system::error_code result = asio::error::would_block;
        socket_.async_read(buffer, [&](boost::system::error_code error, std::size_t) {
            result = error;
        });
        io_.restart();
        io_.run_for(patience);
        if (result == asio::error::would_block) {
            beast::get_lowest_layer(socket_).cancel();
            io_.restart();
            io_.run();
            return {};
        }
        if (result)
            return {};
        return boost::json::parse(beast::buffers_to_string(buffer.data())).as_object();
    }

    /// The next message that is no `ping`.
    boost::json::object nextOf(std::string_view type)
    {
        for (;;) {
            auto message = next();
            if (message.empty() || message.at("t").as_string() == type)
                return message;
        }
    }

private:
    asio::io_context io_;
    beast::websocket::stream<tcp::socket> socket_;
};

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
        Server server;
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
        Server server;
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
        Server server({.hello = 100ms});
        Client client(server);

        QVERIFY(client.next().at("code") == "no_hello");
        QVERIFY(client.next().empty());
    }

    void nothingIsLostAcrossAReconnect()
    {
        Server server;
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
        Server server;
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
        Server server({.heartbeat = 60ms});
        Client silent(server);
        silent.hello();
        QVERIFY(silent.next().at("t") == "welcome");

        QVERIFY(silent.next().at("t") == "ping");
        QVERIFY(silent.next().at("t") == "ping");
        QVERIFY(silent.next().empty());
    }

    void aClientThatAnswersStays()
    {
        Server server({.heartbeat = 40ms});
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
        Server server;
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
        Server server;
        Client client(server);
        client.hello();
        QVERIFY(client.next().at("t") == "welcome");

        client.send(R"({"t":"auth","token":"blind"})");

        QVERIFY(client.next().at("code") == "another_user");
        QVERIFY(client.next().empty());
    }

    void aSlowReaderGetsAGapAndTheStateAndHoldsNobodyUp()
    {
        Server server({}, {.queueFrames = 50});
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
        Server server;
        Client client(server);
        client.hello();
        QVERIFY(client.next().at("t") == "welcome");

        client.send(std::string(70 * 1024, ' '));

        QVERIFY(client.next().empty());
    }
};

QTEST_APPLESS_MAIN(LiveSessionTest)
#include "live_session_test.moc"
