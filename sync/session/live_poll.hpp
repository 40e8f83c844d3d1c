// The live channel by question and answer, where the network lets no WebSocket through.
#pragma once

#include "models/core/secret.hpp"
#include "models/protocol/live_poll.hpp"
#include "sync/session/http_client.hpp"

#include <QObject>

namespace tidemark::sync {

/// One question at a time, on connections of its own: it waits for long, and what a person wants
/// must not wait behind it.
class LivePoll final : public QObject {
    Q_OBJECT

public:
    /// `reach` outlives it; none: the system's authorities and proxies.
    explicit LivePoll(Reach* reach = nullptr, QObject* parent = nullptr);
    ~LivePoll() override;

    /// Asks, in place of a question under way. Emits `answered` or `failed`, once.
    void ask(const QUrl& server, Secret token, const live::PollRequest& request);
    /// Takes the question back; no signal follows.
    void drop();

Q_SIGNALS:
    void answered(const tidemark::live::PollAnswer& answer);
    /// `retryAfterMs` is below zero when the platform did not say.
    void failed(const tidemark::Fault& fault, qint64 retryAfterMs);
    /// The platform did not want the token: `failed` follows.
    void tokenRefused();

private:
    QCoro::Task<void> run(HttpRequest request);
    void take(const HttpAnswer& answer);

    HttpClient http_;
    unsigned turn_ = 0; // What was asked in an earlier one is not reported.
};

} // namespace tidemark::sync
