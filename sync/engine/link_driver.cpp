// Probes, socket, questions and channels.
#include "sync/engine/link_driver.hpp"

#include "sync/session/server_address.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

Fault leftAlone()
{
    return Fault{
        FaultCode::unavailable,
        "host_left_alone",
        "The platform failed ten times within a minute and is left alone for a while.",
        "Tidemark asks every 30 seconds whether it is back; Sync now asks at once."};
}

} // namespace

LinkDriver::LinkDriver(HttpClient& http, Session& session, Random random, QObject* parent)
    : QObject(parent)
    , http_(http)
    , session_(session)
    , machine_(std::move(random))
    , socket_(http.reach())
    , poll_(http.reach())
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
    http_.onOutcome([this](const QUrl& url, bool hasFailed) { onOutcome(url, hasFailed); });
    connect(&poll_, &LivePoll::answered, this, &LinkDriver::onPolled);
    connect(&poll_, &LivePoll::failed, this, &LinkDriver::onPollFailed);
    connect(&poll_, &LivePoll::tokenRefused, &session_, &Session::doubt);
}

LinkDriver::~LinkDriver()
{
    http_.onOutcome({});
}

void LinkDriver::step(const LinkEvent& event)
{
    ++steps_;
    move(event);
}

void LinkDriver::move(const LinkEvent& event)
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
    } else if (std::holds_alternative<PollLive>(action)) {
        askLive();
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
    poll_.drop();
    facts_ = {};
    headCut_ = 0;
    isPollAnswered_ = false;
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

/// Requests of all parts, also of those that no machine decides about.
void LinkDriver::onOutcome(const QUrl& url, bool hasFailed)
{
    const QUrl& server = session_.server();
    const bool isOurs = url.host() == server.host() && url.port() == server.port();
    if (!isOurs || (!hasFailed && !machine_.isHostFailing()))
        return;
    const bool wasReachable = machine_.isReachable();
    move(hasFailed ? LinkEvent(HostFailed{}) : LinkEvent(HostAnswered{}));
    if (wasReachable && !machine_.isReachable())
        facts_.fault = leftAlone();
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

QCoro::Task<void> LinkDriver::askLive()
{
    const unsigned generation = generation_;
    const unsigned turn = ++pollTurn_;
    auto token = co_await session_.accessToken();
    if (generation != generation_ || turn != pollTurn_)
        co_return;
    if (!token)
        co_return step(LivePollFailed{});
    const live::PollRequest request{.headCut = headCut_, .channels = channels_.resume()};
    poll_.ask(session_.server(), std::move(*token), request);
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
    ++pollTurn_;
    poll_.drop();
    // A little before the session itself thinks the token too old to be given out.
    tokenTimer_.start(
        std::max(session_.accessLeft() - std::chrono::seconds(25), std::chrono::milliseconds(5'000))
    );
    step(SocketUp{});
    for (const auto& subscribe : channels_.resume())
        socket_.send(subscribe);
    headCut_ = welcome.headCut;
    Q_EMIT poked(welcome.headCut);
}

bool LinkDriver::isLive() const
{
    return socket_.isUp() || (isPollAnswered_ && machine_.state() == LinkState::onlinePoll);
}

void LinkDriver::tellStale(const std::string& channel, Timestamp since)
{
    Q_EMIT channelMessage(
        channel, boost::json::object{{"t", "stale"}, {"since", since.toString()}}
    );
}

void LinkDriver::tellIfSilent(bool wasLive)
{
    if (!wasLive || isLive())
        return;
    for (const auto& channel : channels_.names())
        tellStale(channel, Timestamp::now());
}

void LinkDriver::onDown(qint64 reconnectInMs)
{
    tokenTimer_.stop();
    step(SocketDown{reconnectInMs < 0 ? std::nullopt : std::optional<Millis>(reconnectInMs)});
    tellIfSilent(true); // Or it was tried beside the questions, which go on.
}

void LinkDriver::onPolled(const live::PollAnswer& answer)
{
    facts_.fault.reset();
    isPollAnswered_ = true;
    const bool isEmpty = answer.messages.empty() && answer.headCut == headCut_;
    if (answer.headCut != std::exchange(headCut_, answer.headCut))
        Q_EMIT poked(answer.headCut);
    std::optional<Millis> reconnectIn;
    for (const auto& message : answer.messages) {
        if (const auto* bye = std::get_if<live::Bye>(&message))
            reconnectIn = bye->reconnectInMs;
        else
            onMessage(message);
    }
    if (reconnectIn) // The platform ends; everybody comes back at another moment.
        return step(LivePollFailed{false, reconnectIn});
    step(LivePolled{isEmpty});
}

void LinkDriver::onPollFailed(const Fault& fault, qint64 retryAfterMs)
{
    const bool isUnreachable = fault.code == FaultCode::offline ||
                               fault.code == FaultCode::timedOut ||
                               fault.code == FaultCode::insecure;
    const bool wasLive = isLive();
    isPollAnswered_ = false;
    step(LivePollFailed{
        isUnreachable, retryAfterMs < 0 ? std::nullopt : std::optional<Millis>(retryAfterMs)});
    tellIfSilent(wasLive);
}

void LinkDriver::onMessage(const live::ServerMessage& message)
{
    if (const auto* poke = std::get_if<live::Poke>(&message)) {
        headCut_ = std::max(headCut_, poke->headCut);
        return Q_EMIT poked(poke->headCut);
    }
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
    if (!isLive())
        tellStale(channel, facts_.since.value_or(Timestamp::now()));
    if (machine_.state() == LinkState::onlinePoll)
        askLive(); // The question under way does not name it.
}

void LinkDriver::leave(const std::string& channel)
{
    if (const auto last = channels_.leave(channel))
        socket_.send(*last);
}

} // namespace tidemark::sync
