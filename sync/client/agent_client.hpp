// The agent, as seen from a window.
#pragma once

#include "sync/client/rows.hpp"
#include "sync/wire/frame.hpp"
#include "sync/wire/message.hpp"
#include "sync/wire/status.hpp"

#include <QElapsedTimer>
#include <QLocalSocket>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <string>

namespace tidemark::sync {

/// Starts the agent when none runs; a fault says why it could not. Must return at once.
using AgentLauncher = std::function<Result<void>()>;

/// How a client finds the agent and how patient it is. Tests shorten the times.
struct AgentClientOptions {
    QString address = {};        ///< Home::agentAddress()
    std::string client = "desk"; ///< Says who we are in `hello`.
    std::string version = {};
    AgentLauncher launch = {}; ///< Empty: wait for somebody else to start it.
    std::chrono::milliseconds callTimeout{15000};
    std::chrono::milliseconds retryFirst{50};
    std::chrono::milliseconds retryMost{5000};
};

/// The agent, as seen from a window. Lives on the main thread; every call returns at once.
///
/// It connects by itself, starts the agent when none runs, and comes back after a loss. Calls
/// made while it is not connected wait for the connection until their time is up; calls that
/// were under way when it broke fail with `offline`/`agent_lost`, since their outcome is unknown.
/// A reply runs at most once, on the main thread, and not at all if `context` is gone by then.
class AgentClient final : public QObject {
    Q_OBJECT

public:
    using Json = boost::json::value;
    template <class T>
    using Reply = std::function<void(Result<T>)>;

    explicit AgentClient(AgentClientOptions options, QObject* parent = nullptr);
    ~AgentClient() override;

    /// Begins to connect. Call it after the first paint.
    void start();

    [[nodiscard]] bool isConnected() const { return isGreeted_; }
    /// The last status heard; the default one before the first.
    [[nodiscard]] const Status& status() const { return status_; }
    /// Why there is no connection, when there is none.
    [[nodiscard]] const Fault& lastFault() const { return lastFault_; }

    /// Any method of the local API.
    void call(std::string_view method, Json params, QObject* context, Reply<Json> reply);
    /// The same with its own patience, for calls that reach the platform.
    void callFor(
        std::chrono::milliseconds patience,
        std::string_view method,
        Json params,
        QObject* context,
        Reply<Json> reply
    );

    /// `rows.window`; `limit` at most 500.
    void rowsWindow(
        const RowQuery& query,
        std::int64_t offset,
        int limit,
        QObject* context,
        Reply<RowPage> reply
    );
    /// `rows.get`
    void rowsGet(
        std::string_view entity,
        std::string_view id,
        QObject* context,
        Reply<boost::json::object> reply
    );
    /// `rows.sum`
    void
    rowsSum(const RowQuery& query, std::string_view field, QObject* context, Reply<RowSum> reply);
    /// `mutate`: the reply, with the mutation's id, means "safe on this device".
    void mutate(const Mutation& mutation, QObject* context, Reply<std::int64_t> reply);
    /// `platform.call`, for what only works online; the reply is `{status, body}`.
    void platformCall(
        std::string_view method,
        std::string_view path,
        Json body,
        QObject* context,
        Reply<boost::json::object> reply
    );

    /// Subscribes to a live channel such as `run:<id>`; survives reconnects. Counted: each
    /// subscribe needs its unsubscribe.
    void subscribe(const std::string& channel);
    void unsubscribe(const std::string& channel);

Q_SIGNALS:
    void connected();
    /// The connection ended or could not be made. Emitted once per loss, not per attempt.
    void disconnected(const tidemark::Fault& fault);
    void statusChanged(const tidemark::sync::Status& status);
    void changed(const tidemark::sync::Changes& changes);
    void resultArrived(const tidemark::sync::MutationResult& result);
    void liveMessage(const QString& channel, const boost::json::object& message);
    void signedOut(const QString& reason);
    /// Where the file of an attachment stands now: `{report, sha256, state, done, size, fault}`.
    void blobMoved(const boost::json::object& progress);

private:
    struct Waiting {
        std::string method;
        QPointer<QObject> context;
        Reply<Json> reply;
        std::string frame; ///< Not empty: not sent yet.
        qint64 deadlineMs = 0;
    };

    void connectNow();
    void onConnected();
    void onHello(const Result<Json>& answer);
    void onGreeted(const Result<Json>& answer);
    void onLost();
    void onReadable();
    void onTick();
    void dispatch(const RpcRequest& notice);
    void finish(std::int64_t id, Result<Json> outcome);
    void sendHeld();
    void failSent(const Fault& fault);
    void scheduleRetry();
    void launchIfDue();
    void send(const std::string& body);

    AgentClientOptions options_;
    QLocalSocket socket_;
    FrameDecoder decoder_;
    QTimer retry_;
    QTimer tick_;
    QElapsedTimer clock_;
    std::map<std::int64_t, Waiting> waiting_ = {};
    std::map<std::string, int> channels_ = {};
    std::int64_t nextId_ = 1;
    int attempts_ = 0;
    qint64 launchedAtMs_ = -1;
    bool isStarted_ = false;
    bool isGreeted_ = false;
    bool isLossTold_ = false;
    Status status_ = {};
    Fault lastFault_ = {};
};

} // namespace tidemark::sync
