#include "platform/http/request_parser.hpp"

#include "platform/http/response_head.hpp"
#include "platform/http/target.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

namespace tidemark::platform {
namespace http = boost::beast::http;

std::optional<Method> methodOf(http::verb verb)
{
    switch (verb) {
    case http::verb::get:
        return Method::get;
    case http::verb::head:
        return Method::head;
    case http::verb::post:
        return Method::post;
    case http::verb::put:
        return Method::put;
    case http::verb::patch:
        return Method::patch;
    case http::verb::delete_:
        return Method::del;
    default:
        return std::nullopt;
    }
}

std::string_view view(boost::beast::string_view text)
{
    return {text.data(), text.size()};
}

int statusOf(boost::system::error_code error)
{
    if (error == http::error::body_limit)
        return 413;
    return error == http::error::header_limit ? 431 : 400;
}

int refusalOf(const RequestParser::value_type& message)
{
    const auto encodings = message.equal_range(http::field::transfer_encoding);
    for (auto one = encodings.first; one != encodings.second; ++one) {
        const bool isOnly = std::next(encodings.first) == encodings.second;
        const bool isChunked = boost::beast::iequals(one->value(), "chunked");
        if (!isOnly || !isChunked || message.version() < 11)
            return 400;
    }
    if (message.count(http::field::host) > 1)
        return 400;
    const auto packed = message[http::field::content_encoding];
    return packed.empty() || boost::beast::iequals(packed, "identity") ? 0 : 415;
}

void fillRequest(const RequestParser::value_type& message, Request& request)
{
    request.headers.clear();
    for (const auto& field : message)
        request.headers.emplace_back(view(field.name_string()), view(field.value()));
    const std::string_view target = view(message.target());
    const std::size_t question = std::min(target.find('?'), target.size());
    request.path = target.substr(0, question);
    request.queryParams.clear();
    request.pathParams.clear();
    if (question < target.size())
        readQuery(target.substr(question + 1), request.queryParams);
    request.body = message.body();
    const auto given = message["X-Request-Id"];
    request.requestId = isRequestId(view(given)) ? std::string(view(given)) : makeRequestId();
    request.method = methodOf(message.method()).value_or(Method::get);
}

} // namespace tidemark::platform
