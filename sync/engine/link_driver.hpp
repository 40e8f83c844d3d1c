// Runs the link machine: probes, the live socket or what takes its place, and the channels on it.
#pragma once

#include "sync/protocol/link_machine.hpp"
#include "sync/protocol/live_channels.hpp"
#include "sync/session/about.hpp"
#include "sync/session/live_poll.hpp"
#include "sync/session/live_socket.hpp"
#include "sync/session/session.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tidemark::sync {

/// What is known of the link beside its state.
struct LinkFacts {
    std::optional<Timestamp> since = {}; ///< Of the state.
    std::optional<Timestamp> nextTryAt = {};
    std::optional<Fault> fault = {};
    std::optional<int> roundTripMs = {};
    std::int64_t clockSkewSeconds = 0;
    std::string platformVersion = {}; ///< As it said last; empty: it has not answered yet.
};

/// Does what the link machine asks for and reports what came of it. No decisions of its own.
class LinkDriver final : public QObject {
    Q_OBJECT

public:
    LinkDriver(HttpClient& http, Session& session, Random random, QObject* parent = nullptr);
    ~LinkDriver() override;

    /// Somebody is signed in, or no longer.
    void want(bool isWanted);
    /// The platform knows us by this name; the live socket waits for it.
    void setClientId(const std::string& clientId);
    void retryNow();
    void transportFailed();

    void listen(const std::string& channel);
    void leave(const std::string& channel);

    [[nodiscard]] LinkState state() const { return machine_.state(); }
    [[nodiscard]] bool isReachable() const { return machine_.isReachable(); }
    [[nodiscard]] const LinkFacts& facts() const { return facts_; }
    /// How often something happened, and whether something is to; for the watchdog.
    [[nodiscard]] std::uint64_t steps() const { return steps_; }
    [[nodiscard]] bool isBusy() const { return machine_.isBusy() && !isSocketDue_; }

Q_SIGNALS:
    void moved();
    void reachableChanged(bool isReachable);
    void poked(std::int64_t headCut);
    void channelMessage(const std::string& channel, const boost::json::object& message);

private:
    void step(const LinkEvent& event);
    void move(const LinkEvent& event);
    void onOutcome(const QUrl& url, bool hasFailed);
    void run(const LinkAction& action);
    QCoro::Task<void> probe();
    QCoro::Task<void> openSocket();
    QCoro::Task<void> askLive();
    QCoro::Task<void> renewOnSocket();
    void onUp(const live::Welcome& welcome);
    void onDown(qint64 reconnectInMs);
    void onPolled(const live::PollAnswer& answer);
    void onPollFailed(const Fault& fault, qint64 retryAfterMs);
    void onMessage(const live::ServerMessage& message);
    void tellStale(const std::string& channel, Timestamp since);
    void tellIfSilent(bool wasLive);
    /// News come, by the socket or by questions.
    [[nodiscard]] bool isLive() const;

    HttpClient& http_;
    Session& session_;
    LinkMachine machine_;
    LiveChannels channels_ = {};
    LiveSocket socket_;
    LivePoll poll_;
    LinkFacts facts_ = {};
    QElapsedTimer clock_;
    QTimer timer_;
    QTimer tokenTimer_; // Renews the token on an open socket.
    std::string clientId_ = {};
    bool isSocketDue_ = false; // Waits for the client id.
    bool wasReachable_ = false;
    std::int64_t headCut_ = 0; // As the platform said last.
    unsigned pollTurn_ = 0;
    bool isPollAnswered_ = false; // The last one was.
    std::uint64_t steps_ = 0;
    unsigned generation_ = 0;
};

} // namespace tidemark::sync
