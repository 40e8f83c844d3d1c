// The bytes of a connection, with TLS around them or without.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>
#include <span>
#include <string_view>

struct ssl_st;

namespace tidemark::platform {

class TlsContext;

/// A socket as the rest of the platform uses it. OpenSSL works on the socket itself, so that a
/// silent connection holds no buffers. One reader and one writer at a time.
class Wire {
public:
    using Code = boost::system::error_code;

    explicit Wire(boost::asio::ip::tcp::socket socket);
    Wire(boost::asio::ip::tcp::socket socket, const TlsContext& tls);

    [[nodiscard]] bool isSecure() const { return tls_ != nullptr; }
    [[nodiscard]] const std::string& remoteAddress() const { return remoteAddress_; }
    [[nodiscard]] boost::asio::any_io_executor executor() { return socket_.get_executor(); }

    /// Nothing to do without TLS.
    [[nodiscard]] boost::asio::awaitable<Code> shakeHands();

    /// At least one byte, or an error.
    [[nodiscard]] boost::asio::awaitable<std::size_t>
    readSome(boost::asio::mutable_buffer room, Code& error);
    [[nodiscard]] boost::asio::awaitable<Code>
    write(std::span<const boost::asio::const_buffer> buffers);

    /// What there is now; `would_block` when there is nothing. After `beNonBlocking`.
    [[nodiscard]] std::size_t tryRead(boost::asio::mutable_buffer room, Code& error);
    /// What the system takes now. What it did not take must be offered again unchanged.
    [[nodiscard]] std::size_t tryWrite(std::string_view bytes, Code& error);
    void beNonBlocking();

    [[nodiscard]] boost::asio::awaitable<Code> waitReadable();
    void onWritable(std::function<void(Code)> ready);

    /// Says that no more will be sent.
    void endSending();
    void close();

private:
    enum class Want { read, write };

    [[nodiscard]] Code failure(int result);
    [[nodiscard]] boost::asio::awaitable<Code> waitAsWanted();

    boost::asio::ip::tcp::socket socket_;
    std::shared_ptr<ssl_st> tls_;
    std::string remoteAddress_;
    Want want_ = Want::read; ///< What OpenSSL last could not go on without.
    bool isBroken_ = false;  ///< No goodbye may follow.
};

} // namespace tidemark::platform
