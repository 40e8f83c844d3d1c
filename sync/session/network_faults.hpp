// What went wrong on the network, in words that help.
#pragma once

#include "models/core/fault.hpp"

#include <QList>
#include <QNetworkReply>
#include <QSslError>

namespace tidemark::sync {

/// The fault of a reply that brought no HTTP answer. `host` is named in the words.
[[nodiscard]] Fault
networkFault(QNetworkReply::NetworkError error, const QString& host, const QString& detail);

/// What is wrong with a certificate, and what to do about it.
[[nodiscard]] Fault tlsFault(const QList<QSslError>& errors, const QString& host);

/// Whether the error says only that nobody vouches for the certificate: a person's word may take
/// the place of an authority's, of nothing else.
[[nodiscard]] bool isAboutTrust(QSslError::SslError error);

/// A pinned server showed another certificate than the one that a person trusted.
[[nodiscard]] Fault
certificateChanged(const QString& host, const std::string& trusted, const std::string& shown);

[[nodiscard]] Fault captivePortal(const QString& host);
[[nodiscard]] Fault notTidemark(const QString& host);

} // namespace tidemark::sync
