// Probing a platform.
#include "sync/session/about.hpp"

#include "models/protocol/limits.hpp"
#include "sync/session/network_faults.hpp"
#include "sync/session/server_address.hpp"

namespace tidemark::sync {
namespace {

namespace json = boost::json;

std::string lowered(std::string text)
{
    for (char& c : text)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return text;
}

Fault versionsApart(bool platformIsOlder)
{
    return Fault{
        FaultCode::unsupported,
        "protocol_unsupported",
        platformIsOlder ? "The platform is too old for this Tidemark."
                        : "This Tidemark is too old for the platform.",
        platformIsOlder ? "Ask the operator of the server to update it."
                        : "Update Tidemark on this computer. Unsent changes are kept."};
}

Result<void> checkVersions(const json::object& body)
{
    const auto* protocol = body.if_contains("protocol");
    if (!protocol || !protocol->is_object())
        return {};
    const auto* least = protocol->get_object().if_contains("min");
    const auto* most = protocol->get_object().if_contains("max");
    if (least && least->is_int64() && least->get_int64() > limits::syncProtocol)
        return versionsApart(false);
    if (most && most->is_int64() && most->get_int64() < limits::syncProtocolLeast)
        return versionsApart(true);
    return {};
}

} // namespace

QCoro::Task<Result<About>>
askAbout(HttpClient& http, QUrl server, std::optional<std::int64_t>* retryAfterMs)
{
    HttpRequest request;
    request.url = below(server, QStringLiteral("/api/v1/about"));
    request.answerBytesMax = 64 * 1024;
    request.silenceMax = std::chrono::milliseconds(8'000);
    request.totalMax = std::chrono::milliseconds(15'000);
    const auto answer = co_await http.send(std::move(request));
    if (!answer)
        co_return answer.error();
    if (retryAfterMs)
        *retryAfterMs = answer->retryAfterMs;
    if (!answer->isSuccess()) {
        const auto fault = faultOf(*answer);
        if (fault.reason == "captive_portal")
            co_return captivePortal(server.host());
        co_return fault.reason == "not_tidemark" ? notTidemark(server.host()) : fault;
    }
    const auto value = jsonOf(*answer);
    if (!value)
        co_return value.error().reason == "captive_portal" ? captivePortal(server.host())
                                                           : notTidemark(server.host());
    const auto* body = value->if_object();
    const auto* product = body ? body->if_contains("product") : nullptr;
    const auto* time = body ? body->if_contains("serverTime") : nullptr;
    const bool isOurs = product && product->is_string() && time && time->is_string() &&
                        lowered(product->get_string().c_str()).starts_with("tidemark");
    if (!isOurs)
        co_return notTidemark(server.host());
    if (auto fits = checkVersions(*body); !fits)
        co_return fits.error();
    const auto serverTime = Timestamp::parse(time->get_string().c_str());
    if (!serverTime)
        co_return notTidemark(server.host());
    About about{*body, *serverTime, 0, static_cast<int>(answer->took.count())};
    const auto heard = Timestamp::now().micros - answer->took.count() * 500;
    about.clockSkewSeconds = (heard - serverTime->micros) / 1'000'000;
    co_return about;
}

} // namespace tidemark::sync
