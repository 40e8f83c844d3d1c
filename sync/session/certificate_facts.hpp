// What is told of a server's certificate, so that a person can decide.
#pragma once

#include <QSslCertificate>

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace tidemark::sync {

struct CertificateFacts {
    std::string fingerprint = {}; ///< SHA-256, as `AB:CD:…`.
    std::string subject = {};
    std::string issuer = {};
    std::vector<std::string> names = {}; ///< Hosts that it is for.
    std::string validFrom = {};          ///< RFC 3339.
    std::string validTo = {};
    bool isSelfSigned = false;
};

[[nodiscard]] CertificateFacts factsOf(const QSslCertificate& certificate);
[[nodiscard]] boost::json::object toJson(const CertificateFacts& facts);

} // namespace tidemark::sync
