// What a person chose about the way to the platform. Kept in a file; holds no secret.
#pragma once

#include "models/core/timestamp.hpp"

#include <QString>
#include <QStringList>

#include <map>
#include <string>

namespace tidemark::sync {

enum class ProxyMode { system, none, manual };
enum class ProxyKind { http, socks5 }; ///< CONNECT, or SOCKS 5 with names resolved by the proxy.

struct ProxySettings {
    ProxyMode mode = ProxyMode::system;
    ProxyKind kind = ProxyKind::http;
    QString host = {};
    quint16 port = 0;
    /// Reached without it: hosts, or with a leading dot all below a domain.
    QStringList bypass = {
        QStringLiteral("localhost"), QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    bool hasSignIn = false; ///< User and password are in the keyring.
};

/// A certificate that a person said to trust, for one server.
struct Pin {
    std::string fingerprint = {}; ///< SHA-256, as `AB:CD:…`.
    std::string subject = {};
    Timestamp since = {};
};

struct ConnectionSettings {
    QString caFile = {}; ///< More certificate authorities, PEM; empty: the system's only.
    ProxySettings proxy = {};
    std::map<std::string, Pin> pins = {}; ///< By `https://host:port`.
};

/// Defaults when there is no file. Fault `corrupt`/`connection_settings_unreadable`.
[[nodiscard]] Result<ConnectionSettings> readConnectionSettings(const QString& path);

/// Whole or not at all, for this user alone.
[[nodiscard]] Result<void>
writeConnectionSettings(const QString& path, const ConnectionSettings& settings);

/// Faults `bad_proxy`, `ca_file_unusable` for what cannot work.
[[nodiscard]] Result<void> checkConnectionSettings(const ConnectionSettings& settings);

[[nodiscard]] std::string_view nameOf(ProxyMode mode);
[[nodiscard]] std::string_view nameOf(ProxyKind kind);
[[nodiscard]] std::optional<ProxyMode> proxyModeOf(std::string_view name);
[[nodiscard]] std::optional<ProxyKind> proxyKindOf(std::string_view name);

} // namespace tidemark::sync
