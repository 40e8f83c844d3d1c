#include "platform/limits/limits.hpp"

#include "platform/identity/actor_key.hpp"
#include "platform/limits/retry_after.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::string_view heavyRoutes[] = {
    "/api/v1/audit/verify",
    "/api/v1/audit/export",
    "/api/v1/report-definitions/{id}/run",
    "/api/v1/connectors/{id}/test",
    "/api/v1/compliance-reports/{id}/submit"};

/// What desks do by themselves has bounds of its own; sign-in is limited where it is tried.
constexpr std::string_view freePrefixes[] = {
    "/api/v1/sync/", "/api/v1/live/", "/api/v1/auth/", "/api/v1/about", "/api/v1/blobs"};

Response tooMany(std::chrono::milliseconds wait, std::string_view requestId)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    const Fault fault{
        FaultCode::full,
        "too_many_requests",
        "There were too many requests within a minute.",
        "Wait " + std::to_string(seconds) + " seconds, then try again."};
    return refusal(fault, requestId, wait);
}

} // namespace

Limits::Limits(TurnTaker& turns, Sessions& sessions, LimitSettings settings)
    : turns_(turns)
    , sessions_(sessions)
    , settings_(settings)
{
}

Limits::Kind Limits::kindOf(const Route& route)
{
    const auto known = kinds_.find(&route);
    if (known != kinds_.end())
        return known->second;
    Kind kind = Kind::general;
    const std::string_view pattern = route.pattern;
    const auto begins = [pattern](std::string_view prefix) { return pattern.starts_with(prefix); };
    const bool isFree = std::any_of(std::begin(freePrefixes), std::end(freePrefixes), begins);
    if (isFree || !pattern.starts_with("/api/"))
        kind = Kind::free;
    else if (std::count(std::begin(heavyRoutes), std::end(heavyRoutes), pattern) > 0)
        kind = Kind::heavy;
    kinds_.emplace(&route, kind);
    return kind;
}

int Limits::mostOf(Kind kind) const
{
    return kind == Kind::heavy ? settings_.heavy : kind == Kind::general ? settings_.general : 0;
}

bool Limits::admitsAtOnce(const Route& route, const Request& request)
{
    if (request.actor && !request.header("X-Background"))
        sessions_.noteActivity(*request.actor);
    if (settings_.general == 0 && settings_.heavy == 0)
        return true;
    return mostOf(kindOf(route)) == 0;
}

asio::awaitable<std::optional<Response>> Limits::judge(const Route& route, const Request& request)
{
    const Kind kind = kindOf(route);
    const Actor* actor = request.actor.get();
    if (actor && actor->key) {
        std::string key = "key " + actor->key->id.toString();
        auto refusal = co_await takeTurn(request, std::move(key), actor->key->ratePerMinute);
        if (refusal || kind != Kind::heavy)
            co_return refusal;
    }
    std::string key = kind == Kind::heavy ? "heavy " : "general ";
    if (actor)
        key += std::to_string(actor->tenancy.tenant) + ' ' + actor->userId.toString();
    else
        key += request.remoteAddress;
    co_return co_await takeTurn(request, std::move(key), mostOf(kind));
}

asio::awaitable<std::optional<Response>>
Limits::takeTurn(const Request& request, std::string key, int most)
{
    if (most == 0)
        co_return std::nullopt;
    TurnLimit limit;
    limit.most = most;
    auto wait = co_await turns_.take(std::move(key), limit);
    if (!wait) {
        spdlog::warn("a request was not counted: {}", wait.error().reason);
        co_return std::nullopt; // The handler will find out about the database by itself.
    }
    if (wait->count() == 0)
        co_return std::nullopt;
    co_return tooMany(*wait, request.requestId);
}

} // namespace tidemark::platform
