#include "platform/http/server.hpp"

#include "platform/http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

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
        , sweepTimer(loop)
        , context{table, authenticator, settings, RouteMeters(metrics)}
    {
    }

    asio::io_context& io;
    ServerSettings settings;
    tcp::acceptor acceptor;
    asio::steady_timer sweepTimer;
    ServerContext context;
    std::unordered_set<Connection*> connections;

    asio::awaitable<void> accept();
    asio::awaitable<void> serve(tcp::socket socket);
    asio::awaitable<void> sweep();
    void closeIdle();
};

asio::awaitable<void> Server::Core::serve(tcp::socket socket)
{
    const auto self = shared_from_this();
    const auto connection = std::make_shared<Connection>(std::move(socket), context);
    connections.insert(connection.get());
    try {
        co_await connection->run();
    } catch (const std::exception& error) {
        spdlog::error("a connection ended with: {}", error.what());
    }
    connections.erase(connection.get());
}

asio::awaitable<void> Server::Core::accept()
{
    const auto self = shared_from_this();
    while (!context.isStopping) {
        error_code error;
        tcp::socket socket =
            co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (context.isStopping)
            co_return;
        if (error) {
            // Out of descriptors: the pending connection stays, so asking again at once would spin.
            spdlog::warn("accept: {}", error.message());
            asio::steady_timer pause(io, std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::use_awaitable);
            continue;
        }
        if (connections.size() >= settings.connectionLimit)
            continue; // Closes it.
        asio::co_spawn(io, serve(std::move(socket)), asio::detached);
    }
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
    auto count = [core = std::weak_ptr<Core>(core_)] {
        const auto alive = core.lock();
        return alive ? static_cast<double>(alive->connections.size()) : 0.0;
    };
    metrics.addGauge("tidemark_http_connections", "Open connections.", count);
}

Server::~Server() = default;

Result<std::uint16_t> Server::start()
{
    const auto refuse = [this](const error_code& error) {
        const std::string where =
            core_->settings.address + ":" + std::to_string(core_->settings.port);
        if (error == asio::error::address_in_use)
            return Fault{
                FaultCode::unavailable,
                "address_in_use",
                "Another program listens on " + where + " already.",
                "Stop it, or choose another address with --listen."};
        return Fault{
            FaultCode::invalid,
            "bad_address",
            "Cannot listen on " + where + ": " + error.message() + ".",
            "Choose another address with --listen."};
    };
    error_code error;
    const auto address = asio::ip::make_address(core_->settings.address, error);
    if (error)
        return refuse(error);
    const tcp::endpoint endpoint(address, core_->settings.port);
    core_->acceptor.open(endpoint.protocol(), error);
    if (!error)
        core_->acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        core_->acceptor.bind(endpoint, error);
    if (!error)
        core_->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return refuse(error);
    asio::co_spawn(core_->io, core_->accept(), asio::detached);
    asio::co_spawn(core_->io, core_->sweep(), asio::detached);
    return core_->acceptor.local_endpoint(error).port();
}

asio::awaitable<void> Server::stop(std::chrono::seconds grace)
{
    const auto core = core_;
    core->context.isStopping = true;
    error_code ignored;
    core->acceptor.close(ignored);
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
