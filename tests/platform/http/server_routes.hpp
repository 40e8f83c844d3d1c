// The routes and tokens that the HTTP server is tested with.
#pragma once

#include "platform/http/server.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>

namespace tidemark::platform::test {

/// How many requests of the slow route have begun.
inline std::atomic<int>& slowRequests()
{
    static std::atomic<int> begun = 0;
    return begun;
}

/// How many requests of the route that takes too long have come to their end.
inline std::atomic<int>& stuckRequestsEnded()
{
    static std::atomic<int> ended = 0;
    return ended;
}

/// Knows two tokens: one of a reader, one of a guest without permissions.
class TwoTokens final : public Authenticator {
public:
    asio::awaitable<Result<ActorPointer>> actorOf(std::string_view token) override
    {
        if (token != "reader" && token != "guest")
            co_return Fault{FaultCode::unauthenticated, "token_forged", "No.", "Sign in."};
        auto actor = std::make_shared<Actor>();
        actor->userId = Uuid::make();
        if (token == "reader")
            actor->permissions = PermissionSet({"report:*"});
        co_return ActorPointer(actor);
    }

    ActorPointer knownActor(std::string_view) override { return nullptr; }
};

struct Answer {
    int status = 0;
    std::string head = {};
    std::string body = {};
};

inline void addTestRoutes(Router& router)
{
    auto echo = [](Request& request) -> asio::awaitable<Response> {
        auto body = request.jsonBody();
        if (!body)
            co_return problem(body.error(), request.requestId);
        co_return json(200, *body);
    };
    router.add(Method::post, "echo", Access::anyone(), echo);
    auto show = [](Request& request) -> asio::awaitable<Response> {
        co_return jsonText(
            200,
            "\"" + std::string(request.pathParam("id")) + "/" +
                std::string(request.query("page").value_or("-")) + "\""
        );
    };
    router.add(Method::get, "things/{id}", Access::to("report:read"), show);
    auto special = [](Request&) -> asio::awaitable<Response> { co_return jsonText(200, "1"); };
    router.add(Method::get, "things/special", Access::signedIn(), special);
    router.add(Method::get, "admin", Access::to("user:update"), special);
    auto inject = [](Request&) -> asio::awaitable<Response> {
        Response response = jsonText(200, "{}");
        response.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b");
        co_return response;
    };
    router.add(Method::get, "inject", Access::anyone(), inject);
    auto throws = [](Request& request) -> asio::awaitable<Response> {
        if (request.path.empty())
            co_return noContent();
        throw std::runtime_error("secret of ours");
    };
    router.add(Method::get, "throws", Access::anyone(), throws);
    auto lines = [](Request&) -> asio::awaitable<Response> {
        auto left = std::make_shared<int>(3);
        BodyProducer producer = [left]() -> asio::awaitable<Result<std::string>> {
            if (*left == 0)
                co_return std::string();
            co_return "{\"n\":" + std::to_string((*left)--) + "}\n";
        };
        co_return stream(std::move(producer));
    };
    router.add(Method::get, "lines", Access::anyone(), lines);
    auto broken = [](Request&) -> asio::awaitable<Response> {
        auto left = std::make_shared<int>(1);
        BodyProducer producer = [left]() -> asio::awaitable<Result<std::string>> {
            if ((*left)-- == 1)
                co_return std::string("half");
            co_return Fault{FaultCode::unavailable, "gone", "", ""};
        };
        co_return stream(std::move(producer));
    };
    router.add(Method::get, "broken", Access::anyone(), broken);
    auto slow = [](Request&) -> asio::awaitable<Response> {
        slowRequests().fetch_add(1);
        asio::steady_timer timer(
            co_await asio::this_coro::executor, std::chrono::milliseconds(400)
        );
        co_await timer.async_wait(asio::use_awaitable);
        co_return jsonText(200, "\"late\"");
    };
    router.add(Method::get, "slow", Access::anyone(), slow);
    auto stuck = [](Request&) -> asio::awaitable<Response> {
        asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::seconds(4));
        co_await timer.async_wait(asio::use_awaitable);
        stuckRequestsEnded().fetch_add(1);
        co_return jsonText(200, "\"never\"");
    };
    router.add(Method::get, "stuck", Access::anyone(), stuck);
}

} // namespace tidemark::platform::test
