#include "platform/http/wire.hpp"

#include "platform/http/tls_context.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <limits>

namespace tidemark::platform {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::size_t mostAtOnce = std::numeric_limits<int>::max();

} // namespace

Wire::Wire(tcp::socket socket)
    : socket_(std::move(socket))
{
    Code error;
    socket_.set_option(tcp::no_delay(true), error);
    const auto remote = socket_.remote_endpoint(error);
    if (!error)
        remoteAddress_ = remote.address().to_string();
}

Wire::Wire(tcp::socket socket, const TlsContext& tls)
    : Wire(std::move(socket))
{
    tls_ = std::shared_ptr<SSL>(SSL_new(tls.handle()), SSL_free);
    beNonBlocking();
    if (tls_)
        SSL_set_fd(tls_.get(), static_cast<int>(socket_.native_handle()));
    else
        close();
}

void Wire::beNonBlocking()
{
    Code ignored;
    socket_.non_blocking(true, ignored);
}

Wire::Code Wire::failure(int result)
{
    switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ:
        want_ = Want::read;
        return asio::error::would_block;
    case SSL_ERROR_WANT_WRITE:
        want_ = Want::write;
        return asio::error::would_block;
    case SSL_ERROR_ZERO_RETURN:
        return asio::error::eof;
    default:
        isBroken_ = true;
        return asio::error::connection_aborted;
    }
}

asio::awaitable<Wire::Code> Wire::waitAsWanted()
{
    Code error;
    const auto kind = want_ == Want::read ? tcp::socket::wait_read : tcp::socket::wait_write;
    co_await socket_.async_wait(kind, asio::redirect_error(asio::use_awaitable, error));
    co_return error;
}

asio::awaitable<Wire::Code> Wire::shakeHands()
{
    while (tls_ && socket_.is_open()) {
        ERR_clear_error();
        const int result = SSL_accept(tls_.get());
        if (result == 1)
            co_return Code{};
        Code error = failure(result);
        if (error == asio::error::would_block)
            error = co_await waitAsWanted();
        if (error)
            co_return error;
    }
    co_return tls_ ? Code(asio::error::bad_descriptor) : Code{};
}

std::size_t Wire::tryRead(asio::mutable_buffer room, Code& error)
{
    if (!tls_)
        return socket_.read_some(asio::buffer(room), error);
    if (!socket_.is_open()) { // OpenSSL knows the descriptor by its number alone.
        error = asio::error::bad_descriptor;
        return 0;
    }
    ERR_clear_error();
    const auto size = static_cast<int>(std::min(room.size(), mostAtOnce));
    const int count = SSL_read(tls_.get(), room.data(), size);
    error = count > 0 ? Code{} : failure(count);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

std::size_t Wire::tryWrite(std::string_view bytes, Code& error)
{
    error = {};
    if (bytes.empty())
        return 0;
    if (!tls_)
        return socket_.write_some(asio::buffer(bytes), error);
    if (!socket_.is_open()) {
        error = asio::error::bad_descriptor;
        return 0;
    }
    ERR_clear_error();
    const auto size = static_cast<int>(std::min(bytes.size(), mostAtOnce));
    const int count = SSL_write(tls_.get(), bytes.data(), size);
    error = count > 0 ? Code{} : failure(count);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

asio::awaitable<std::size_t> Wire::readSome(asio::mutable_buffer room, Code& error)
{
    if (!tls_)
        co_return co_await socket_.async_read_some(
            room, asio::redirect_error(asio::use_awaitable, error)
        );
    for (;;) {
        const std::size_t count = tryRead(room, error);
        if (error == asio::error::would_block)
            error = co_await waitAsWanted();
        else if (!error) // OpenSSL did not wait: others have their turn before this goes on.
            co_await asio::post(socket_.get_executor(), asio::use_awaitable);
        if (error || count > 0)
            co_return count;
    }
}

asio::awaitable<Wire::Code> Wire::write(std::span<const asio::const_buffer> buffers)
{
    Code error;
    if (!tls_) {
        co_await asio::async_write(
            socket_, buffers, asio::redirect_error(asio::use_awaitable, error)
        );
        co_return error;
    }
    for (const asio::const_buffer& buffer : buffers) {
        std::string_view bytes(static_cast<const char*>(buffer.data()), buffer.size());
        while (!bytes.empty()) {
            bytes.remove_prefix(tryWrite(bytes, error));
            if (error == asio::error::would_block)
                error = co_await waitAsWanted();
            if (error)
                co_return error;
        }
    }
    co_return error;
}

asio::awaitable<Wire::Code> Wire::waitReadable()
{
    if (tls_ && SSL_pending(tls_.get()) > 0)
        co_return Code{};
    Code error;
    co_await socket_.async_wait(
        tcp::socket::wait_read, asio::redirect_error(asio::use_awaitable, error)
    );
    co_return error;
}

void Wire::onWritable(std::function<void(Code)> ready)
{
    const bool isReadWanted = tls_ && want_ == Want::read;
    socket_.async_wait(
        isReadWanted ? tcp::socket::wait_read : tcp::socket::wait_write, std::move(ready)
    );
}

void Wire::endSending()
{
    Code ignored;
    if (tls_ && !isBroken_ && socket_.is_open() && SSL_is_init_finished(tls_.get())) {
        ERR_clear_error();
        SSL_shutdown(tls_.get());
    }
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void Wire::close()
{
    Code ignored;
    socket_.close(ignored);
}

} // namespace tidemark::platform
