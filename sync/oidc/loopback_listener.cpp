#include "sync/oidc/loopback_listener.hpp"

#include "sync/oidc/loopback_page.hpp"
#include "sync/session/random_text.hpp"

#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <optional>

namespace tidemark::sync {
namespace {

constexpr qsizetype headBytesMost = 16 * 1024;
constexpr int codeBytesMost = 4096;
constexpr auto path = "/oidc/callback";

/// One header's value; none when it is missing or there twice.
std::optional<QByteArray> headerIn(const QByteArray& head, const QByteArray& name)
{
    std::optional<QByteArray> found;
    for (const QByteArray& line : head.split('\n').mid(1)) {
        const auto colon = line.indexOf(':');
        if (colon <= 0 || line.left(colon).toLower() != name)
            continue;
        if (found)
            return std::nullopt;
        found = line.mid(colon + 1).trimmed();
    }
    return found;
}

bool hasHeader(const QByteArray& head, const QByteArray& name)
{
    return ("\n" + head.toLower()).contains("\n" + name + ":");
}

/// The only value of a parameter; empty when it is missing or there twice.
std::string onlyValue(const QUrlQuery& query, const QString& key)
{
    const QStringList all = query.allQueryItemValues(key, QUrl::FullyDecoded);
    return all.size() == 1 ? all.front().toStdString() : std::string();
}

bool prefersGerman(const QByteArray& head)
{
    return headerIn(head, "accept-language").value_or(QByteArray()).toLower().startsWith("de");
}

Fault refusedByProvider(const std::string& error)
{
    if (error == "access_denied")
        return Fault{
            FaultCode::unauthenticated,
            "oidc_denied",
            "The sign-in was declined at the identity provider.",
            "Begin again to sign in."};
    // What a page can put into an address is not to be shown as it is.
    std::string plain;
    for (const char letter : error.substr(0, 60)) {
        const bool isPlain = (letter >= 'a' && letter <= 'z') || letter == '_';
        plain += isPlain ? letter : '.';
    }
    return Fault{
        FaultCode::unauthenticated,
        "oidc_provider_refused",
        "The identity provider refused the sign-in (" + plain + ").",
        "Begin again; if this stays, tell your administrator."};
}

/// The same time wherever they differ.
bool isSameText(const std::string& left, const std::string& right)
{
    unsigned difference = left.size() == right.size() ? 0 : 1;
    for (std::size_t i = 0; i < left.size() && i < right.size(); ++i)
        difference |= static_cast<unsigned char>(left[i] ^ right[i]);
    return difference == 0;
}

} // namespace

LoopbackListener::LoopbackListener(LoopbackLimits limits, QObject* parent)
    : QObject(parent)
    , limits_(limits)
    , state_(randomText())
{
    const auto nobodyCame = [this] {
        if (!isOpen())
            return;
        close();
        Q_EMIT failed(
            {FaultCode::timedOut,
             "oidc_nobody_came",
             "Nobody came back from the browser in time.",
             "Begin the sign-in again."}
        );
    };
    for (QTimer* timer : {&idle_, &total_}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, nobodyCame);
    }
    connect(&server_, &QTcpServer::newConnection, this, &LoopbackListener::accept);
}

LoopbackListener::~LoopbackListener() = default;

Result<void> LoopbackListener::open()
{
    if (!server_.listen(QHostAddress(QHostAddress::LocalHost), 0))
        return Fault{
            FaultCode::unavailable,
            "oidc_no_loopback",
            "The browser cannot be waited for on this computer: " +
                server_.errorString().toStdString() + ".",
            "Sign in by code instead."};
    idle_.start(limits_.idle);
    total_.start(limits_.total);
    return {};
}

std::string LoopbackListener::redirectUri() const
{
    return "http://127.0.0.1:" + std::to_string(server_.serverPort()) + path;
}

void LoopbackListener::expect(std::string issuer, bool isNamed)
{
    issuer_ = std::move(issuer);
    isIssuerNamed_ = isNamed;
    isExpecting_ = true;
}

void LoopbackListener::keepOpen()
{
    if (isOpen())
        idle_.start(limits_.idle);
}

void LoopbackListener::close()
{
    server_.close();
    idle_.stop();
    total_.stop();
}

void LoopbackListener::accept()
{
    while (QTcpSocket* socket = server_.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (connections_ >= limits_.connectionsMost) {
            socket->abort();
            continue;
        }
        ++connections_;
        connect(socket, &QObject::destroyed, this, [this] { --connections_; });
        socket->setReadBufferSize(headBytesMost + 1);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(limits_.request, socket, &QTcpSocket::abort);
    }
}

void LoopbackListener::read(QTcpSocket* socket)
{
    const QByteArray head = socket->peek(headBytesMost + 1);
    const auto end = head.indexOf("\r\n\r\n");
    if (end < 0 && head.size() <= headBytesMost)
        return; // More is to come.
    socket->disconnect(this);
    connect(socket, &QObject::destroyed, this, [this] { --connections_; });
    if (!isOpen())
        return socket->abort(); // Another one was the answer already.
    if (end < 0)
        return refuse(socket, 431);
    judge(socket, head.left(end));
}

void LoopbackListener::judge(QTcpSocket* socket, const QByteArray& head)
{
    const QList<QByteArray> line = head.left(head.indexOf('\r')).split(' ');
    const QByteArray host = "127.0.0.1:" + QByteArray::number(server_.serverPort());
    // A name that resolves to this computer gives a page of its own a way in here.
    if (headerIn(head, "host") != host)
        return refuse(socket, 421);
    if (line.size() != 3 || !line[2].startsWith("HTTP/1."))
        return refuse(socket, 400);
    if (line[0] != "GET" || hasHeader(head, "content-length") ||
        hasHeader(head, "transfer-encoding"))
        return refuse(socket, 405);
    const QUrl target = QUrl::fromEncoded(line[1], QUrl::StrictMode);
    if (!line[1].startsWith('/') || !target.isValid() || target.path() != QLatin1String(path))
        return refuse(socket, 404);
    // The browser goes here itself; no page loads this as a part of it.
    const auto mode = headerIn(head, "sec-fetch-mode");
    const bool isNavigation = !hasHeader(head, "sec-fetch-mode") || mode == QByteArray("navigate");
    const auto place = headerIn(head, "sec-fetch-dest");
    const bool isWhole = !hasHeader(head, "sec-fetch-dest") || place == QByteArray("document");
    if (hasHeader(head, "origin") || !isNavigation || !isWhole)
        return refuse(socket, 403);
    const QUrlQuery query(target);
    if (!isExpecting_ || !isSameText(onlyValue(query, QStringLiteral("state")), state_))
        return refuse(socket, 400);
    LoopbackAnswer answer;
    answer.code = onlyValue(query, QStringLiteral("code"));
    answer.issuer = onlyValue(query, QStringLiteral("iss"));
    const bool namesIssuer = query.hasQueryItem(QStringLiteral("iss"));
    if (answer.issuer != issuer_ && (namesIssuer || isIssuerNamed_))
        return end(
            socket,
            Fault{
                FaultCode::unauthenticated,
                "oidc_mix_up",
                "The answer in the browser came from another identity provider.",
                "Begin again; if this stays, tell your administrator."},
            head
        );
    if (const std::string error = onlyValue(query, QStringLiteral("error")); !error.empty())
        return end(socket, refusedByProvider(error), head);
    if (answer.code.empty() || answer.code.size() > codeBytesMost)
        return refuse(socket, 400);
    end(socket, std::move(answer), head);
}

void LoopbackListener::refuse(QTcpSocket* socket, int status)
{
    socket->write(loopbackRefusal(status));
    socket->disconnectFromHost();
    if (++refused_ < limits_.refusedMost)
        return;
    close();
    Q_EMIT failed(
        {FaultCode::full,
         "oidc_too_many_requests",
         "Something on this computer keeps asking for the sign-in's answer.",
         "Close other programs and browser pages, then begin again."}
    );
}

void LoopbackListener::end(
    QTcpSocket* socket, Result<LoopbackAnswer> outcome, const QByteArray& head
)
{
    const auto shown = outcome ? LoopbackOutcome::goesOn : LoopbackOutcome::notSignedIn;
    socket->write(loopbackPage(shown, prefersGerman(head)));
    socket->disconnectFromHost();
    socket->setParent(nullptr); // It outlives the server, until the page is there.
    close();
    if (outcome)
        Q_EMIT answered(*outcome);
    else
        Q_EMIT failed(outcome.error());
}

} // namespace tidemark::sync
