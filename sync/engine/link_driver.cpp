// Probes, socket and channels.
#include "sync/engine/link_driver.hpp"

#include "sync/session/server_address.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {

LinkDriver::LinkDriver(HttpClient& http, Session& session, Random random, QObject* parent)
    : QObject(parent)
    , http_(http)
    , session_(session)
    , machine_(std::move(random))
    , socket_(http.reach())
{
    clock_.start();
    timer_.setSingleShot(true);
    tokenTimer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, [this] {
        facts_.nextTryAt.reset();
        step(LinkTimer{});
    });
    connect(&tokenTimer_, &QTimer::timeout, this, &LinkDriver::renewOnSocket);
    connect(&socket_, &LiveSocket::up, this, &LinkDriver::onUp);
    connect(&socket_, &LiveSocket::down, this, &LinkDriver::onDown);
    connect(&socket_, &LiveSocket::message, this, &LinkDriver::onMessage);
    connect(&socket_, &LiveSocket::tokenRefused, &session_, &Session::doubt);
}

LinkDriver::~LinkDriver() = default;

void LinkDriver::step(const LinkEvent& event)
{
    const auto before = machine_.state();
    const auto actions = machine_.next(event, clock_.elapsed());
    if (machine_.state() != before || !facts_.since)
        facts_.since = Timestamp::now();
    for (const auto& action : actions)
        run(action);
    if (machine_.isReachable() != wasReachable_) {
        wasReachable_ = machine_.isReachable();
        Q_EMIT reachableChanged(wasReachable_);
    }
    Q_EMIT moved();
}

void LinkDriver::run(const LinkAction& action)
{
    if (std::holds_alternative<Probe>(action)) {
        timer_.stop();
        facts_.nextTryAt.reset();
        probe();
    } else if (std::holds_alternative<OpenSocket>(action)) {
        isSocketDue_ = true;
        openSocket();
    } else if (std::holds_alternative<CloseSocket>(action)) {
        isSocketDue_ = false;
        tokenTimer_.stop();
        socket_.close();
    } else if (const auto* wait = std::get_if<WaitLink>(&action)) {
        facts_.nextTryAt = Timestamp{Timestamp::now().micros + wait->delay * 1000};
        timer_.start(static_cast<int>(wait->delay));
    }
}

void LinkDriver::want(bool isWanted)
{
    ++generation_;
    if (isWanted)
        return step(LinkWanted{});
    timer_.stop();
    facts_ = {};
    clientId_.clear();
    step(LinkUnwanted{});
}

void LinkDriver::setClientId(const std::string& clientId)
{
    clientId_ = clientId;
    if (isSocketDue_)
        openSocket();
}

void LinkDriver::retryNow()
{
    step(RetryNow{});
}

void LinkDriver::transportFailed()
{
    step(TransportFailed{});
}

QCoro::Task<void> LinkDriver::probe()
{
    const unsigned generation = generation_;
    std::optional<std::int64_t> retryAfterMs;
    const auto about = co_await askAbout(http_, session_.server(), &retryAfterMs);
    if (generation != generation_)
        co_return;
    if (!about) {
        facts_.fault = about.error();
        const bool isCaptive = about.error().reason == "captive_portal";
        co_return step(ProbeFailed{isCaptive, retryAfterMs});
    }
    facts_.fault.reset();
    facts_.roundTripMs = about->roundTripMs;
    facts_.clockSkewSeconds = about->clockSkewSeconds;
    const auto* version = about->body.if_contains("version");
    facts_.platformVersion =
        version != nullptr && version->is_string() ? std::string(version->get_string()) : "";
    step(ProbeAnswered{});
}

QCoro::Task<void> LinkDriver::openSocket()
{
    if (clientId_.empty())
        co_return; // setClientId comes back here.
    isSocketDue_ = false;
    const unsigned generation = generation_;
    auto token = co_await session_.accessToken();
    if (generation != generation_)
        co_return;
    if (!token)
        co_return step(SocketDown{});
    socket_.open(liveAddress(session_.server()), std::move(*token), clientId_);
}

QCoro::Task<void> LinkDriver::renewOnSocket()
{
    const unsigned generation = generation_;
    const auto token = co_await session_.accessToken();
    if (generation != generation_ || !token || !socket_.isUp())
        co_return;
    socket_.send(live::Authenticate{std::string(token->reveal())});
    tokenTimer_.start(
        std::max(session_.accessLeft() - std::chrono::seconds(25), std::chrono::milliseconds(5'000))
    );
}

void LinkDriver::onUp(const live::Welcome& welcome)
{
    facts_.fault.reset();
    // A little before the session itself thinks the token too old to be given out.
    tokenTimer_.start(
        std::max(session_.accessLeft() - std::chrono::seconds(25), std::chrono::milliseconds(5'000))
    );
    step(SocketUp{});
    for (const auto& subscribe : channels_.resume())
        socket_.send(subscribe);
    Q_EMIT poked(welcome.headCut);
}

void LinkDriver::onDown(qint64 reconnectInMs)
{
    tokenTimer_.stop();
    const boost::json::object stale{{"t", "stale"}, {"since", Timestamp::now().toString()}};
    for (const auto& channel : channels_.names())
        Q_EMIT channelMessage(channel, stale);
    step(SocketDown{reconnectInMs < 0 ? std::nullopt : std::optional<Millis>(reconnectInMs)});
}

void LinkDriver::onMessage(const live::ServerMessage& message)
{
    if (const auto* poke = std::get_if<live::Poke>(&message))
        return Q_EMIT poked(poke->headCut);
    const auto verdict = channels_.take(message);
    if (verdict.resubscribe)
        socket_.send(*verdict.resubscribe);
    if (!verdict.passOn)
        return;
    auto value = boost::json::parse(live::encode(message));
    Q_EMIT channelMessage(verdict.channel, value.as_object());
}

void LinkDriver::listen(const std::string& channel)
{
    socket_.send(channels_.listen(channel));
    if (socket_.isUp())
        return;
    const boost::json::object stale{
        {"t", "stale"}, {"since", facts_.since.value_or(Timestamp::now()).toString()}};
    Q_EMIT channelMessage(channel, stale);
}

void LinkDriver::leave(const std::string& channel)
{
    if (const auto last = channels_.leave(channel))
        socket_.send(*last);
}

} // namespace tidemark::sync
