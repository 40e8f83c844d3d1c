// A client of the HTTP server on the same event loop: one connection, one request after the other.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <string>

namespace tidemark::platform {

struct HttpAnswer {
    int status = 0;
    std::string head = {};
    std::string body = {};
    bool isWhole = true; ///< Else the server broke off within the body.
};

class HttpClient {
public:
    HttpClient(boost::asio::any_io_executor executor, std::uint16_t port)
        : socket_(executor)
        , port_(port)
    {
    }

    /// `line` as `GET /api/v1/me`; `headers` with their line ends.
    boost::asio::awaitable<HttpAnswer>
    ask(std::string line, std::string headers = {}, std::string body = {})
    {
        using boost::asio::use_awaitable;
        if (!socket_.is_open()) {
            const boost::asio::ip::tcp::endpoint server(
                boost::asio::ip::address_v4::loopback(), port_
            );
            co_await socket_.async_connect(server, use_awaitable);
        }
        const std::string text = line + " HTTP/1.1\r\nHost: t\r\n" + headers +
                                 "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                                 body;
        const auto out = boost::asio::buffer(text);
        co_await boost::asio::async_write(socket_, out, use_awaitable);
        auto in = boost::asio::dynamic_buffer(buffer_);
        const std::size_t end =
            co_await boost::asio::async_read_until(socket_, in, "\r\n\r\n", use_awaitable);
        HttpAnswer answer;
        answer.head = buffer_.substr(0, end);
        buffer_.erase(0, end);
        answer.status = std::stoi(answer.head.substr(9, 3));
        // A HEAD tells the length of the answer to a GET; no body follows.
        if (!line.starts_with("HEAD "))
            answer.isWhole = co_await readBody(answer);
        if (!answer.isWhole)
            close();
        if (answer.head.find("Connection: close") != std::string::npos)
            close();
        co_return answer;
    }

    void close()
    {
        boost::system::error_code ignored;
        socket_.close(ignored);
        buffer_.clear();
    }

private:
    /// False when the connection ended before the body did.
    boost::asio::awaitable<bool> readBody(HttpAnswer& answer)
    {
        boost::system::error_code broken;
        auto token = boost::asio::redirect_error(boost::asio::use_awaitable, broken);
        auto in = boost::asio::dynamic_buffer(buffer_);
        std::size_t size = 0;
        const std::size_t length = answer.head.find("Content-Length: ");
        if (length != std::string::npos) {
            size = std::stoul(answer.head.substr(length + 16));
            if (buffer_.size() < size) {
                const auto rest = boost::asio::transfer_exactly(size - buffer_.size());
                co_await boost::asio::async_read(socket_, in, rest, token);
            }
        } else if (answer.head.find("chunked") != std::string::npos) {
            size = co_await boost::asio::async_read_until(socket_, in, "\r\n0\r\n\r\n", token);
        }
        if (broken)
            co_return false;
        answer.body = buffer_.substr(0, size);
        buffer_.erase(0, size);
        co_return true;
    }

    boost::asio::ip::tcp::socket socket_;
    std::uint16_t port_;
    std::string buffer_;
};

} // namespace tidemark::platform
