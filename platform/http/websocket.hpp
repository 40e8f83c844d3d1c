// The hook for WebSockets. Includes Beast: use it in one or two translation units only.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace tidemark::platform {

/// A connection whose client asked for a WebSocket. Give `head` to
/// `beast::websocket::stream<tcp::socket>(std::move(socket)).async_accept(head)`; the handler owns
/// the socket from here and sets the stream's time-outs, size limit and decorator.
struct WebSocketUpgrade {
    boost::asio::ip::tcp::socket socket;
    boost::beast::http::request<boost::beast::http::string_body> head;
    boost::beast::flat_buffer rest; ///< Bytes read beyond the head; normally none.
};

} // namespace tidemark::platform
