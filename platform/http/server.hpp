// The HTTP server: accepts, bounds every connection, and hands requests to the router.
#pragma once

#include "platform/http/admission.hpp"
#include "platform/http/tls_context.hpp"
#include "platform/identity/address_range.hpp"
#include "platform/telemetry/metrics.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::platform {

/// Where TLS is spoken, beside plain HTTP.
struct TlsListener {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8461; ///< 0: any free one.
    TlsFiles files = {};
};

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8460; ///< 0: any free one.
    std::uint32_t headLimit = 16 * 1024;
    std::uint64_t bodyLimit = 8 * 1024 * 1024;
    std::uint64_t largeBodiesLimit = 512 * 1024 * 1024; ///< Of all bodies above 64 KiB together.
    std::chrono::seconds handshakeLimit{10};
    std::size_t handshakesPerSecond = 500;
    std::chrono::seconds idleLimit{75};   ///< Between two requests.
    std::chrono::seconds arriveLimit{30}; ///< For a request to be read.
    std::chrono::seconds answerLimit{60}; ///< For an answer (then 504), or one piece of a stream.
    /// When it is reached, connections that keep us waiting make room, those of the address that
    /// has the most of them first.
    std::size_t connectionLimit = 8192;
    std::optional<TlsListener> tls = {};
    Admission* admission = nullptr;                ///< None: every request goes on.
    std::vector<AddressRange> trustedProxies = {}; ///< Whose X-Forwarded-For is believed.
};

/// Runs on the one thread of the io_context. What it is given must outlive it.
class Server {
public:
    Server(
        boost::asio::io_context& io,
        const Router& router,
        Authenticator& authenticator,
        Metrics& metrics,
        ServerSettings settings
    );
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Listens; the port that it got. Fault `address_in_use`, `bad_address`, or of the
    /// certificate.
    [[nodiscard]] Result<std::uint16_t> start();

    /// The port of TLS; 0 without.
    [[nodiscard]] std::uint16_t tlsPort() const;

    /// Reads certificate and key again, for connections from now on. With a fault the former ones
    /// stay.
    [[nodiscard]] Result<void> reloadCertificate();

    /// Takes no more connections, closes idle ones, and lets requests in work end for `grace`.
    [[nodiscard]] boost::asio::awaitable<void> stop(std::chrono::seconds grace);

    [[nodiscard]] std::size_t connectionCount() const;

private:
    struct Core;
    std::shared_ptr<Core> core_;
};

/// `/healthz`, `/readyz` and `/metrics`.
class Health;
void addHealthRoutes(Router& router, const Health& health, Metrics& metrics);

} // namespace tidemark::platform
