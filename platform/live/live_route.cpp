#include "platform/live/live_route.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"
#include "platform/http/router.hpp"
#include "platform/http/websocket.hpp"
#include "platform/live/live_poll.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

namespace asio = boost::asio;

constexpr auto tickEvery = std::chrono::seconds(15);

constexpr std::string_view badUpgrade =
    "HTTP/1.1 400 Bad Request\r\nSec-WebSocket-Version: 13\r\nConnection: close\r\n"
    "Content-Length: 0\r\n\r\n";
constexpr std::string_view foreignPage =
    "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

asio::awaitable<void> refuse(Wire wire, std::string_view answer)
{
    const std::array<asio::const_buffer, 1> words{asio::buffer(answer)};
    (void)co_await wire.write(words);
    wire.endSending();
}

/// Programs send no Origin. A browser does, and a page of somebody else does not come in, whatever
/// token it got hold of.
bool isOwnPage(const boost::beast::http::fields& head)
{
    namespace http = boost::beast::http;
    if (head.count(http::field::origin) == 0)
        return true;
    const std::string_view origin(
        head[http::field::origin].data(), head[http::field::origin].size()
    );
    const std::string_view host(head[http::field::host].data(), head[http::field::host].size());
    const std::size_t scheme = origin.find("://");
    const bool isWeb = origin.starts_with("https://") || origin.starts_with("http://");
    return head.count(http::field::origin) == 1 && isWeb && !host.empty() &&
           boost::beast::iequals(origin.substr(scheme + 3), host);
}

Response tooMany(std::string_view requestId)
{
    const Fault fault{
        FaultCode::full,
        "too_many_questions",
        "Too many of your questions for live news wait already.",
        "It is asked again by itself."};
    Response response = problem(fault, requestId);
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

asio::awaitable<Response>
poll(LiveServices services, std::shared_ptr<WaitingQuestions> waiting, const Request& request)
{
    const auto body = parseJson(request.body, limits::requestBytes);
    auto wanted = body ? live::readPollRequest(*body) : Result<live::PollRequest>(body.error());
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    const auto turn = waiting->enter(*request.actor);
    if (!turn)
        co_return tooMany(request.requestId);
    auto answer = co_await answerPoll(services, request.actor, std::move(*wanted));
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    co_return jsonText(200, std::move(*answer));
}

} // namespace

void addLiveRoute(Router& router, LiveServices services)
{
    auto handler = [services](WebSocketUpgrade upgrade, Request&) -> asio::awaitable<void> {
        namespace http = boost::beast::http;
        const std::string key(upgrade.head[http::field::sec_websocket_key]);
        const auto rest = upgrade.rest.data();
        std::string bytes(static_cast<const char*>(rest.data()), rest.size());
        // 16 bytes in base64.
        if (key.size() != 24 || upgrade.head[http::field::sec_websocket_version] != "13")
            return refuse(std::move(upgrade.wire), badUpgrade);
        if (!isOwnPage(upgrade.head))
            return refuse(std::move(upgrade.wire), foreignPage);
        return serveLive(std::move(upgrade.wire), key, std::move(bytes), services);
    };
    router.addWebSocket("/api/v1/live", handler);
    const auto waiting = std::make_shared<WaitingQuestions>();
    const auto polled = [services, waiting](Request& request) {
        return poll(services, waiting, request);
    };
    router.add(Method::post, "live/poll", Access::signedIn(), polled);
}

asio::awaitable<void> tickHub(Hub& hub)
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        timer.expires_after(tickEvery);
        co_await timer.async_wait(asio::use_awaitable);
        hub.tick(LiveClock::now());
    }
}

std::chrono::milliseconds reconnectTime(std::size_t clients)
{
    constexpr std::size_t perSecond = 25;
    const auto seconds = std::clamp<std::size_t>(clients / perSecond, 1, 60);
    return std::chrono::seconds(seconds);
}

void sayGoodbye(Hub& hub, std::chrono::milliseconds reconnectWithin)
{
    hub.sendLastToAll([reconnectWithin](SubscriberId number) {
        // Spread evenly: the golden ratio leaves no two of many close to each other.
        const auto part = (number * 0x9E3779B97F4A7C15ULL) >> 40;
        const auto wait =
            reconnectWithin.count() * static_cast<std::int64_t>(part) / (std::int64_t(1) << 24);
        return textFrame(
            R"({"t":"bye","code":"restarting","reconnectInMs":)" + std::to_string(wait) + '}'
        );
    });
}

} // namespace tidemark::platform
