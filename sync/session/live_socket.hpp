// The live channel's socket: hello, heartbeat, messages.
#pragma once

#include "models/core/secret.hpp"
#include "models/protocol/live.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <memory>

namespace tidemark::sync {

class Reach;

/// One live connection at a time. When it is lost everything it knew goes with it.
class LiveSocket final : public QObject {
    Q_OBJECT

public:
    /// `reach` outlives it; none: the system's authorities and proxies.
    explicit LiveSocket(Reach* reach = nullptr, QObject* parent = nullptr);
    ~LiveSocket() override;

    /// Connects and says hello. Emits `up` or `down`, once.
    void open(const QUrl& address, Secret token, std::string clientId);
    /// Hangs up; no signal follows.
    void close();
    /// Sends, if the socket is up; else nothing: whoever subscribes does so again at `up`.
    void send(const live::ClientMessage& message);
    [[nodiscard]] bool isUp() const { return isUp_; }

Q_SIGNALS:
    void up(const tidemark::live::Welcome& welcome);
    /// `reconnectInMs` is below zero when the platform did not say.
    void down(qint64 reconnectInMs);
    /// The platform did not want the token: `down` follows.
    void tokenRefused();
    void message(const tidemark::live::ServerMessage& message);

private:
    void guard(const QUrl& address);
    void sayHello();
    void take(const QString& text);
    void onWelcome(const live::Welcome& welcome);
    void beat();
    void lose(qint64 reconnectInMs);
    void write(const live::ClientMessage& message);

    Reach* reach_;
    std::unique_ptr<QWebSocket> socket_;
    QTimer heartbeat_;
    QTimer welcomeTimer_;
    Secret token_ = {};
    std::string clientId_ = {};
    int silentBeats_ = 0;
    bool isUp_ = false;
};

} // namespace tidemark::sync
