// The live socket over QWebSocket.
#include "sync/session/live_socket.hpp"

#include "models/protocol/limits.hpp"
#include "sync/session/reach.hpp"

namespace tidemark::sync {
namespace {

constexpr int welcomeWithinMs = 10'000;
constexpr std::int64_t heartbeatMinMs = 1'000;
constexpr std::int64_t heartbeatMaxMs = 60'000;

} // namespace

LiveSocket::LiveSocket(Reach* reach, QObject* parent)
    : QObject(parent)
    , reach_(reach)
{
    welcomeTimer_.setSingleShot(true);
    connect(&welcomeTimer_, &QTimer::timeout, this, [this] { lose(-1); });
    connect(&heartbeat_, &QTimer::timeout, this, &LiveSocket::beat);
}

LiveSocket::~LiveSocket()
{
    close();
}

void LiveSocket::open(const QUrl& address, Secret token, std::string clientId)
{
    close();
    token_ = std::move(token);
    clientId_ = std::move(clientId);
    socket_ = std::make_unique<QWebSocket>();
    socket_->setMaxAllowedIncomingMessageSize(limits::liveBytes);
    socket_->setMaxAllowedIncomingFrameSize(limits::liveBytes);
    connect(socket_.get(), &QWebSocket::connected, this, [this, address] {
        // The token goes to the certificate that was pinned, whoever vouches for another.
        const bool isPinned = reach_ && reach_->pinOf(address);
        const auto shown = socket_->sslConfiguration().peerCertificate();
        if (isPinned && !reach_->judge(address, shown, {}))
            return lose(-1);
        sayHello();
    });
    connect(socket_.get(), &QWebSocket::textMessageReceived, this, &LiveSocket::take);
    // Covers refused, broken and closed alike, in all versions of Qt 6.
    connect(
        socket_.get(),
        &QWebSocket::stateChanged,
        this,
        [this](QAbstractSocket::SocketState state) {
            if (state == QAbstractSocket::UnconnectedState)
                lose(-1);
        }
    );
    if (reach_)
        guard(address);
    welcomeTimer_.start(welcomeWithinMs);
    socket_->open(address);
}

void LiveSocket::guard(const QUrl& address)
{
    if (address.scheme() == QStringLiteral("wss"))
        socket_->setSslConfiguration(reach_->tls());
    socket_->setProxy(reach_->proxyFor(address));
    const auto judge = [this, address](const QList<QSslError>& errors) {
        const auto shown = socket_->sslConfiguration().peerCertificate();
        const auto& certificate = shown.isNull() ? errors.first().certificate() : shown;
        if (reach_->judge(address, certificate, errors))
            socket_->ignoreSslErrors();
    };
    connect(socket_.get(), &QWebSocket::sslErrors, this, judge);
}

void LiveSocket::close()
{
    heartbeat_.stop();
    welcomeTimer_.stop();
    isUp_ = false;
    token_ = {};
    if (!socket_)
        return;
    QWebSocket* socket = socket_.release();
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater(); // We may be inside one of its signals.
}

void LiveSocket::lose(qint64 reconnectInMs)
{
    if (!socket_)
        return;
    close();
    Q_EMIT down(reconnectInMs);
}

void LiveSocket::write(const live::ClientMessage& message)
{
    if (socket_)
        socket_->sendTextMessage(QString::fromStdString(live::encode(message)));
}

void LiveSocket::send(const live::ClientMessage& message)
{
    if (isUp_)
        write(message);
}

void LiveSocket::sayHello()
{
    write(live::Hello{std::string(token_.reveal()), clientId_});
    token_ = {};
}

void LiveSocket::onWelcome(const live::Welcome& welcome)
{
    welcomeTimer_.stop();
    isUp_ = true;
    heartbeat_.start(
        static_cast<int>(std::clamp(welcome.heartbeatMs, heartbeatMinMs, heartbeatMaxMs))
    );
    Q_EMIT up(welcome);
}

void LiveSocket::take(const QString& text)
{
    silentBeats_ = 0;
    const QByteArray utf8 = text.toUtf8();
    const auto parsed =
        live::parseServerMessage({utf8.constData(), static_cast<std::size_t>(utf8.size())});
    if (!parsed) {
        // A newer platform may say more than we know; only nonsense ends the connection.
        if (parsed.error().reason != "unknown_message")
            lose(-1);
        return;
    }
    if (const auto* welcome = std::get_if<live::Welcome>(&*parsed))
        return onWelcome(*welcome);
    if (const auto* bye = std::get_if<live::Bye>(&*parsed)) {
        if (bye->code != "slow" && bye->code != "restarting")
            Q_EMIT tokenRefused();
        return lose(bye->reconnectInMs);
    }
    if (std::holds_alternative<live::Ping>(*parsed))
        return write(live::Pong{});
    if (isUp_)
        Q_EMIT message(*parsed);
}

void LiveSocket::beat()
{
    if (++silentBeats_ > 2)
        return lose(-1);
    write(live::Ping{});
}

} // namespace tidemark::sync
