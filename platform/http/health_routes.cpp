#include "platform/http/server.hpp"
#include "platform/telemetry/health.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace tidemark::platform {
namespace {

boost::asio::awaitable<Response> readiness(const Health& health, Request& request)
{
    const std::vector<FailingPart> failing = co_await health.failingParts();
    if (failing.empty())
        co_return jsonText(200, R"({"ready":true})");
    boost::json::array parts;
    std::string names;
    for (const FailingPart& part : failing) {
        names += (names.empty() ? "" : ", ") + part.name;
        boost::json::object one;
        one["name"] = part.name;
        one["reason"] = part.fault.reason;
        one["detail"] = part.fault.cause;
        one["nextStep"] = part.fault.nextStep;
        parts.push_back(std::move(one));
    }
    boost::json::object members;
    members["ready"] = false;
    members["parts"] = std::move(parts);
    const Fault fault{
        FaultCode::unavailable,
        "not_ready",
        "Not ready: " + names + ".",
        "Wait a moment, or look at the named part."};
    co_return problem(fault, request.requestId, members);
}

} // namespace

void addHealthRoutes(Router& router, const Health& health, Metrics& metrics)
{
    auto alive = [](Request&) -> boost::asio::awaitable<Response> {
        co_return jsonText(200, R"({"alive":true})");
    };
    router.add(Method::get, "/healthz", Access::anyone(), alive);
    auto ready = [&health](Request& request) { return readiness(health, request); };
    router.add(Method::get, "/readyz", Access::anyone(), ready);
    auto figures = [&metrics](Request&) -> boost::asio::awaitable<Response> {
        Response response = jsonText(200, metrics.text());
        response.contentType = "text/plain; version=0.0.4; charset=utf-8";
        co_return response;
    };
    router.add(Method::get, "/metrics", Access::anyone(), figures);
}

} // namespace tidemark::platform
