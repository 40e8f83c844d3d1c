// A live server over a real socket, and Beast as its client.
#pragma once

#include "platform/live/live_gate.hpp"
#include "platform/live/live_session.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using namespace std::chrono_literals;

inline const std::string runId = "0190b2a0-0000-7000-8000-000000000001";
inline const std::string channel = "run:" + runId;
inline const ChannelKey aRun{1, channel};

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
class LiveServer {
public:
    explicit LiveServer(LiveTimes times = {}, HubLimits limits = {})
        : hub("node", limits)
        , times_(times)
        , acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0))
    {
        auto accepting = [](LiveServer* server) -> asio::awaitable<void> {
            co_await server->accept();
        };
        asio::co_spawn(io_, accepting(this), asio::detached);
        asio::post(thread_, [this] { io_.run(); });
    }
    ~LiveServer()
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
            auto serving = [](LiveServer* server, tcp::socket accepted) -> asio::awaitable<void> {
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
            Wire(std::move(socket)), key, beast::buffers_to_string(buffer.data()), services
        );
    }

    LiveTimes times_;
    asio::io_context io_;
    tcp::acceptor acceptor_;
    asio::thread_pool thread_{1};
};

/// A blocking client with a time-out on every read.
class Client {
public:
    explicit Client(const LiveServer& server, int receiveBytes = 0)
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

} // namespace tidemark::platform
