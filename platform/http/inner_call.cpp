#include "platform/http/inner_call.hpp"

#include <utility>

namespace tidemark::platform {
namespace {

std::optional<Fault> refusalAt(const Route& route, const Request& request)
{
    if (route.access.kind == Access::Kind::anyone)
        return std::nullopt;
    if (!request.actor)
        return Fault{
            FaultCode::unauthenticated,
            "token_missing",
            "You are not signed in.",
            "Sign in, then try again."};
    if (request.actor->owes() > route.access.leniency)
        return owedFault(request.actor->owes());
    if (!route.access.admits(*request.actor))
        return Fault{
            FaultCode::forbidden,
            "permission_missing",
            "You may not do this: it needs " + route.access.permission + ".",
            "Ask an administrator for access."};
    return std::nullopt;
}

/// The request is reported after the call, by the path that was sent.
class PathForNow {
public:
    PathForNow(Request& request, std::string_view path)
        : request_(request)
        , sent_(std::exchange(request.path, path))
    {
    }
    ~PathForNow() { request_.path = sent_; }
    PathForNow(const PathForNow&) = delete;
    PathForNow& operator=(const PathForNow&) = delete;

private:
    Request& request_;
    std::string_view sent_;
};

} // namespace

asio::awaitable<Response>
answerAs(const Router& router, Request& request, std::string path, Admission* admission)
{
    const PathForNow forNow(request, path);
    const Router::Match match = router.match(request);
    if (!match.route) {
        const Fault nowhere{
            FaultCode::notFound,
            "no_such_route",
            "There is nothing at this address.",
            "Check the address."};
        co_return problem(nowhere, request.requestId);
    }
    if (admission && !admission->admitsAtOnce(*match.route, request)) {
        auto refusal = co_await admission->judge(*match.route, request);
        if (refusal)
            co_return std::move(*refusal);
    }
    if (const auto refused = refusalAt(*match.route, request))
        co_return problem(*refused, request.requestId);
    co_return co_await match.route->handler(request);
}

} // namespace tidemark::platform
