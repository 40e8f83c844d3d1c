#include "platform/apikeys/key_gate.hpp"

#include "platform/identity/actor_key.hpp"

namespace tidemark::platform {
namespace {

/// Routes that need no permission are about the person: their password, their sessions, their
/// copy of the data.
std::optional<Fault> refusalAt(const Route& route, const Request& request)
{
    if (!request.actor->key->isAllowedFrom(request.remoteAddress))
        return Fault{
            FaultCode::forbidden,
            "address_not_allowed",
            "This API key may not be used from " + request.remoteAddress + ".",
            "Use it from one of its addresses, or have this one added."};
    if (route.access.kind == Access::Kind::signedIn)
        return Fault{
            FaultCode::forbidden,
            "not_for_keys",
            "This is for people who signed in, not for programs with a key.",
            "Use an access token."};
    return std::nullopt;
}

} // namespace

bool KeyGate::admitsAtOnce(const Route& route, const Request& request)
{
    const bool isWithKey = request.actor && request.actor->key;
    return !isWithKey && next_.admitsAtOnce(route, request);
}

asio::awaitable<std::optional<Response>> KeyGate::judge(const Route& route, const Request& request)
{
    if (!request.actor || !request.actor->key)
        co_return co_await next_.judge(route, request);
    std::optional<Response> refusal;
    if (const auto fault = refusalAt(route, request))
        refusal = problem(*fault, request.requestId);
    else
        refusal = co_await next_.judge(route, request);
    KeyUse use;
    use.endpoint = std::string(nameOf(route.method)) + ' ' + route.pattern;
    use.address = request.remoteAddress;
    use.isRefused = refusal || !route.access.admits(*request.actor);
    usage_.count(*request.actor, std::move(use));
    co_return refusal;
}

} // namespace tidemark::platform
