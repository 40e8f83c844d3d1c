#include "tests/benchmarks/proxy.hpp"

namespace tidemark::bench {

Proxy::Proxy(int port, int delayMs)
    : port_(port)
    , delayMs_(delayMs)
{
    server_.listen(QHostAddress::LocalHost);
    QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
        while (QTcpSocket* client = server_.nextPendingConnection())
            pair(client);
    });
}

QString Proxy::address() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(server_.serverPort());
}

void Proxy::setOpen(bool isOpen)
{
    isOpen_ = isOpen;
    if (isOpen)
        return;
    for (QTcpSocket* socket : server_.findChildren<QTcpSocket*>())
        socket->abort();
}

void Proxy::pair(QTcpSocket* client)
{
    if (!isOpen_)
        return client->abort();
    auto* platform = new QTcpSocket(client);
    for (QTcpSocket* socket : {client, platform})
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    QObject::connect(platform, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    pass(client, platform, false);
    pass(platform, client, true);
    platform->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port_));
}

void Proxy::pass(QTcpSocket* from, QTcpSocket* to, bool isAnswer)
{
    QObject::connect(from, &QTcpSocket::readyRead, to, [this, from, to, isAnswer] {
        const QByteArray bytes = from->readAll();
        received_ += isAnswer ? bytes.size() : 0;
        if (delayMs_ == 0) {
            to->write(bytes);
            return;
        }
        QTimer::singleShot(delayMs_, Qt::PreciseTimer, to, [to, bytes] { to->write(bytes); });
    });
}

} // namespace tidemark::bench
