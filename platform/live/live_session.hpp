// One agent's live connection, from the upgrade to the goodbye.
#pragma once

#include "platform/http/wire.hpp"
#include "platform/live/hub.hpp"
#include "platform/live/timing.hpp"

#include <boost/asio/awaitable.hpp>

namespace tidemark::platform {

class LiveGate;

/// What a session needs; all outlive it.
struct LiveServices {
    Hub& hub;
    LiveGate& gate;
    LiveTimes times = {};
    std::size_t inboundBytes = 64 * 1024;
};

/// Answers the handshake whose `Sec-WebSocket-Key` is `key`, then speaks the live channel until
/// either side ends it. `rest` are bytes that came after the handshake.
[[nodiscard]] boost::asio::awaitable<void>
serveLive(Wire wire, std::string key, std::string rest, LiveServices services);

} // namespace tidemark::platform
