// AES-GCM by OpenSSL: what is hidden, and what is told to be authentic with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tidemark {

inline constexpr std::size_t gcmNonceSize = 12;
inline constexpr std::size_t gcmTagSize = 16;

/// What a message is sealed with and bound to. A nonce serves one message of its key.
struct GcmContext {
    std::span<const std::uint8_t> key = {}; ///< 16 or 32 bytes.
    std::span<const std::uint8_t, gcmNonceSize> nonce;
    std::span<const std::uint8_t> bound = {}; ///< Its additional data.
};

/// `altered`: the message is not what was sealed, or not with this key and context. `failed`: the
/// library refused to work.
enum class GcmOutcome { done, altered, failed };

/// `text` is as long as `plain`, and may be the same memory.
[[nodiscard]] GcmOutcome gcmSeal(
    const GcmContext& context,
    std::span<const std::uint8_t> plain,
    std::uint8_t* text,
    std::span<std::uint8_t, gcmTagSize> tag
);

/// `plain` is as long as `text`; nothing in it counts unless this is done.
[[nodiscard]] GcmOutcome gcmOpen(
    const GcmContext& context,
    std::span<const std::uint8_t> text,
    std::span<const std::uint8_t, gcmTagSize> tag,
    std::uint8_t* plain
);

} // namespace tidemark
