// Listening, accepting and telling.
#include "sync/localapi/local_server.hpp"

#include "sync/localapi/local_connection.hpp"

#include <QFile>

namespace tidemark::sync {
namespace {

constexpr std::size_t connectionsMax = 32;

} // namespace

LocalServer::LocalServer(const MethodTable& table, HelloAnswer hello, QObject* parent)
    : QObject(parent)
    , table_(table)
    , hello_(std::move(hello))
    , owner_(ownIdentity())
{
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&server_, &QLocalServer::newConnection, this, &LocalServer::accept);
}

LocalServer::~LocalServer()
{
    close();
}

Result<void> LocalServer::listen(const QString& address)
{
    QLocalServer::removeServer(address);
    if (server_.listen(address))
        return {};
    return Fault{
        FaultCode::unavailable,
        "socket_refused",
        "The agent cannot open its socket: " + server_.errorString().toStdString() + ".",
        "Check that the runtime folder exists and is yours alone, then start again."};
}

void LocalServer::flush()
{
    for (const auto& [id, connection] : connections_)
        connection->flush();
}

void LocalServer::close()
{
    server_.close();
    connections_.clear();
}

void LocalServer::accept()
{
    while (QLocalSocket* socket = server_.nextPendingConnection()) {
        const auto peer = peerIdentity(socket->socketDescriptor());
        if (!peer || !admit(*peer, owner_) || connections_.size() >= connectionsMax) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        const ConnectionId id = ++lastConnection_;
        auto connection = std::make_unique<LocalConnection>(id, socket, table_, hello_);
        connect(connection.get(), &LocalConnection::greeted, this, [this, id] {
            Q_EMIT greeted(id);
        });
        // Queued: the connection is still on the stack of whoever ended it.
        connect(
            connection.get(),
            &LocalConnection::ended,
            this,
            [this, id] { drop(id); },
            Qt::QueuedConnection
        );
        connections_.emplace(id, std::move(connection));
    }
}

void LocalServer::drop(ConnectionId connection)
{
    const auto found = connections_.find(connection);
    if (found == connections_.end())
        return;
    const bool wasGreeted = found->second->isGreeted();
    connections_.erase(found);
    if (wasGreeted)
        Q_EMIT left(connection);
}

void LocalServer::notify(
    ConnectionId connection, std::string_view method, const boost::json::value& params
)
{
    const auto found = connections_.find(connection);
    if (found != connections_.end() && found->second->isGreeted())
        found->second->notify(method, params);
}

void LocalServer::notifyAll(std::string_view method, const boost::json::value& params)
{
    for (const auto& [id, connection] : connections_) {
        if (connection->isGreeted())
            connection->notify(method, params);
    }
}

std::vector<ConnectionId> LocalServer::greetedPrograms() const
{
    std::vector<ConnectionId> greeted;
    for (const auto& [id, connection] : connections_) {
        if (connection->isGreeted())
            greeted.push_back(id);
    }
    return greeted;
}

} // namespace tidemark::sync
