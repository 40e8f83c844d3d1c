// The HTTP server: accepts, bounds every connection, and hands requests to the router.
#pragma once

#include "platform/http/admission.hpp"
#include "platform/telemetry/metrics.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tidemark::platform {

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8460; ///< 0: any free one.
    std::uint32_t headLimit = 16 * 1024;
    std::uint64_t bodyLimit = 8 * 1024 * 1024;
    std::chrono::seconds idleLimit{75};   ///< Between two requests.
    std::chrono::seconds arriveLimit{30}; ///< For a request to be read.
    std::chrono::seconds answerLimit{60}; ///< For an answer (then 504), or one piece of a stream.
    std::size_t connectionLimit = 8192;
    Admission* admission = nullptr; ///< None: every request goes on.
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

    /// Listens; the port that it got. Fault `address_in_use` or `bad_address`.
    [[nodiscard]] Result<std::uint16_t> start();

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
