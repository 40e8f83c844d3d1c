#include "platform/http/server.hpp"

#include "platform/http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <unordered_set>

namespace tidemark::platform {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

const RouteMeter& RouteMeters::of(const Route* route)
{
    const auto known = meters_.find(route);
    if (known != meters_.end())
        return known->second;
    const std::string method(route ? nameOf(route->method) : "any");
    const RouteMeter meter = metrics_.meterOf(method, route ? route->pattern : "none");
    return meters_.emplace(route, meter).first->second;
}

struct Server::Core : std::enable_shared_from_this<Server::Core> {
    Core(
        asio::io_context& loop,
        const Router& table,
        Authenticator& authenticator,
        Metrics& metrics,
        ServerSettings wanted
    )
        : io(loop)
        , settings(std::move(wanted))
        , acceptor(loop)
        , tlsAcceptor(loop)
        , sweepTimer(loop)
        , context{table, authenticator, settings, RouteMeters(metrics), [this] { ++failedHands; }}
    {
    }

    asio::io_context& io;
    ServerSettings settings;
    tcp::acceptor acceptor;
    tcp::acceptor tlsAcceptor;
    std::shared_ptr<TlsContext> tls;
    asio::steady_timer sweepTimer;
    ServerContext context;
    std::unordered_set<Connection*> connections;
    std::chrono::steady_clock::time_point secondBegan;
    std::size_t handsInSecond = 0;
    std::uint64_t failedHands = 0;
    std::uint64_t shed = 0;

    [[nodiscard]] Result<void> startTls();
    asio::awaitable<void> accept(tcp::acceptor& from);
    asio::awaitable<void> paceHandshakes();
    asio::awaitable<void> serve(tcp::socket socket, std::shared_ptr<TlsContext> with);
    asio::awaitable<void> sweep();
    [[nodiscard]] bool makeRoom();
    void closeIdle();
};

asio::awaitable<void> Server::Core::serve(tcp::socket socket, std::shared_ptr<TlsContext> with)
{
    const auto self = shared_from_this();
    Wire wire = with ? Wire(std::move(socket), *with) : Wire(std::move(socket));
    const auto connection = std::make_shared<Connection>(std::move(wire), context);
    connections.insert(connection.get());
    try {
        co_await connection->run();
    } catch (const std::exception& error) {
        spdlog::error("a connection ended with: {}", error.what());
    }
    connections.erase(connection.get());
}

/// Each costs a signature: a flood of them waits in the queue of the system, not in ours.
asio::awaitable<void> Server::Core::paceHandshakes()
{
    using std::chrono::steady_clock;
    constexpr std::chrono::seconds second{1};
    if (steady_clock::now() - secondBegan >= second) {
        secondBegan = steady_clock::now();
        handsInSecond = 0;
    }
    if (++handsInSecond <= settings.handshakesPerSecond)
        co_return;
    asio::steady_timer pause(io, secondBegan + second);
    error_code ignored;
    co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<void> Server::Core::accept(tcp::acceptor& from)
{
    const auto self = shared_from_this();
    while (!context.isStopping) {
        if (&from == &tlsAcceptor)
            co_await paceHandshakes();
        error_code error;
        tcp::socket socket =
            co_await from.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (context.isStopping)
            co_return;
        if (error) {
            // Out of descriptors: the pending connection stays, so asking again at once would spin.
            spdlog::warn("accept: {}", error.message());
            asio::steady_timer pause(io, std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::use_awaitable);
            continue;
        }
        if (connections.size() >= settings.connectionLimit && !makeRoom())
            continue; // Closes it.
        const auto with = &from == &tlsAcceptor ? tls : nullptr;
        asio::co_spawn(io, serve(std::move(socket), with), asio::detached);
    }
}

/// Many at once, so that a flood costs one look at all connections for each few dozen of its own.
bool Server::Core::makeRoom()
{
    constexpr std::size_t atOnce = 64;
    std::unordered_map<std::string_view, std::vector<Connection*>> waiting;
    const std::vector<Connection*>* most = nullptr;
    for (Connection* connection : connections) {
        if (!connection->isWaiting())
            continue;
        auto& ofAddress = waiting[connection->remoteAddress()];
        ofAddress.push_back(connection);
        if (!most || ofAddress.size() > most->size())
            most = &ofAddress;
    }
    if (!most)
        return false;
    std::vector<Connection*> going = *most;
    const auto end = going.begin() + static_cast<std::ptrdiff_t>(std::min(atOnce, going.size()));
    const auto longer = [](const Connection* one, const Connection* other) {
        return one->waitingSince() < other->waitingSince();
    };
    std::partial_sort(going.begin(), end, going.end(), longer);
    for (auto one = going.begin(); one != end; ++one)
        (*one)->close();
    shed += static_cast<std::uint64_t>(end - going.begin());
    return true;
}

asio::awaitable<void> Server::Core::sweep()
{
    const auto self = shared_from_this();
    while (!context.isStopping || !connections.empty()) {
        sweepTimer.expires_after(std::chrono::seconds(1));
        error_code ignored;
        co_await sweepTimer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        const auto now = std::chrono::steady_clock::now();
        for (Connection* connection : connections)
            connection->endIfLate(now);
    }
}

void Server::Core::closeIdle()
{
    for (Connection* connection : connections) {
        if (connection->isIdle())
            connection->close();
    }
}

Server::Server(
    asio::io_context& io,
    const Router& router,
    Authenticator& authenticator,
    Metrics& metrics,
    ServerSettings settings
)
    : core_(std::make_shared<Core>(io, router, authenticator, metrics, std::move(settings)))
{
    const auto add = [&](const char* name, const char* help, double (*figure)(const Core&)) {
        metrics.addGauge(name, help, [weak = std::weak_ptr<Core>(core_), figure] {
            const auto alive = weak.lock();
            return alive ? figure(*alive) : 0.0;
        });
    };
    add("tidemark_http_connections", "Open connections.", [](const Core& core) {
        return static_cast<double>(core.connections.size());
    });
    add("tidemark_http_shed_connections",
        "Closed while they kept us waiting, to make room for others.",
        [](const Core& core) { return static_cast<double>(core.shed); });
    add("tidemark_tls_failed_handshakes",
        "Connections that never came to speak TLS.",
        [](const Core& core) { return static_cast<double>(core.failedHands); });
    add("tidemark_tls_certificate_ends_seconds",
        "When the certificate ends, in seconds since 1970; 0 without TLS.",
        [](const Core& core) {
            return core.tls ? std::chrono::duration<double>(core.tls->endsAt().time_since_epoch())
                                  .count()
                            : 0.0;
        });
}

Server::~Server() = default;

namespace {

Fault cannotListen(const std::string& where, const char* option, const error_code& error)
{
    if (error == asio::error::address_in_use)
        return Fault{
            FaultCode::unavailable,
            "address_in_use",
            "Another program listens on " + where + " already.",
            "Stop it, or choose another address with " + std::string(option) + "."};
    return Fault{
        FaultCode::invalid,
        "bad_address",
        "Cannot listen on " + where + ": " + error.message() + ".",
        "Choose another address with " + std::string(option) + "."};
}

Result<void>
listen(tcp::acceptor& acceptor, const std::string& host, std::uint16_t port, const char* option)
{
    error_code error;
    const auto address = asio::ip::make_address(host, error);
    const tcp::endpoint endpoint(address, port);
    if (!error)
        acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return cannotListen(host + ":" + std::to_string(port), option, error);
    return {};
}

} // namespace

Result<void> Server::Core::startTls()
{
    auto loaded = TlsContext::load(settings.tls->files);
    if (!loaded)
        return loaded.error();
    tls = std::move(*loaded);
    return listen(tlsAcceptor, settings.tls->address, settings.tls->port, "--tls-listen");
}

Result<std::uint16_t> Server::start()
{
    if (auto done =
            listen(core_->acceptor, core_->settings.address, core_->settings.port, "--listen");
        !done)
        return done.error();
    if (core_->settings.tls) {
        if (auto done = core_->startTls(); !done)
            return done.error();
        asio::co_spawn(core_->io, core_->accept(core_->tlsAcceptor), asio::detached);
    }
    asio::co_spawn(core_->io, core_->accept(core_->acceptor), asio::detached);
    asio::co_spawn(core_->io, core_->sweep(), asio::detached);
    error_code ignored;
    return core_->acceptor.local_endpoint(ignored).port();
}

std::uint16_t Server::tlsPort() const
{
    error_code ignored;
    return core_->tls ? core_->tlsAcceptor.local_endpoint(ignored).port() : std::uint16_t(0);
}

Result<void> Server::reloadCertificate()
{
    if (!core_->settings.tls)
        return {};
    auto loaded = TlsContext::load(core_->settings.tls->files);
    if (!loaded)
        return loaded.error();
    core_->tls = std::move(*loaded);
    return {};
}

asio::awaitable<void> Server::stop(std::chrono::seconds grace)
{
    const auto core = core_;
    core->context.isStopping = true;
    error_code ignored;
    core->acceptor.close(ignored);
    core->tlsAcceptor.close(ignored);
    core->closeIdle();
    asio::steady_timer timer(core->io);
    const auto end = std::chrono::steady_clock::now() + grace;
    while (!core->connections.empty() && std::chrono::steady_clock::now() < end) {
        timer.expires_after(std::chrono::milliseconds(20));
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    for (Connection* connection : core->connections)
        connection->close();
    core->sweepTimer.cancel();
}

std::size_t Server::connectionCount() const
{
    return core_->connections.size();
}

} // namespace tidemark::platform
