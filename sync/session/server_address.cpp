// Reading and extending the address of a platform.
#include "sync/session/server_address.hpp"

#include <QHostAddress>

namespace tidemark::sync {
namespace {

bool isThisComputer(const QString& host)
{
    return host == QStringLiteral("localhost") || QHostAddress(host).isLoopback();
}

Fault badAddress()
{
    return Fault{
        FaultCode::invalid,
        "bad_address",
        "This is not the address of a server.",
        "Enter it as in https://tidemark.example.com."};
}

} // namespace

Result<QUrl> serverAddress(std::string_view typed)
{
    QString text = QString::fromUtf8(typed.data(), static_cast<qsizetype>(typed.size())).trimmed();
    if (text.isEmpty() || text.size() > 2000)
        return badAddress();
    if (!text.contains(QStringLiteral("://")))
        text.prepend(QStringLiteral("https://"));
    QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QStringLiteral("http");
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        (!isHttp && url.scheme() != QStringLiteral("https")))
        return badAddress();
    if (isHttp && !isThisComputer(url.host()))
        return Fault{
            FaultCode::insecure,
            "plain_http",
            "The address begins with http, so the password would travel unencrypted.",
            "Use the https address of the server."};
    url.setQuery(QString());
    url.setFragment(QString());
    QString path = url.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path);
    return url;
}

QUrl below(const QUrl& base, const QString& path)
{
    return QUrl(base.toString(QUrl::FullyEncoded) + path);
}

QUrl liveAddress(const QUrl& base)
{
    QUrl url = below(base, QStringLiteral("/api/v1/live"));
    url.setScheme(
        base.scheme() == QStringLiteral("https") ? QStringLiteral("wss") : QStringLiteral("ws")
    );
    return url;
}

} // namespace tidemark::sync
