// A proxy in front of a platform that lets requests through and refuses every WebSocket.
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <string>

namespace tidemark::test {

/// Lives on the thread of the test, which has to run its events.
class RefusingProxy {
public:
    explicit RefusingProxy(int platformPort)
        : platformPort_(platformPort)
    {
        server_.listen(QHostAddress::LocalHost);
        QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
            while (QTcpSocket* client = server_.nextPendingConnection())
                serve(client);
        });
    }

    [[nodiscard]] std::string address() const
    {
        return "http://127.0.0.1:" + std::to_string(server_.serverPort());
    }
    /// WebSockets that it refused.
    [[nodiscard]] int refused() const { return refused_; }

private:
    void serve(QTcpSocket* client)
    {
        auto* platform = new QTcpSocket(client);
        const auto isJudged = std::make_shared<bool>(false);
        const auto pass = [this, client, platform, isJudged] {
            // A WebSocket asks in the first bytes of a connection of its own.
            if (!std::exchange(*isJudged, true) &&
                client->peek(4096).toLower().contains("upgrade: websocket"))
                return refuse(client);
            platform->write(client->readAll());
        };
        QObject::connect(client, &QTcpSocket::readyRead, client, pass);
        QObject::connect(platform, &QTcpSocket::readyRead, client, [client, platform] {
            client->write(platform->readAll());
        });
        QObject::connect(
            platform, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost
        );
        QObject::connect(platform, &QTcpSocket::errorOccurred, client, [client] {
            client->disconnectFromHost();
        });
        QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        platform->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(platformPort_));
    }

    void refuse(QTcpSocket* client)
    {
        ++refused_;
        client->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        client->disconnectFromHost();
    }

    QTcpServer server_;
    int platformPort_;
    int refused_ = 0;
};

} // namespace tidemark::test
