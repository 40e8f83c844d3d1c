#include "app/desk/single_instance.hpp"

#include <QLocalSocket>

#include <utility>

namespace tidemark::desk {
namespace {

constexpr int patienceMs = 1000;

} // namespace

SingleInstance::SingleInstance(QString address, QObject* parent)
    : QObject(parent)
    , address_(std::move(address))
{
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&server_, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* other = server_.nextPendingConnection()) {
            connect(other, &QLocalSocket::disconnected, other, &QObject::deleteLater);
            other->write("k");
            other->disconnectFromServer();
            Q_EMIT woken();
        }
    });
}

bool SingleInstance::wakeOther()
{
    QLocalSocket other;
    other.connectToServer(address_);
    if (!other.waitForConnected(patienceMs))
        return false;
    // A desk that hangs does not answer; then a new window is better than none.
    return other.waitForReadyRead(patienceMs) && other.readAll() == "k";
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(address_);
    server_.listen(address_);
}

} // namespace tidemark::desk
