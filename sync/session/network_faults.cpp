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
        return insecure(
            "tls_failed",
            "No secure connection to " + name + " could be made: " + detail.toStdString() + ".",
            "Check that the address begins with https only if the server offers it."
        );
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return offline(
            "proxy_failed",
            "The proxy of this network did not let us through to " + name + ".",
            "Check the proxy settings of this computer."
        );
    default:
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
    return insecure(
        "tls_untrusted",
        "The certificate of " + name + " comes from nobody that this computer trusts.",
        "Ask your administrator to install the certificate authority of the server on this "
        "computer."
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
