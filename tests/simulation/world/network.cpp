// Requests on their way, at the platform, and back.
#include "tests/simulation/world/world.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <array>

namespace tidemark::sim {
namespace {

constexpr Millis answerWithin = 30'000;
constexpr Millis lockTimeout = 2'000;
constexpr std::size_t answersKept = 12;

const char* nameOf(const Request& request)
{
    constexpr std::array names{
        "probe",
        "session",
        "page",
        "pull",
        "push",
        "results",
        "digest",
        "keys",
        "fetch",
        "receipts"};
    return names[static_cast<std::size_t>(request.kind)];
}

Reply refusal(int status, FaultCode code, std::string reason)
{
    return {.status = status, .fault = {code, reason, reason, ""}};
}

} // namespace

struct World::Exchange {
    AgentNumber agent = 0;
    UserNumber user = 0;
    unsigned platformLife = 0;
    Request request = {};
    Answered answered = {};
    bool isOver = false;
    bool isTwin = false; ///< The copy that the network made: nobody waits for its answer.
};

Millis World::delay()
{
    return dice_.between(1, climate_.delayMost);
}

void World::send(AgentNumber agent, Request request, Answered answered)
{
    Device& device = devices_[static_cast<std::size_t>(agent)];
    auto exchange = std::make_shared<Exchange>();
    exchange->agent = agent;
    exchange->user = device.agent->user();
    exchange->request = std::move(request);
    exchange->answered = std::move(answered);
    const auto giveUp = [this, exchange] {
        if (std::exchange(exchange->isOver, true))
            return;
        if (trace_)
            note(exchange->agent, "hears nothing of its " + std::string(nameOf(exchange->request)));
        exchange->answered(std::nullopt);
    };
    if (!device.isPlugged)
        return after(dice_.chance(50) ? 1 : 5'000, giveUp);
    after(answerWithin, giveUp);
    if (device.isMute)
        return;
    if (!dice_.chance(climate_.lossPercent))
        after(delay(), [this, exchange] { arrive(exchange); });
    if (dice_.chance(climate_.doublingPercent)) {
        auto twin = std::make_shared<Exchange>(*exchange);
        twin->isTwin = true;
        after(delay() + dice_.between(0, 3'000), [this, twin] { arrive(twin); });
    }
}

void World::arrive(const ExchangePointer& exchange)
{
    const Device& device = devices_[static_cast<std::size_t>(exchange->agent)];
    exchange->platformLife = platformLife_;
    const auto kind = exchange->request.kind;
    if (kind == Request::Kind::probe)
        return answer(exchange, {});
    if (isBusy_)
        return answer(exchange, refusal(503, FaultCode::unavailable, "busy"));
    if (!device.hasToken)
        return answer(exchange, refusal(401, FaultCode::unauthenticated, "token_expired"));
    switch (kind) {
    case Request::Kind::session:
        return handleSession(exchange);
    case Request::Kind::page: {
        const std::int64_t head = platform_.state().headCut();
        Reply page = platform_.page(exchange->user, exchange->request.page);
        if (platform_.state().headCut() > head)
            cutMade();
        return answer(exchange, std::move(page));
    }
    case Request::Kind::pull:
        return handlePull(exchange);
    case Request::Kind::push:
        if (isOutdated_)
            return answer(exchange, refusal(426, FaultCode::unsupported, "upgrade_required"));
        return handlePush(exchange);
    case Request::Kind::results: {
        const auto& asked = exchange->request;
        return answer(exchange, platform_.results(exchange->user, asked.client, asked.from));
    }
    case Request::Kind::digest:
    case Request::Kind::keys:
    case Request::Kind::fetch:
        return handleRepair(exchange);
    case Request::Kind::receipts:
        return answer(exchange, {.status = 204});
    case Request::Kind::probe:
        return;
    }
}

void World::handleRepair(const ExchangePointer& exchange)
{
    const auto body = boost::json::parse(exchange->request.body);
    const std::int64_t head = platform_.state().headCut();
    Reply reply;
    if (exchange->request.kind == Request::Kind::digest)
        reply = platform_.digest(exchange->user, *readDigestRequest(body));
    else if (exchange->request.kind == Request::Kind::keys)
        reply = platform_.keys(exchange->user, *readKeysRequest(body));
    else
        reply = platform_.fetch(exchange->user, *readFetchRequest(body));
    if (platform_.state().headCut() > head)
        cutMade();
    answer(exchange, std::move(reply));
}

void World::handleSession(const ExchangePointer& exchange)
{
    auto request = *readSessionRequest(boost::json::parse(exchange->request.body));
    if (!request.clientId) {
        Uuid id;
        id.bytes[0] = 0xc1;
        id.bytes[6] = 0x70;
        id.bytes[8] = 0x80;
        id.bytes[15] = static_cast<std::uint8_t>(++lastClient_);
        request.clientId = id.toString();
    }
    const auto kept = platform_.keepClient(exchange->user, request);
    if (!kept)
        return answer(exchange, {.status = 409, .fault = kept.error()});
    after(dice_.between(0, 20), [this, exchange, request, lastMid = *kept] {
        if (exchange->platformLife != platformLife_)
            return;
        const std::int64_t head = platform_.state().headCut();
        Reply opened = platform_.session(exchange->user, request, lastMid);
        if (platform_.state().headCut() > head)
            cutMade();
        answer(exchange, std::move(opened));
    });
}

void World::handlePull(const ExchangePointer& exchange)
{
    const auto request = readPullRequest(boost::json::parse(exchange->request.body));
    const auto begun = platform_.beginPull(exchange->user, *request);
    if (!begun) {
        const int status = begun.error().reason == "cursor_too_old" ? 410 : 409;
        return answer(exchange, {.status = status, .fault = begun.error()});
    }
    auditor_.served(request->cursor);
    after(dice_.between(0, 30), [this, exchange, pull = *begun] {
        if (exchange->platformLife == platformLife_)
            answer(exchange, platform_.finishPull(pull));
    });
}

void World::handlePush(const ExchangePointer& exchange)
{
    const auto request = readPushRequest(boost::json::parse(exchange->request.body));
    if (!request)
        return answer(exchange, {.status = 400, .fault = request.error()});
    auto push = std::make_shared<PushRequest>(*request);
    exchange->request.body.clear(); // From here on: the answer.
    after(0, [this, exchange, push] { pushOn(exchange, push, 0, 0); });
}

void World::pushOn(
    const ExchangePointer& exchange,
    const std::shared_ptr<PushRequest>& push,
    std::size_t next,
    int patience
)
{
    if (exchange->platformLife != platformLife_)
        return;
    const auto finish = [&](const Reply& trouble) {
        if (next == 0)
            return answer(exchange, trouble);
        PushAnswer told{.lastMid = platform_.lastMidOf(push->clientId)};
        boost::system::error_code failed;
        const auto earlier = boost::json::parse("[" + exchange->request.body + "]", failed);
        for (const auto& one : earlier.as_array())
            told.results.push_back(*readPushResult(one));
        answer(exchange, {.body = boost::json::serialize(toJson(told))});
    };
    if (next == push->mutations.size())
        return finish({.body = boost::json::serialize(toJson(PushAnswer{}))});
    if (dice_.chance(climate_.abortPercent))
        return finish(refusal(503, FaultCode::unavailable, "aborted"));
    auto outcome = platform_.applyMutation(exchange->user, *push, push->mutations[next]);
    if (!outcome) {
        if (patience * 40 > lockTimeout)
            return finish(refusal(503, FaultCode::unavailable, "lock_timeout"));
        return after(40, [this, exchange, push, next, patience] {
            pushOn(exchange, push, next, patience + 1);
        });
    }
    if (!*outcome) {
        Reply trouble{.status = 409, .fault = outcome->error()};
        trouble.lastMid = platform_.lastMidOf(push->clientId);
        return finish(trouble);
    }
    changed();
    const PushResult& result = **outcome;
    say("platform: " + push->mutations[next].name + " of agent " + std::to_string(exchange->agent) +
        " as " + std::to_string(result.mid) + ": " + std::string(nameOf(result.status)) + " " +
        result.code);
    std::string& told = exchange->request.body;
    told += (told.empty() ? "" : ",") + boost::json::serialize(toJson(result));
    after(0, [this, exchange, push, next] { pushOn(exchange, push, next + 1, 0); });
}

void World::answer(const ExchangePointer& exchange, Reply reply)
{
    if (exchange->isTwin || dice_.chance(climate_.lossPercent))
        return;
    after(delay(), [this, exchange, reply = std::move(reply)] { deliver(exchange, reply); });
}

void World::deliver(const ExchangePointer& exchange, Reply reply)
{
    Device& device = devices_[static_cast<std::size_t>(exchange->agent)];
    if (!device.isPlugged || device.isDeaf || std::exchange(exchange->isOver, true))
        return;
    if (trace_ && !reply.isSuccess())
        note(
            exchange->agent,
            "has its " + std::string(nameOf(exchange->request)) + " refused: " + reply.fault.reason
        );
    if (reply.status == 401) { // The session of the agent ends, whatever asked.
        device.agent->setSignedIn(false);
        if (device.hasToken) // It was of the session before; the person signs in once more.
            after(1'000, [&device] { device.agent->setSignedIn(device.hasToken); });
        return;
    }
    const bool isPull = exchange->request.kind == Request::Kind::pull;
    const bool isPage = exchange->request.kind == Request::Kind::page;
    if (reply.isSuccess() && (isPull || isPage)) {
        auto& kept = isPull ? device.pulls : device.pages;
        // A page does not say of which past it is: no agent waits for one across a new session.
        if (isPull || exchange->platformLife == platformLife_)
            kept.push_back(reply.body);
        if (kept.size() > answersKept)
            kept.pop_front();
        if (std::exchange(device.damagesNext, false))
            reply.body = damaged(reply.body);
    }
    exchange->answered(reply);
}

std::string World::damaged(const std::string& frames)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < frames.size();) {
        const std::size_t end = std::min(frames.find('\n', at), frames.size() - 1);
        lines.push_back(frames.substr(at, end - at + 1));
        at = end + 1;
    }
    // Rows are lost on the way, or the end is missing.
    std::size_t gone = lines.size() - 1;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool isRows =
            lines[i].starts_with(R"({"f":"rows")") || lines[i].starts_with(R"({"f":"gone")");
        if (isRows && dice_.chance(50))
            gone = i;
    }
    std::string rest;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i != gone)
            rest += lines[i];
    }
    return rest;
}

void World::changed()
{
    if (std::exchange(isSequencing_, true))
        return;
    after(isCalm_ ? 1 : dice_.between(0, 250), [this, life = platformLife_] {
        isSequencing_ = false;
        if (platform_.sequence())
            cutMade();
        if (!platform_.state().pending.empty())
            changed();
    });
}

void World::cutMade()
{
    auditor_.sequenced();
    say("platform: cut " + std::to_string(platform_.state().headCut()));
    for (Device& device : devices_) {
        if (!device.isSocketUp || !device.isPlugged || dice_.chance(climate_.lostPokePercent))
            continue;
        // Doubled ones, and each at its own time: a later one may come first.
        const int times = dice_.chance(climate_.doublingPercent) ? 2 : 1;
        for (int i = 0; i < times; ++i) {
            after(delay(), [&device, head = platform_.state().headCut(), socket = device.socket] {
                if (device.isSocketUp && !device.isDeaf && socket == device.socket)
                    device.agent->poked(head);
            });
        }
    }
}

void World::openSocket(AgentNumber number)
{
    Device& device = devices_[static_cast<std::size_t>(number)];
    const unsigned socket = ++device.socket;
    device.isSocketUp = false;
    after(delay(), [this, &device, socket] {
        if (socket != device.socket)
            return;
        const bool isCut = !device.isPlugged || device.isDeaf || device.isMute;
        if (isCut || !device.hasToken || dice_.chance(climate_.lossPercent)) {
            ++device.socket;
            return device.agent->socketDown();
        }
        device.isSocketUp = true;
        device.agent->socketUp(platform_.state().headCut());
    });
}

void World::closeSocket(AgentNumber number)
{
    Device& device = devices_[static_cast<std::size_t>(number)];
    ++device.socket;
    device.isSocketUp = false;
}

void World::loseSocket(AgentNumber number)
{
    Device& device = devices_[static_cast<std::size_t>(number)];
    const unsigned socket = device.socket;
    // Two heartbeats are missed before anybody notices.
    after(dice_.between(0, 40'000), [&device, socket] {
        if (socket != device.socket || !device.isSocketUp)
            return;
        ++device.socket;
        device.isSocketUp = false;
        device.agent->socketDown();
    });
}

} // namespace tidemark::sim
