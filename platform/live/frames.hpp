// The live channel's WebSocket messages as bytes, and back. No sockets here.
#pragma once

#include "models/core/fault.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// One message as it goes over the wire, encoded once and shared by all who receive it.
using Frame = std::shared_ptr<const std::string>;

/// A text message in one unmasked frame (RFC 6455, section 5.2).
[[nodiscard]] Frame textFrame(std::string_view payload);

/// What `textFrame` was given.
[[nodiscard]] std::string_view payloadOf(std::string_view frame);

/// A pong that answers `payload`, at most 125 bytes.
[[nodiscard]] Frame pongFrame(std::string_view payload);

/// A close with its status code.
[[nodiscard]] Frame closeFrame(std::uint16_t status, std::string_view why);

/// What `Sec-WebSocket-Accept` answers to a `Sec-WebSocket-Key`.
[[nodiscard]] std::string acceptOf(std::string_view key);

/// A message of the client.
struct InboundMessage {
    enum class Kind { text, ping, pong, close };
    Kind kind = Kind::text;
    std::string payload = {};
};

/// Puts the client's frames together. Give it whatever bytes arrive, in any pieces.
class FrameReader {
public:
    explicit FrameReader(std::size_t mostBytes)
        : mostBytes_(mostBytes)
    {
    }

    /// The messages that `bytes` complete. `tooLarge` above the limit, `invalid` for frames that
    /// no client may send: unmasked, binary, reserved bits, fragmented control frames.
    [[nodiscard]] Result<std::vector<InboundMessage>> feed(std::string_view bytes);

private:
    struct Head {
        bool last = false;
        int opcode = 0;
        std::size_t headBytes = 0;
        std::uint64_t length = 0;
    };
    [[nodiscard]] Result<Head> readHead() const;
    [[nodiscard]] Result<void> finish(const Head& head, std::vector<InboundMessage>& out);

    std::size_t mostBytes_;
    std::string buffer_;
    std::string message_;
    bool inMessage_ = false;
};

} // namespace tidemark::platform
