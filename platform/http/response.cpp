#include "platform/http/response.hpp"

#include <boost/json/serialize.hpp>
#include <spdlog/spdlog.h>

namespace tidemark::platform {
namespace {

std::string_view titleOf(FaultCode code)
{
    switch (code) {
    case FaultCode::invalid:
        return "Not valid";
    case FaultCode::notFound:
        return "Not found";
    case FaultCode::forbidden:
        return "Not allowed";
    case FaultCode::conflict:
        return "Conflict";
    case FaultCode::unauthenticated:
        return "Sign-in needed";
    case FaultCode::tooLarge:
        return "Too large";
    case FaultCode::full:
        return "Too many requests";
    case FaultCode::unsupported:
        return "Not supported";
    case FaultCode::unavailable:
    case FaultCode::offline:
        return "Not available";
    case FaultCode::timedOut:
        return "Took too long";
    case FaultCode::internal:
    case FaultCode::corrupt:
    case FaultCode::locked:
    case FaultCode::insecure:
        return "Internal error";
    }
    return "Internal error";
}

bool isSecretOfOurs(FaultCode code)
{
    return code == FaultCode::internal || code == FaultCode::corrupt;
}

Response
problemWith(const Fault& fault, std::string_view requestId, int status, boost::json::object members)
{
    // What stands behind the colon, a constraint's name, is for code and not for the wire.
    const std::string_view reason =
        std::string_view(fault.reason).substr(0, fault.reason.find(':'));
    members["type"] = "about:blank";
    members["title"] = titleOf(fault.code);
    members["status"] = status;
    members["code"] = nameOf(fault.code);
    members["reason"] = reason;
    members["detail"] = fault.cause;
    members["nextStep"] = fault.nextStep;
    members["requestId"] = requestId;
    if (isSecretOfOurs(fault.code)) {
        spdlog::error("request {}: {}: {}", requestId, fault.reason, fault.cause);
        members["detail"] = "Something went wrong inside Tidemark.";
        members["nextStep"] = "Try again; if it stays, tell an administrator the request id.";
    }
    Response response;
    response.status = status;
    response.contentType = "application/problem+json";
    response.body = boost::json::serialize(members);
    return response;
}

} // namespace

int statusOf(FaultCode code)
{
    switch (code) {
    case FaultCode::invalid:
        return 400;
    case FaultCode::notFound:
        return 404;
    case FaultCode::forbidden:
        return 403;
    case FaultCode::conflict:
        return 409;
    case FaultCode::unauthenticated:
        return 401;
    case FaultCode::tooLarge:
        return 413;
    case FaultCode::full:
        return 429;
    case FaultCode::unsupported:
        return 426;
    case FaultCode::unavailable:
    case FaultCode::offline:
        return 503;
    case FaultCode::timedOut:
        return 504;
    case FaultCode::internal:
    case FaultCode::corrupt:
    case FaultCode::locked:
    case FaultCode::insecure:
        return 500;
    }
    return 500;
}

Response jsonText(int status, std::string text)
{
    Response response;
    response.status = status;
    response.body = std::move(text);
    return response;
}

Response json(int status, const boost::json::value& value)
{
    return jsonText(status, boost::json::serialize(value));
}

Response noContent()
{
    Response response;
    response.status = 204;
    response.contentType.clear();
    return response;
}

Response stream(BodyProducer producer, std::string contentType)
{
    Response response;
    response.contentType = std::move(contentType);
    response.body = std::move(producer);
    return response;
}

Response problem(const Fault& fault, std::string_view requestId)
{
    return problemWith(fault, requestId, statusOf(fault.code), {});
}

Response
problem(const Fault& fault, std::string_view requestId, const std::vector<FieldFault>& fields)
{
    boost::json::array list;
    for (const FieldFault& field : fields) {
        list.push_back({{"field", field.field}, {"reason", field.reason}, {"detail", field.detail}}
        );
    }
    constexpr int unprocessable = 422;
    boost::json::object members;
    members["fields"] = std::move(list);
    return problemWith(fault, requestId, unprocessable, std::move(members));
}

Response problem(const Fault& fault, std::string_view requestId, const boost::json::object& members)
{
    return problemWith(fault, requestId, statusOf(fault.code), members);
}

} // namespace tidemark::platform
