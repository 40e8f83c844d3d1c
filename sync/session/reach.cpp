#include "sync/session/reach.hpp"

#include "sync/session/network_faults.hpp"

#include <QCoroSignal>
#include <QHostAddress>
#include <QNetworkProxyFactory>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

/// Servers whose certificates are remembered; one at a time is what a person signs in to.
constexpr std::size_t mostShown = 50;

bool isLoopback(const QString& host)
{
    return host == QStringLiteral("localhost") || QHostAddress(host).isLoopback();
}

bool isBypassed(const QStringList& bypass, const QString& host)
{
    for (const QString& one : bypass) {
        const bool isBelow =
            one.startsWith(QLatin1Char('.')) && host.endsWith(one, Qt::CaseInsensitive);
        if (isBelow || host.compare(one, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

QNetworkProxy systemProxy(const QUrl& url)
{
    if (isLoopback(url.host()))
        return QNetworkProxy::NoProxy;
    const auto found = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    return found.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : found.first();
}

Secret textOf(const ProxySignIn& signIn)
{
    const auto password = signIn.password.reveal();
    return Secret(json::serialize(json::object{
        {"user", signIn.user.toStdString()}, {"password", password}}));
}

ProxySignIn signInOf(const Secret& text)
{
    boost::system::error_code failed;
    const auto value = json::parse(text.reveal(), failed);
    const auto* object = failed ? nullptr : value.if_object();
    ProxySignIn found;
    if (!object)
        return found;
    if (const auto* user = object->if_contains("user"); user && user->is_string())
        found.user = QString::fromStdString(std::string(user->get_string()));
    if (const auto* word = object->if_contains("password"); word && word->is_string())
        found.password = Secret(word->get_string());
    return found;
}

} // namespace

std::string originOf(const QUrl& server)
{
    const int port = server.port(443);
    QString host = server.host().toLower();
    if (host.contains(QLatin1Char(':')))
        host = QLatin1Char('[') + host + QLatin1Char(']');
    return QStringLiteral("https://%1:%2").arg(host).arg(port).toStdString();
}

Reach::Reach(QString path, std::unique_ptr<SecretShelf> shelf, QObject* parent)
    : QObject(parent)
    , path_(std::move(path))
    , shelf_(std::move(shelf))
{
    auto read = readConnectionSettings(path_);
    if (read)
        settings_ = std::move(*read);
    else
        fault_ = read.error();
    readAuthorities();
}

Reach::~Reach() = default;

void Reach::readAuthorities()
{
    authorities_.clear();
    if (!settings_.caFile.isEmpty())
        authorities_ = QSslCertificate::fromPath(
            settings_.caFile, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString
        );
}

QCoro::Task<void> Reach::ready()
{
    if (fetch_ == Fetch::done)
        co_return;
    if (fetch_ == Fetch::running) {
        co_await qCoro(this, &Reach::fetched);
        co_return;
    }
    fetch_ = Fetch::running;
    if (shelf_ && settings_.proxy.mode == ProxyMode::manual && settings_.proxy.hasSignIn) {
        const auto found = co_await shelf_->read();
        if (found)
            signIn_ = signInOf(*found);
    }
    fetch_ = Fetch::done;
    Q_EMIT fetched();
}

QCoro::Task<Result<bool>>
Reach::choose(QString caFile, ProxySettings proxy, std::optional<ProxySignIn> signIn)
{
    co_await ready();
    ConnectionSettings next = settings_;
    next.caFile = std::move(caFile);
    proxy.hasSignIn = signIn ? !signIn->user.isEmpty() : settings_.proxy.hasSignIn;
    next.proxy = std::move(proxy);
    if (auto fits = checkConnectionSettings(next); !fits)
        co_return fits.error();
    bool isKept = true;
    if (signIn) {
        signIn_ = std::move(*signIn);
        Secret text = signIn_.user.isEmpty() ? Secret() : textOf(signIn_);
        const bool isRemoval = text.isEmpty();
        isKept = shelf_ && co_await shelf_->write(std::move(text));
        isKept = isKept || isRemoval;
        next.proxy.hasSignIn = !isRemoval && isKept;
    }
    if (auto kept = keep(std::move(next)); !kept)
        co_return kept.error();
    readAuthorities();
    Q_EMIT changed();
    co_return isKept;
}

Result<void> Reach::keep(ConnectionSettings next)
{
    if (auto written = writeConnectionSettings(path_, next); !written)
        return written;
    settings_ = std::move(next);
    fault_.reset();
    return {};
}

QSslConfiguration Reach::tls() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!authorities_.isEmpty())
        configuration.addCaCertificates(authorities_);
    return configuration;
}

QNetworkProxy Reach::proxyFor(const QUrl& url) const
{
    const ProxySettings& chosen = settings_.proxy;
    if (chosen.mode == ProxyMode::system)
        return systemProxy(url);
    if (chosen.mode == ProxyMode::none || isBypassed(chosen.bypass, url.host()))
        return QNetworkProxy::NoProxy;
    const auto type =
        chosen.kind == ProxyKind::http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy;
    QNetworkProxy proxy(type, chosen.host, chosen.port);
    if (!signIn_.user.isEmpty()) {
        const auto word = signIn_.password.reveal();
        proxy.setUser(signIn_.user);
        proxy.setPassword(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
    }
    return proxy;
}

Result<void>
Reach::judge(const QUrl& server, const QSslCertificate& shown, const QList<QSslError>& errors)
{
    const CertificateFacts facts = factsOf(shown);
    if (shown_.size() >= mostShown)
        shown_.clear();
    shown_[originOf(server)] = facts;
    QList<QSslError> serious;
    for (const QSslError& error : errors) {
        if (!isAboutTrust(error.error()))
            serious.append(error);
    }
    const Pin* pin = pinOf(server);
    if (pin && pin->fingerprint != facts.fingerprint)
        return certificateChanged(server.host(), pin->fingerprint, facts.fingerprint);
    if (!serious.isEmpty())
        return tlsFault(serious, server.host());
    if (!pin && !errors.isEmpty())
        return tlsFault(errors, server.host());
    return {};
}

const CertificateFacts* Reach::lastShown(const QUrl& server) const
{
    const auto found = shown_.find(originOf(server));
    return found == shown_.end() ? nullptr : &found->second;
}

const Pin* Reach::pinOf(const QUrl& server) const
{
    const auto found = settings_.pins.find(originOf(server));
    return found == settings_.pins.end() ? nullptr : &found->second;
}

Result<void> Reach::trust(const QUrl& server, const std::string& fingerprint)
{
    const CertificateFacts* shown = lastShown(server);
    if (!shown || shown->fingerprint != fingerprint)
        return Fault{
            FaultCode::conflict,
            "certificate_moved",
            "The server shows another certificate now than the one you looked at.",
            "Look at it again and compare its finger-print."};
    ConnectionSettings next = settings_;
    next.pins[originOf(server)] = Pin{shown->fingerprint, shown->subject, Timestamp::now()};
    if (auto kept = keep(std::move(next)); !kept)
        return kept;
    Q_EMIT changed();
    return {};
}

Result<void> Reach::forget(const QUrl& server)
{
    ConnectionSettings next = settings_;
    next.pins.erase(originOf(server));
    if (auto kept = keep(std::move(next)); !kept)
        return kept;
    Q_EMIT changed();
    return {};
}

} // namespace tidemark::sync
