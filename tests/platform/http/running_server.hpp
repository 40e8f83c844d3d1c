// An HTTP server on a thread of its own, and plain blocking sockets to be rude to it with.
#pragma once

#include "tests/platform/http/server_routes.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>

#include <csignal>
#include <optional>
#include <poll.h>

namespace tidemark::platform::test {

using boost::asio::ip::tcp;

/// Bounds that a test reaches in seconds.
inline ServerSettings shortSettings()
{
    ServerSettings settings;
    settings.port = 0;
    settings.idleLimit = std::chrono::seconds(2);
    settings.arriveLimit = std::chrono::seconds(2);
    settings.answerLimit = std::chrono::seconds(5);
    settings.handshakeLimit = std::chrono::seconds(1);
    return settings;
}

/// `addMore` gives further routes before the start.
class RunningServer {
public:
    explicit RunningServer(
        ServerSettings settings, const std::function<void(Router&)>& addMore = [](Router&) {}
    )
    {
        std::signal(SIGPIPE, SIG_IGN); // As the program does: OpenSSL writes to sockets itself.
        addTestRoutes(router);
        addMore(router);
        server.emplace(io, router, tokens, metrics, std::move(settings));
        started = server->start();
        port = started ? *started : std::uint16_t(0);
        boost::asio::post(thread_, [this] { io.run(); });
    }
    ~RunningServer()
    {
        auto stop = [this]() -> boost::asio::awaitable<void> {
            co_await server->stop(std::chrono::seconds(1));
            io.stop();
        };
        boost::asio::co_spawn(io, stop, boost::asio::detached);
        thread_.join();
    }

    boost::asio::io_context io{1};
    Router router;
    Metrics metrics;
    TwoTokens tokens;
    std::optional<Server> server;
    Result<std::uint16_t> started = std::uint16_t(0);
    std::uint16_t port = 0;

private:
    boost::asio::thread_pool thread_{1};
};

/// A socket whose every wait ends.
class RawClient {
public:
    explicit RawClient(std::uint16_t port)
        : socket_(loop())
    {
        boost::system::error_code error;
        socket_.connect(tcp::endpoint(boost::asio::ip::address_v4::loopback(), port), error);
        isConnected_ = !error;
    }

    /// False when the server has closed.
    bool send(std::string_view bytes)
    {
        boost::system::error_code error;
        boost::asio::write(socket_, boost::asio::buffer(bytes), error);
        return !error;
    }

    /// All that comes until the server closes, `enough` was seen, or `patience` is over.
    std::string
    read(std::string_view enough = {}, std::chrono::milliseconds patience = std::chrono::seconds(4))
    {
        std::string seen;
        const auto end = std::chrono::steady_clock::now() + patience;
        while (std::chrono::steady_clock::now() < end) {
            if (!enough.empty() && seen.find(enough) != std::string::npos)
                return seen;
            pollfd one{socket_.native_handle(), POLLIN, 0};
            if (poll(&one, 1, 50) == 0)
                continue;
            char block[16 * 1024];
            boost::system::error_code error;
            const std::size_t count = socket_.read_some(boost::asio::buffer(block), error);
            seen.append(block, count);
            isClosed_ = static_cast<bool>(error);
            if (error)
                return seen;
        }
        return seen;
    }

    [[nodiscard]] bool isConnected() const { return isConnected_; }
    [[nodiscard]] bool isClosed() const { return isClosed_; } ///< As the last read found.

private:
    /// Never run; one for all, since each takes descriptors of its own.
    static boost::asio::io_context& loop()
    {
        static boost::asio::io_context io;
        return io;
    }

    tcp::socket socket_;
    bool isConnected_ = false;
    bool isClosed_ = false;
};

/// The status of an answer's first line; 0 for none.
inline int statusIn(std::string_view answer)
{
    return answer.size() > 12 && answer.starts_with("HTTP/1.1 ")
               ? std::atoi(std::string(answer.substr(9, 3)).c_str())
               : 0;
}

} // namespace tidemark::platform::test
