#include "platform/runs/connection_test.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <functional>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace tidemark::platform {
namespace {

using Clock = std::chrono::steady_clock;
using Words = Result<std::string>; ///< What a step found, or its fault.

constexpr auto patience = std::chrono::seconds(5);

Fault failed(std::string reason, std::string cause)
{
    return {FaultCode::offline, std::move(reason), std::move(cause), ""};
}

class Socket {
public:
    Socket() = default;
    explicit Socket(int handle)
        : handle_(handle)
    {
    }
    Socket(Socket&& other) noexcept
        : handle_(std::exchange(other.handle_, -1))
    {
    }
    Socket& operator=(Socket&& other) noexcept
    {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Socket()
    {
        if (handle_ >= 0)
            ::close(handle_);
    }
    [[nodiscard]] int handle() const { return handle_; }

private:
    int handle_ = -1;
};

bool becomesReady(int handle, short events)
{
    pollfd watched = {handle, events, 0};
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(patience).count();
    return ::poll(&watched, 1, static_cast<int>(ms)) > 0;
}

class Trial {
public:
    explicit Trial(const SourceTarget& target)
        : target_(target)
        , isLocal_(target.host.starts_with('/'))
    {
    }
    ~Trial()
    {
        if (addresses_ != nullptr)
            ::freeaddrinfo(addresses_);
    }
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    std::vector<ConnectionStep> run()
    {
        const bool isDone =
            step("dns", [this] { return resolve(); }) &&
            step("tcp", [this] { return connect(); }) && step("tls", [this] { return secure(); }) &&
            step("auth", [this] { return signIn(); }) && step("read", [this] { return read(); });
        static_cast<void>(isDone); // The steps tell.
        return std::move(steps_);
    }

private:
    bool step(std::string name, const std::function<Words()>& action)
    {
        const auto start = Clock::now();
        const Words found = action();
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
        steps_.push_back(
            {std::move(name), found.has_value(), took, found ? *found : found.error().cause}
        );
        return found.has_value();
    }

    Words resolve()
    {
        if (isLocal_)
            return std::string("A local socket needs no name.");
        addrinfo hints = {};
        hints.ai_socktype = SOCK_STREAM;
        const std::string port = std::to_string(target_.port);
        const int error = ::getaddrinfo(target_.host.c_str(), port.c_str(), &hints, &addresses_);
        if (error != 0)
            return failed(
                "unknown_host",
                "The name " + target_.host + " is not known: " + ::gai_strerror(error) + "."
            );
        std::array<char, NI_MAXHOST> text = {};
        ::getnameinfo(
            addresses_->ai_addr,
            addresses_->ai_addrlen,
            text.data(),
            text.size(),
            nullptr,
            0,
            NI_NUMERICHOST
        );
        return target_.host + " is " + text.data() + ".";
    }

    Words connect()
    {
        if (isLocal_) {
            const auto path = target_.host + "/.s.PGSQL." + std::to_string(target_.port);
            if (::access(path.c_str(), R_OK | W_OK) != 0)
                return failed("no_socket", path + ": " + std::strerror(errno) + ".");
            return "The socket " + path + " is there.";
        }
        std::string cause = "Nothing answers.";
        for (const addrinfo* next = addresses_; next != nullptr; next = next->ai_next) {
            Socket socket(::socket(next->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
            int error = 0;
            socklen_t size = sizeof error;
            if (::connect(socket.handle(), next->ai_addr, next->ai_addrlen) != 0 &&
                errno == EINPROGRESS) {
                if (!becomesReady(socket.handle(), POLLOUT)) {
                    cause = "No answer within 5 seconds; a firewall may drop the connection.";
                    continue;
                }
                ::getsockopt(socket.handle(), SOL_SOCKET, SO_ERROR, &error, &size);
            }
            if (error == 0) {
                socket_ = std::move(socket);
                return "Port " + std::to_string(target_.port) + " is open.";
            }
            cause = "Port " + std::to_string(target_.port) + ": " + std::strerror(error) + ".";
        }
        return failed("not_reachable", std::move(cause));
    }

    Words secure()
    {
        if (isLocal_ || target_.tlsMode == TlsMode::disable)
            return std::string(isLocal_ ? "A local socket needs none." : "Not wanted.");
        // PostgreSQL's SSLRequest: length 8 and the code that is no protocol version.
        constexpr std::array<unsigned char, 8> request = {0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F};
        char answer = 0;
        const bool isAsked =
            ::send(socket_.handle(), request.data(), request.size(), MSG_NOSIGNAL) == 8 &&
            becomesReady(socket_.handle(), POLLIN) && ::recv(socket_.handle(), &answer, 1, 0) == 1;
        if (!isAsked)
            return failed("no_postgresql", "What answers there does not speak PostgreSQL.");
        if (answer == 'S')
            return handshake();
        if (target_.tlsMode != TlsMode::prefer)
            return failed("no_tls", "The source offers no TLS, and the connector asks for it.");
        return std::string("The source offers none; the connection is not encrypted.");
    }

    Words handshake()
    {
        const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(
            SSL_CTX_new(TLS_client_method()), &SSL_CTX_free
        );
        const bool verifies = target_.tlsMode == TlsMode::verifyFull;
        SSL_CTX_set_default_verify_paths(context.get());
        SSL_CTX_set_verify(context.get(), verifies ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
        const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), &SSL_free);
        SSL_set_fd(tls.get(), socket_.handle());
        SSL_set_tlsext_host_name(tls.get(), target_.host.c_str());
        if (verifies)
            SSL_set1_host(tls.get(), target_.host.c_str());
        for (;;) {
            const int result = SSL_connect(tls.get());
            if (result == 1)
                return std::string(SSL_get_version(tls.get())) +
                       (verifies ? ", the certificate is good." : ".");
            const int error = SSL_get_error(tls.get(), result);
            const bool isWaiting =
                (error == SSL_ERROR_WANT_READ && becomesReady(socket_.handle(), POLLIN)) ||
                (error == SSL_ERROR_WANT_WRITE && becomesReady(socket_.handle(), POLLOUT));
            if (isWaiting)
                continue;
            const long verdict = SSL_get_verify_result(tls.get());
            if (verdict != X509_V_OK)
                return failed(
                    "bad_certificate",
                    std::string("The certificate is refused: ") +
                        X509_verify_cert_error_string(verdict) + "."
                );
            const char* reason = ERR_reason_error_string(ERR_get_error());
            return failed(
                "tls_failed",
                std::string("TLS failed: ") + (reason == nullptr ? "no answer" : reason) + "."
            );
        }
    }

    Words signIn()
    {
        const SourceTimes times{.connect = patience, .statement = patience};
        auto opened = SourceReader::open(target_, times, nullptr);
        if (!opened)
            return opened.error();
        reader_ = std::make_unique<SourceReader>(std::move(*opened));
        return "Signed in as " + target_.username + ".";
    }

    Words read()
    {
        if (auto begun = reader_->begin("SELECT current_database() AS name"); !begun)
            return begun.error();
        auto rows = reader_->fetch(1);
        if (!rows)
            return rows.error();
        if (rows->empty() || !rows->front().front())
            return failed("nothing_read", "The source answered, but with no row.");
        return "Read from the database " + *rows->front().front() + ".";
    }

    const SourceTarget& target_;
    bool isLocal_;
    addrinfo* addresses_ = nullptr;
    Socket socket_;
    std::unique_ptr<SourceReader> reader_;
    std::vector<ConnectionStep> steps_;
};

} // namespace

std::vector<ConnectionStep> testConnection(const SourceTarget& target)
{
    return Trial(target).run();
}

} // namespace tidemark::platform
