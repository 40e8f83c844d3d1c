#include "sync/client/agent_client.hpp"

#include "sync/client/agent_faults.hpp"
#include "sync/client/answers.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace tidemark::sync {
namespace json = boost::json;
using namespace std::chrono_literals;
namespace {

/// An agent needs this long at most to open its socket; not started again before.
constexpr qint64 launchAgainMs = 10000;
/// An agent that was started a moment ago is about to listen, and what is on screen waits for it.
constexpr qint64 freshMs = 2000;
constexpr int freshRetryMs = 10;
/// At start nobody is told of the missing agent before this long.
constexpr qint64 firstPatienceMs = 4000;
constexpr int tickMs = 250;
constexpr auto platformPatience = 75s;

} // namespace

AgentClient::AgentClient(AgentClientOptions options, QObject* parent)
    : QObject(parent)
    , options_(std::move(options))
{
    clock_.start();
    retry_.setSingleShot(true);
    tick_.setInterval(tickMs);
    connect(&retry_, &QTimer::timeout, this, &AgentClient::connectNow);
    connect(&tick_, &QTimer::timeout, this, &AgentClient::onTick);
    connect(&socket_, &QLocalSocket::connected, this, &AgentClient::onConnected);
    connect(&socket_, &QLocalSocket::disconnected, this, &AgentClient::onLost);
    connect(&socket_, &QLocalSocket::readyRead, this, &AgentClient::onReadable);
    connect(&socket_, &QLocalSocket::errorOccurred, this, &AgentClient::onLost);
}

AgentClient::~AgentClient()
{
    // The socket says goodbye while it is destroyed; by then there is nobody left to hear it.
    socket_.disconnect(this);
}

void AgentClient::start()
{
    if (std::exchange(isStarted_, true))
        return;
    clock_.restart();
    connectNow();
}

void AgentClient::connectNow()
{
    if (socket_.state() != QLocalSocket::UnconnectedState)
        return;
    ++attempts_;
    decoder_ = FrameDecoder();
    socket_.connectToServer(options_.address);
}

void AgentClient::onConnected()
{
    Waiting hello;
    hello.method = "hello";
    hello.context = this;
    hello.deadlineMs = clock_.elapsed() + options_.callTimeout.count();
    hello.reply = [this](const Result<Json>& answer) { onHello(answer); };
    const std::int64_t id = nextId_++;
    const json::object params{
        {"client", options_.client},
        {"version", options_.version},
        {"protocol", localProtocolVersion}};
    send(encodeRequest(id, hello.method, params));
    waiting_.emplace(id, std::move(hello));
    tick_.start();
}

void AgentClient::onHello(const Result<Json>& answer)
{
    if (!answer) {
        lastFault_ = answer.error();
        socket_.abort();
        return;
    }
    // Windows hear `connected` only once the status is known, so that none draws a guess.
    Waiting ask;
    ask.method = "status.get";
    ask.context = this;
    ask.deadlineMs = clock_.elapsed() + options_.callTimeout.count();
    ask.reply = [this](const Result<Json>& status) { onGreeted(status); };
    const std::int64_t id = nextId_++;
    send(encodeRequest(id, ask.method, json::object()));
    waiting_.emplace(id, std::move(ask));
}

void AgentClient::onGreeted(const Result<Json>& answer)
{
    auto status = answer ? statusFromJson(*answer) : Result<Status>(answer.error());
    if (!status) {
        lastFault_ = status.error();
        socket_.abort();
        return;
    }
    isGreeted_ = true;
    isLossTold_ = false;
    attempts_ = 0;
    lastFault_ = Fault{};
    status_ = std::move(*status);
    for (const auto& [channel, users] : channels_)
        call("live.subscribe", json::object{{"channel", channel}}, this, {});
    sendHeld();
    Q_EMIT connected();
    Q_EMIT statusChanged(status_);
}

void AgentClient::onLost()
{
    if (!isStarted_ || retry_.isActive())
        return;
    const bool wasGreeted = std::exchange(isGreeted_, false);
    launchIfDue();
    // Before the abort, which reports the same loss a second time.
    scheduleRetry();
    if (socket_.state() != QLocalSocket::UnconnectedState)
        socket_.abort();
    if (lastFault_.cause.empty())
        lastFault_ = notReachable();
    failSent(agentLost());
    const bool isPatient = !wasGreeted && clock_.elapsed() < firstPatienceMs;
    if (!isLossTold_ && !isPatient) {
        isLossTold_ = true;
        Q_EMIT disconnected(lastFault_);
    }
}

void AgentClient::scheduleRetry()
{
    if (launchedAtMs_ >= 0 && clock_.elapsed() - launchedAtMs_ < freshMs) {
        attempts_ = 0;
        return retry_.start(freshRetryMs);
    }
    const int doublings = std::min(attempts_, 10);
    retry_.start(std::min(options_.retryFirst * (1 << doublings) / 2, options_.retryMost));
}

void AgentClient::launchIfDue()
{
    const bool isDue = launchedAtMs_ < 0 || clock_.elapsed() - launchedAtMs_ > launchAgainMs;
    if (!options_.launch || !isDue)
        return;
    launchedAtMs_ = clock_.elapsed();
    if (const auto launched = options_.launch(); !launched)
        lastFault_ = launched.error();
}

void AgentClient::onReadable()
{
    const QByteArray bytes = socket_.readAll();
    decoder_.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    // A reply may end the connection or start another; then what is left of this one is void.
    while (socket_.state() == QLocalSocket::ConnectedState) {
        auto body = decoder_.next();
        if (body && !*body)
            return;
        auto message = body ? parseMessage(**body) : Result<RpcMessage>(body.error());
        if (!message) {
            lastFault_ = message.error();
            socket_.abort();
            return;
        }
        if (auto* response = std::get_if<RpcResponse>(&*message))
            finish(response->id, std::move(response->outcome));
        else
            dispatch(std::get<RpcRequest>(*message));
    }
}

void AgentClient::dispatch(const RpcRequest& notice)
{
    const json::object* params = notice.params.if_object();
    if (params == nullptr)
        return;
    if (notice.method == "status") {
        auto status = statusFromJson(notice.params);
        if (!status || *status == status_)
            return;
        status_ = std::move(*status);
        Q_EMIT statusChanged(status_);
    } else if (notice.method == "changed") {
        Q_EMIT changed(changesFromJson(*params));
    } else if (notice.method == "result") {
        Q_EMIT resultArrived(resultFromJson(*params));
    } else if (notice.method == "live") {
        const json::value* message = params->if_contains("message");
        if (message != nullptr && message->is_object())
            Q_EMIT liveMessage(textIn(*params, "channel"), message->get_object());
    } else if (notice.method == "blobs") {
        Q_EMIT blobMoved(*params);
    } else if (notice.method == "signedOut") {
        Q_EMIT signedOut(textIn(*params, "reason"));
    }
}

void AgentClient::finish(std::int64_t id, Result<Json> outcome)
{
    const auto found = waiting_.find(id);
    if (found == waiting_.end())
        return; // Answered after its time was up.
    const Waiting done = std::move(found->second);
    waiting_.erase(found);
    if (done.context && done.reply)
        done.reply(std::move(outcome));
}

void AgentClient::onTick()
{
    const qint64 now = clock_.elapsed();
    std::vector<std::pair<std::int64_t, std::string>> late;
    for (const auto& [id, waiting] : waiting_) {
        if (waiting.deadlineMs <= now)
            late.emplace_back(id, waiting.method);
    }
    for (const auto& [id, method] : late)
        finish(id, isGreeted_ || method == "hello" ? timedOut(method) : notReachable());
    if (waiting_.empty())
        tick_.stop();
}

void AgentClient::failSent(const Fault& fault)
{
    std::vector<std::int64_t> sent;
    for (const auto& [id, waiting] : waiting_) {
        if (waiting.frame.empty())
            sent.push_back(id);
    }
    for (const std::int64_t id : sent) {
        const auto found = waiting_.find(id);
        // The greeting's own calls reach onLost through the socket; they have nothing to add.
        if (found != waiting_.end() && found->second.context == this)
            waiting_.erase(found);
        else
            finish(id, fault);
    }
}

void AgentClient::sendHeld()
{
    for (auto& [id, waiting] : waiting_) {
        if (!waiting.frame.empty())
            socket_.write(QByteArray::fromStdString(std::exchange(waiting.frame, {})));
    }
}

void AgentClient::send(const std::string& body)
{
    if (const auto frame = encodeFrame(body))
        socket_.write(frame->data(), static_cast<qint64>(frame->size()));
}

void AgentClient::call(std::string_view method, Json params, QObject* context, Reply<Json> reply)
{
    callFor(options_.callTimeout, method, std::move(params), context, std::move(reply));
}

void AgentClient::callFor(
    std::chrono::milliseconds patience,
    std::string_view method,
    Json params,
    QObject* context,
    Reply<Json> reply
)
{
    const std::int64_t id = nextId_++;
    auto frame = encodeFrame(encodeRequest(id, method, params));
    if (!frame) {
        const Fault fault = frame.error();
        QTimer::singleShot(0, context, [reply = std::move(reply), fault] {
            if (reply)
                reply(fault);
        });
        return;
    }
    Waiting waiting;
    waiting.method = std::string(method);
    waiting.context = context;
    waiting.reply = std::move(reply);
    waiting.deadlineMs = clock_.elapsed() + patience.count();
    if (isGreeted_)
        socket_.write(frame->data(), static_cast<qint64>(frame->size()));
    else
        waiting.frame = std::move(*frame);
    waiting_.emplace(id, std::move(waiting));
    if (!tick_.isActive())
        tick_.start();
}

void AgentClient::rowsWindow(
    const RowQuery& query, std::int64_t offset, int limit, QObject* context, Reply<RowPage> reply
)
{
    json::object params = toJson(query);
    params["offset"] = offset;
    params["limit"] = limit;
    call(
        "rows.window",
        std::move(params),
        context,
        [reply = std::move(reply)](Result<Json> answer) {
            reply(answer ? rowPageFromJson(std::move(*answer)) : Result<RowPage>(answer.error()));
        }
    );
}

void AgentClient::rowsGet(
    std::string_view entity, std::string_view id, QObject* context, Reply<json::object> reply
)
{
    json::object params{{"entity", entity}, {"id", id}};
    call("rows.get", std::move(params), context, [reply = std::move(reply)](Result<Json> answer) {
        reply(objectFrom(std::move(answer)));
    });
}

void AgentClient::rowsSum(
    const RowQuery& query, std::string_view field, QObject* context, Reply<RowSum> reply
)
{
    json::object params = toJson(query);
    params["field"] = field;
    call("rows.sum", std::move(params), context, [reply = std::move(reply)](Result<Json> answer) {
        reply(answer ? rowSumFromJson(*answer) : Result<RowSum>(answer.error()));
    });
}

void AgentClient::mutate(const Mutation& mutation, QObject* context, Reply<std::int64_t> reply)
{
    call("mutate", toJson(mutation), context, [reply = std::move(reply)](Result<Json> answer) {
        reply(answer ? midFromJson(*answer) : Result<std::int64_t>(answer.error()));
    });
}

void AgentClient::platformCall(
    std::string_view method,
    std::string_view path,
    Json body,
    QObject* context,
    Reply<json::object> reply
)
{
    json::object params{{"method", method}, {"path", path}};
    if (!body.is_null())
        params["body"] = std::move(body);
    callFor(
        platformPatience,
        "platform.call",
        std::move(params),
        context,
        [reply = std::move(reply)](Result<Json> answer) { reply(objectFrom(std::move(answer))); }
    );
}

void AgentClient::subscribe(const std::string& channel)
{
    if (++channels_[channel] == 1 && isGreeted_)
        call("live.subscribe", json::object{{"channel", channel}}, this, {});
}

void AgentClient::unsubscribe(const std::string& channel)
{
    const auto found = channels_.find(channel);
    if (found == channels_.end() || --found->second > 0)
        return;
    channels_.erase(found);
    if (isGreeted_)
        call("live.unsubscribe", json::object{{"channel", channel}}, this, {});
}

} // namespace tidemark::sync
