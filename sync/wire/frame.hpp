// Length-prefixed frames of the local API: how one message is told from the next.
#pragma once

#include "models/core/fault.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::sync {

/// The largest body of one frame. A peer that announces more is hung up on.
inline constexpr std::uint32_t frameBytesMax = 8U * 1024U * 1024U;

/// `body` behind its length, four bytes little endian. Fault `tooLarge` above `frameBytesMax`.
[[nodiscard]] Result<std::string> encodeFrame(std::string_view body);

/// Cuts a stream of bytes into frame bodies. Feed it what arrived, then take bodies until none.
///
/// After a fault the stream has lost its rhythm: the decoder stays faulted and the connection
/// must be closed. It never holds more than one unfinished frame and what was fed last.
class FrameDecoder {
public:
    /// `bytesMax` is lowered by tests and for peers that have not said hello.
    explicit FrameDecoder(std::uint32_t bytesMax = frameBytesMax)
        : bytesMax_(bytesMax)
    {
    }

    /// Takes what the socket delivered.
    void feed(std::string_view bytes);

    /// The next whole body, nothing when more bytes are needed, or fault `tooLarge`/`invalid`.
    [[nodiscard]] Result<std::optional<std::string>> next();

    /// Bytes held that are not yet a whole frame.
    [[nodiscard]] std::size_t held() const { return buffer_.size() - start_; }

private:
    std::uint32_t bytesMax_;
    std::string buffer_ = {};
    std::size_t start_ = 0; ///< Where the next frame begins in `buffer_`.
    bool faulted_ = false;
};

} // namespace tidemark::sync
