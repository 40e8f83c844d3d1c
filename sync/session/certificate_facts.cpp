#include "sync/session/certificate_facts.hpp"

#include <QCryptographicHash>
#include <QDateTime>

#include <boost/json/array.hpp>

namespace tidemark::sync {
namespace {

/// The common name, with the organization where it says one. Control characters are no name.
std::string nameIn(const QStringList& common, const QStringList& organization)
{
    QString name = common.join(QStringLiteral(", "));
    if (!organization.isEmpty())
        name += (name.isEmpty() ? QString() : QStringLiteral(" · ")) +
                organization.join(QStringLiteral(", "));
    for (QChar& letter : name) {
        if (!letter.isPrint())
            letter = QLatin1Char('?');
    }
    return name.left(200).toStdString();
}

} // namespace

CertificateFacts factsOf(const QSslCertificate& certificate)
{
    CertificateFacts facts;
    facts.fingerprint =
        certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper().toStdString();
    facts.subject = nameIn(
        certificate.subjectInfo(QSslCertificate::CommonName),
        certificate.subjectInfo(QSslCertificate::Organization)
    );
    facts.issuer = nameIn(
        certificate.issuerInfo(QSslCertificate::CommonName),
        certificate.issuerInfo(QSslCertificate::Organization)
    );
    const auto names = certificate.subjectAlternativeNames();
    for (const QString& name : names)
        facts.names.push_back(name.left(255).toStdString());
    facts.validFrom = certificate.effectiveDate().toUTC().toString(Qt::ISODate).toStdString();
    facts.validTo = certificate.expiryDate().toUTC().toString(Qt::ISODate).toStdString();
    facts.isSelfSigned = certificate.isSelfSigned();
    return facts;
}

boost::json::object toJson(const CertificateFacts& facts)
{
    boost::json::array names;
    for (const std::string& name : facts.names)
        names.emplace_back(name);
    return {
        {"fingerprint", facts.fingerprint},
        {"subject", facts.subject},
        {"issuer", facts.issuer},
        {"names", std::move(names)},
        {"validFrom", facts.validFrom},
        {"validTo", facts.validTo},
        {"isSelfSigned", facts.isSelfSigned}};
}

} // namespace tidemark::sync
