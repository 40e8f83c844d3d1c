// The platform's sync and entity routes behind a real socket, and blocking clients of it.
#pragma once

#include "platform/http/server.hpp"
#include "tests/platform/served_platform.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <thread>

namespace tidemark::platform {

/// Takes a name for a token, so that tests need no sign-in.
class NamedActors final : public Authenticator {
public:
    asio::awaitable<Result<ActorPointer>> actorOf(std::string_view token) override
    {
        if (auto known = knownActor(token))
            co_return known;
        co_return Fault{FaultCode::unauthenticated, "unknown", "Nobody.", "Sign in."};
    }
    ActorPointer knownActor(std::string_view token) override
    {
        return token == "ada" ? ada_ : nullptr;
    }

private:
    ActorPointer ada_ = ada();
};

/// Serves on a thread of its own from its making to its end.
class HttpPlatform {
public:
    explicit HttpPlatform(const std::string& connection)
        : platform_(connection)
        , server_(platform_.io, platform_.router, actors_, metrics_, settings())
    {
        port_ = server_.start().value();
        platform_.sequencer.start();
        loop_ = std::jthread([this] { platform_.io.run(); });
    }
    ~HttpPlatform()
    {
        asio::co_spawn(platform_.io, stop(), asio::detached);
        loop_.join();
    }
    HttpPlatform(const HttpPlatform&) = delete;
    HttpPlatform& operator=(const HttpPlatform&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    static ServerSettings settings()
    {
        ServerSettings settings;
        settings.port = 0;
        return settings;
    }
    asio::awaitable<void> stop()
    {
        co_await server_.stop(std::chrono::seconds(1));
        platform_.sequencer.stop();
        platform_.database.close();
        platform_.io.stop();
    }

    ServedPlatform platform_;
    NamedActors actors_;
    Metrics metrics_;
    Server server_;
    std::uint16_t port_ = 0;
    std::jthread loop_;
};

/// One keep-alive connection; requests one by one.
class WireClient {
public:
    explicit WireClient(std::uint16_t port)
        : socket_(io_)
    {
        using asio::ip::tcp;
        socket_.connect(tcp::endpoint(asio::ip::address_v4::loopback(), port));
        socket_.set_option(tcp::no_delay(true));
    }

    Answered call(
        std::string_view method,
        const std::string& target,
        std::string body = {},
        std::string rv = {}
    )
    {
        std::string text =
            std::string(method) + " /api/v1/" + target + " HTTP/1.1\r\nHost: x\r\n" +
            "Authorization: Bearer ada\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        if (!rv.empty())
            text += "If-Match: \"" + rv + "\"\r\n";
        asio::write(socket_, asio::buffer(text + "\r\n" + body));
        Answered answer;
        const std::size_t headEnd = asio::read_until(socket_, buffer_, "\r\n\r\n");
        const std::string head = take(headEnd);
        answer.status = std::stoi(head.substr(9, 3));
        if (head.find("chunked") != head.npos) {
            for (std::size_t size = chunk(); size > 0; size = chunk())
                answer.text += bytes(size + 2).substr(0, size);
            (void)bytes(2);
        } else if (const auto at = head.find("Content-Length: "); at != head.npos) {
            answer.text = bytes(std::stoul(head.substr(at + 16)));
        }
        return answer;
    }

private:
    std::size_t chunk()
    {
        return std::stoul(take(asio::read_until(socket_, buffer_, "\r\n")), nullptr, 16);
    }
    std::string bytes(std::size_t count)
    {
        if (buffer_.size() < count)
            asio::read(socket_, buffer_, asio::transfer_exactly(count - buffer_.size()));
        return take(count);
    }
    std::string take(std::size_t count)
    {
        const auto begin = asio::buffers_begin(buffer_.data());
        std::string text(begin, begin + static_cast<std::ptrdiff_t>(count));
        buffer_.consume(count);
        return text;
    }

    asio::io_context io_;
    asio::ip::tcp::socket socket_;
    asio::streambuf buffer_;
};

} // namespace tidemark::platform
