// The address on this computer that the browser comes back to (RFC 8252, section 7.3).
#pragma once

#include "models/core/fault.hpp"

#include <QObject>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <string>

namespace tidemark::sync {

/// How long it is open, and for what.
struct LoopbackLimits {
    std::chrono::milliseconds idle{60'000}; ///< Without anybody who still waits for it.
    std::chrono::milliseconds total{5 * 60'000};
    std::chrono::milliseconds request{10'000}; ///< For one request to arrive.
    int refusedMost = 100;                     ///< Requests that were not the one.
    int connectionsMost = 16;                  ///< At once.
};

/// What the browser brought.
struct LoopbackAnswer {
    std::string code = {};
    std::string issuer = {}; ///< Empty: the provider does not name itself.
};

/// Listens on 127.0.0.1, a port of its own, for one request: the provider's answer with our state.
/// Everything else that knocks, such as a page that guesses the port, is refused and changes
/// nothing. After the answer nothing listens any more.
class LoopbackListener final : public QObject {
    Q_OBJECT

public:
    explicit LoopbackListener(LoopbackLimits limits = {}, QObject* parent = nullptr);
    ~LoopbackListener() override;

    /// Opens it. `unavailable`/`oidc_no_loopback`.
    [[nodiscard]] Result<void> open();
    /// To be sent to the provider.
    [[nodiscard]] std::string redirectUri() const;
    [[nodiscard]] const std::string& state() const { return state_; }
    [[nodiscard]] bool isOpen() const { return server_.isListening(); }

    /// Which provider must answer; `isNamed`: its answer says who it is.
    void expect(std::string issuer, bool isNamed);
    /// Somebody still waits.
    void keepOpen();
    void close();

Q_SIGNALS:
    /// One of the two, once. Faults: `unauthenticated` `oidc_denied`, `oidc_provider_refused`,
    /// `oidc_mix_up`; `timedOut`/`oidc_nobody_came`.
    void answered(const tidemark::sync::LoopbackAnswer& answer);
    void failed(const tidemark::Fault& fault);

private:
    void accept();
    void read(QTcpSocket* socket);
    void judge(QTcpSocket* socket, const QByteArray& head);
    void refuse(QTcpSocket* socket, int status);
    void end(QTcpSocket* socket, Result<LoopbackAnswer> outcome, const QByteArray& head);

    LoopbackLimits limits_;
    QTcpServer server_;
    QTimer idle_;
    QTimer total_;
    std::string state_;
    std::string issuer_;
    bool isIssuerNamed_ = false;
    bool isExpecting_ = false;
    int connections_ = 0;
    int refused_ = 0;
};

} // namespace tidemark::sync
