// How this device reaches platforms: whom it trusts, and through which proxy.
#pragma once

#include "sync/session/certificate_facts.hpp"
#include "sync/session/connection_settings.hpp"
#include "sync/session/secret_shelf.hpp"

#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>
#include <QSslError>
#include <QUrl>

#include <functional>
#include <map>
#include <memory>

namespace tidemark::sync {

/// The proxy's own sign-in.
struct ProxySignIn {
    QString user = {};
    Secret password = {};
};

/// Asked by every connection to a platform. A certificate that no authority vouches for is taken
/// only when a person pinned exactly that one; a pinned server may show no other. A pin excuses
/// nothing else: neither an ended certificate nor one of another host.
class Reach final : public QObject {
    Q_OBJECT

public:
    /// `path` is the file of the settings. Without a shelf a proxy's password lives as long as the
    /// process.
    explicit Reach(
        QString path, std::unique_ptr<SecretShelf> shelf = {}, QObject* parent = nullptr
    );
    ~Reach() override;

    /// Of the file, when it could not be read; the defaults hold then.
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }
    [[nodiscard]] const ConnectionSettings& settings() const { return settings_; }
    [[nodiscard]] const QString& proxyUser() const { return signIn_.user; }

    /// Fetches the proxy's sign-in, where there is one. Every request waits for it.
    [[nodiscard]] QCoro::Task<void> ready();

    /// Checks and keeps; pins stay as they are. `signIn` empty: as before. True: all of it survives
    /// a restart, false: the keyring did not take the password.
    [[nodiscard]] QCoro::Task<Result<bool>>
    choose(QString caFile, ProxySettings proxy, std::optional<ProxySignIn> signIn);

    /// TLS 1.2 or newer, the system's authorities and those of the file.
    [[nodiscard]] QSslConfiguration tls() const;
    [[nodiscard]] QNetworkProxy proxyFor(const QUrl& url) const;

    /// Whether to go on with a server that showed this certificate, about which Qt found `errors`.
    /// Remembers it, so that a person can look at it.
    [[nodiscard]] Result<void>
    judge(const QUrl& server, const QSslCertificate& shown, const QList<QSslError>& errors);

    /// What `server` showed last; null when nothing.
    [[nodiscard]] const CertificateFacts* lastShown(const QUrl& server) const;
    [[nodiscard]] const Pin* pinOf(const QUrl& server) const;

    /// Trusts that certificate, which must be the one shown last: `conflict`/`certificate_moved`.
    [[nodiscard]] Result<void> trust(const QUrl& server, const std::string& fingerprint);
    [[nodiscard]] Result<void> forget(const QUrl& server);

Q_SIGNALS:
    /// Open connections were made under other rules.
    void changed();

private:
    [[nodiscard]] Result<void> keep(ConnectionSettings next);
    void readAuthorities();

    QString path_;
    std::unique_ptr<SecretShelf> shelf_;
    ConnectionSettings settings_ = {};
    ProxySignIn signIn_ = {};
    QList<QSslCertificate> authorities_ = {};
    std::map<std::string, CertificateFacts> shown_ = {};
    std::optional<Fault> fault_ = {};
    enum class Fetch { due, running, done };
    Fetch fetch_ = Fetch::due;

Q_SIGNALS:
    void fetched();
};

/// `https://host:port`, which a pin belongs to.
[[nodiscard]] std::string originOf(const QUrl& server);

} // namespace tidemark::sync
