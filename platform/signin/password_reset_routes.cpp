#include "platform/signin/password_reset_routes.hpp"

#include "models/core/json_reader.hpp"
#include "platform/limits/retry_after.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <spdlog/spdlog.h>

namespace tidemark::platform {
namespace {

constexpr std::size_t shortText = 254;
constexpr int asksPerMinute = 5;
constexpr int redeemsPerMinute = 10;
constexpr int mostAtOnce = 32; ///< Mails being prepared; more asks are told to come back.

Fault tooOften(std::chrono::milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return Fault{
        FaultCode::full,
        "too_many_attempts",
        "There were too many attempts.",
        "Wait " + std::to_string(seconds) + " seconds, then try again."};
}

class ResetRoutes : public std::enable_shared_from_this<ResetRoutes> {
public:
    ResetRoutes(Database& database, PasswordResets& resets, TurnTaker& turns)
        : database_(database)
        , resets_(resets)
        , turns_(turns)
    {
    }

    /// Answered before anything is looked up, so that neither words nor time tell who is there.
    asio::awaitable<Response> forgot(Request& request)
    {
        auto body = request.jsonBody();
        if (!body)
            co_return problem(body.error(), request.requestId);
        const boost::json::value value(std::move(*body));
        JsonReader in(value, "forgotten password");
        Wish wish;
        wish.tenant = in.text("tenant", shortText);
        wish.login = in.text("login", shortText);
        wish.address = request.remoteAddress;
        if (in.fault())
            co_return problem(*in.fault(), request.requestId);
        TurnLimit limit;
        limit.most = asksPerMinute;
        auto wait = co_await turns_.take("forgot " + request.remoteAddress, limit);
        if (!wait)
            co_return problem(wait.error(), request.requestId);
        if (wait->count() > 0 || going_ >= mostAtOnce)
            co_return refused(request, std::max(*wait, std::chrono::milliseconds(1000)));
        ++going_;
        asio::co_spawn(
            database_.executor(), carryOut(shared_from_this(), std::move(wish)), asio::detached
        );
        co_return json(202, boost::json::object());
    }

    asio::awaitable<Response> redeem(Request& request)
    {
        auto body = request.jsonBody();
        if (!body)
            co_return problem(body.error(), request.requestId);
        const boost::json::value value(std::move(*body));
        JsonReader in(value, "new password");
        std::string code = in.text("code", shortText);
        Secret password(in.text("password"));
        if (in.fault())
            co_return problem(*in.fault(), request.requestId);
        TurnLimit limit;
        limit.most = redeemsPerMinute;
        auto wait = co_await turns_.take("redeem " + request.remoteAddress, limit);
        if (!wait)
            co_return problem(wait.error(), request.requestId);
        if (wait->count() > 0)
            co_return refused(request, *wait);
        AuditOrigin origin = AuditOrigin::of(request);
        auto done =
            co_await resets_.redeem(std::move(code), std::move(password), std::move(origin));
        if (!done)
            co_return refusal(done.error(), request.requestId);
        co_return noContent();
    }

private:
    struct Wish {
        std::string tenant = {};
        std::string login = {};
        std::string address = {};
    };

    static Response refused(const Request& request, std::chrono::milliseconds wait)
    {
        return refusal(tooOften(wait), request.requestId, wait);
    }

    static asio::awaitable<void> carryOut(std::shared_ptr<ResetRoutes> self, Wish wish)
    {
        const auto asked = co_await self->resets_.ask(
            std::move(wish.tenant), std::move(wish.login), std::move(wish.address)
        );
        --self->going_;
        if (!asked)
            spdlog::warn("a mail for a new password was not queued: {}", asked.error().reason);
    }

    Database& database_;
    PasswordResets& resets_;
    TurnTaker& turns_;
    int going_ = 0;
};

} // namespace

void addPasswordResetRoutes(
    Router& router, Database& database, PasswordResets& resets, TurnTaker& turns
)
{
    const auto routes = std::make_shared<ResetRoutes>(database, resets, turns);
    router.add(Method::post, "auth/forgot", Access::anyone(), [routes](Request& request) {
        return routes->forgot(request);
    });
    router.add(Method::post, "auth/reset", Access::anyone(), [routes](Request& request) {
        return routes->redeem(request);
    });
}

} // namespace tidemark::platform
