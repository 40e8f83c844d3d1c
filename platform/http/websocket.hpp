// The hook for WebSockets. Includes Beast: use it in one or two translation units only.
#pragma once

#include "platform/http/wire.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace tidemark::platform {

/// A connection whose client asked for a WebSocket. The handler owns the wire from here, answers
/// the handshake, and sees to time-outs and limits.
struct WebSocketUpgrade {
    Wire wire;
    boost::beast::http::request<boost::beast::http::string_body> head;
    boost::beast::flat_buffer rest; ///< Bytes read beyond the head; normally none.
};

} // namespace tidemark::platform
