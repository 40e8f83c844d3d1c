// The server's messages as frames.
#pragma once

#include "models/protocol/live.hpp"
#include "platform/live/frames.hpp"

namespace tidemark::platform {

[[nodiscard]] Frame frameOf(const live::ServerMessage& message);

/// The last message of a session.
[[nodiscard]] Frame byeFrame(std::string code, std::int64_t reconnectInMs = 1000);

/// A subscription was not possible.
[[nodiscard]] Frame refusal(const std::string& channel, const Fault& fault);

} // namespace tidemark::platform
