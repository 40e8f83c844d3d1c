// Words for network and certificate trouble.
#include "sync/session/network_faults.hpp"

#include <QSslCertificate>

namespace tidemark::sync {
namespace {

Fault offline(std::string reason, std::string cause, std::string nextStep)
{
    return {FaultCode::offline, std::move(reason), std::move(cause), std::move(nextStep)};
}

Fault insecure(std::string reason, std::string cause, std::string nextStep)
{
    return {FaultCode::insecure, std::move(reason), std::move(cause), std::move(nextStep)};
}

Fault proxyFault(QNetworkReply::NetworkError error, const std::string& name)
{
    switch (error) {
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return offline(
            "proxy_sign_in",
            "The proxy wants a user and a password, or does not take those it was given.",
            "Enter them in the connection settings."
        );
    case QNetworkReply::ProxyNotFoundError:
        return offline(
            "proxy_not_found",
            "There is no proxy by the name in the connection settings.",
            "Check its name in the connection settings."
        );
    case QNetworkReply::ProxyConnectionRefusedError:
        return offline(
            "proxy_refused",
            "Nothing answers at the address of the proxy, or it refuses to connect to " + name +
                ".",
            "Check its address and port in the connection settings."
        );
    default:
        return offline(
            "proxy_failed",
            "The proxy did not let us through to " + name + ".",
            "Check the proxy in the connection settings, or ask whoever runs the network."
        );
    }
}

/// No certificate was seen: the two sides have no version or cipher in common, or it is no TLS.
Fault handshakeFault(const std::string& name, const QString& detail)
{
    const bool isTooOld = detail.contains(QStringLiteral("protocol version")) ||
                          detail.contains(QStringLiteral("unsupported protocol"));
    if (isTooOld)
        return insecure(
            "tls_too_old",
            name + " speaks only versions of TLS that are no longer safe.",
            "Tell the operator of the server: it needs TLS 1.2 or newer."
        );
    return insecure(
        "tls_failed",
        "No secure connection to " + name + " could be made: " + detail.toStdString() + ".",
        "Check that the address begins with https only if the server offers it."
    );
}

} // namespace

Fault networkFault(QNetworkReply::NetworkError error, const QString& host, const QString& detail)
{
    const std::string name = host.toStdString();
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return offline(
            "host_not_found",
            "There is no server named " + name + ".",
            "Check the spelling of the address and the network connection."
        );
    case QNetworkReply::ConnectionRefusedError:
        return offline(
            "connection_refused",
            "Nothing answers at " + name + ".",
            "Check the address and port, or wait until the server is started again."
        );
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return {
            FaultCode::timedOut,
            "no_answer",
            name + " did not answer in time.",
            "Check the network connection; Tidemark tries again by itself."};
    case QNetworkReply::RemoteHostClosedError:
        return offline(
            "connection_lost",
            "The connection to " + name + " broke off.",
            "Check the network connection; Tidemark tries again by itself."
        );
    case QNetworkReply::SslHandshakeFailedError:
        return handshakeFault(name, detail);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return proxyFault(error, name);
    default:
        // Qt has no code for some troubles of SOCKS, only words.
        if (detail.contains(QStringLiteral("proxy"), Qt::CaseInsensitive))
            return proxyFault(
                detail.contains(QStringLiteral("refused"))
                    ? QNetworkReply::ProxyConnectionRefusedError
                    : QNetworkReply::ProxyConnectionClosedError,
                name
            );
        return offline(
            "network_failed",
            "The connection to " + name + " failed: " + detail.toStdString() + ".",
            "Check the network connection; Tidemark tries again by itself."
        );
    }
}

Fault tlsFault(const QList<QSslError>& errors, const QString& host)
{
    const std::string name = host.toStdString();
    // The most telling one first: a certificate of another host is often also untrusted.
    for (const auto& error : errors) {
        if (error.error() == QSslError::CertificateExpired)
            return insecure(
                "tls_expired",
                "The certificate of " + name + " ended on " +
                    error.certificate().expiryDate().toString(Qt::ISODate).toStdString() + ".",
                "Check the clock of this computer; if it is right, tell the operator of the server."
            );
        if (error.error() == QSslError::CertificateNotYetValid)
            return insecure(
                "tls_not_yet_valid",
                "The certificate of " + name + " is not valid yet.",
                "Check the clock of this computer; if it is right, tell the operator of the server."
            );
    }
    for (const auto& error : errors) {
        if (error.error() != QSslError::HostNameMismatch)
            continue;
        const auto names = error.certificate().subjectInfo(QSslCertificate::CommonName);
        const std::string other = names.isEmpty() ? "another server" : names.first().toStdString();
        return insecure(
            "tls_wrong_host",
            "The certificate at " + name + " belongs to " + other + ".",
            "Check the address. If it is right, tell the operator of the server."
        );
    }
    for (const auto& error : errors) {
        if (error.error() == QSslError::CertificateRevoked)
            return insecure(
                "tls_revoked",
                "The certificate of " + name + " was revoked.",
                "Do not sign in. Tell the operator of the server."
            );
    }
    const std::string trust = "Compare its finger-print with the one that the operator of the "
                              "server tells you, then trust it; or name the file of its "
                              "certificate authority in the connection settings.";
    for (const auto& error : errors) {
        if (error.error() == QSslError::SelfSignedCertificate)
            return insecure(
                "tls_self_signed",
                "The certificate of " + name + " is signed by itself: nobody vouches for it.",
                trust
            );
        if (!isAboutTrust(error.error()))
            return insecure(
                "tls_bad_certificate",
                "The certificate of " + name +
                    " cannot be accepted: " + error.errorString().toStdString() + ".",
                "Do not sign in. Tell the operator of the server."
            );
    }
    return insecure(
        "tls_untrusted",
        "The certificate of " + name + " comes from nobody that this computer trusts.",
        trust
    );
}

bool isAboutTrust(QSslError::SslError error)
{
    switch (error) {
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::CertificateUntrusted:
    case QSslError::InvalidCaCertificate:
        return true;
    default:
        return false;
    }
}

Fault certificateChanged(const QString& host, const std::string& trusted, const std::string& shown)
{
    return insecure(
        "tls_changed",
        "The certificate of " + host.toStdString() +
            " is not the one that you trusted. Trusted: " + trusted + ". Shown now: " + shown + ".",
        "Ask the operator of the server whether it was renewed. If it was, compare the new "
        "finger-print and trust it; if not, somebody may be listening: do not sign in."
    );
}

Fault captivePortal(const QString& host)
{
    return offline(
        "captive_portal",
        "A web page answered instead of " + host.toStdString() +
            ", as sign-on pages of networks do.",
        "Open a web browser, sign on to the network, then try again."
    );
}

Fault notTidemark(const QString& host)
{
    return {
        FaultCode::invalid,
        "not_tidemark",
        "The server at " + host.toStdString() + " is not a Tidemark platform.",
        "Check the address with the person who gave it to you."};
}

} // namespace tidemark::sync
