// Content at rest: sealed in segments, so that any part of it can be read by itself.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark {

/// AES-256-GCM over segments of 64 KiB. Each has its own random nonce and is bound to its number,
/// so that segments cannot change places; how many there are, whoever keeps the content knows.
class SegmentCipher {
public:
    static constexpr std::size_t segmentBytes = 64 * 1024;
    static constexpr std::size_t overheadBytes = 12 + 16;

    /// 32 bytes.
    explicit SegmentCipher(Secret key)
        : key_(std::move(key))
    {
    }

    /// A new key from the system's random source.
    [[nodiscard]] static Secret newKey();

    /// Where the sealed form of a segment begins.
    [[nodiscard]] static std::int64_t placeOf(std::int64_t segment)
    {
        return segment * static_cast<std::int64_t>(segmentBytes + overheadBytes);
    }

    /// `plain` begins with segment `first`; its last segment may be short.
    [[nodiscard]] std::string seal(std::int64_t first, std::string_view plain) const;

    /// Fault `corrupt`/`blob_damaged` when a bit is not as it was sealed.
    [[nodiscard]] Result<std::string> open(std::int64_t first, std::string_view sealed) const;

private:
    Secret key_;
};

} // namespace tidemark
