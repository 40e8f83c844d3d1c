// How the bytes of a request become one. No sockets here. Internal to platform/http; includes
// Beast.
#pragma once

#include "platform/http/request.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace tidemark::platform {

using RequestParser = boost::beast::http::request_parser<boost::beast::http::string_body>;

[[nodiscard]] std::string_view view(boost::beast::string_view text);

/// None for a method that no route has.
[[nodiscard]] std::optional<Method> methodOf(boost::beast::http::verb verb);

/// The status to refuse with what the parser could not go on with: 400, 413 or 431.
[[nodiscard]] int statusOf(boost::system::error_code error);

/// What Beast lets through although two readers could take it for different requests, or that
/// would have to be unpacked. The status to refuse it with, or 0.
[[nodiscard]] int refusalOf(const RequestParser::value_type& message);

/// All but what the connection knows. The views point into the message.
void fillRequest(const RequestParser::value_type& message, Request& request);

} // namespace tidemark::platform
