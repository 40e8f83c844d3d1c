// 128-bit identifiers. Records are named by UUIDv7, minted by whoever creates them.
#pragma once

#include "models/core/fault.hpp"
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tidemark {

/// A UUID as its 16 bytes. The nil value means "none".
struct Uuid {
    std::array<std::uint8_t, 16> bytes = {};

    /// A new UUIDv7: 48 bits of Unix milliseconds, then random bits (RFC 9562, section 5.7).
    [[nodiscard]] static Uuid make();

    /// Reads the 36-character form, either case. Fault `invalid` for anything else.
    [[nodiscard]] static Result<Uuid> parse(std::string_view text);

    /// The lower-case 36-character form.
    [[nodiscard]] std::string toString() const;

    [[nodiscard]] bool isNil() const { return *this == Uuid{}; }

    friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// A typed identifier, so that a report's id cannot be passed where a user's is meant.
template <class Tag>
struct Id {
    Uuid value = {};

    [[nodiscard]] static Id make() { return Id{Uuid::make()}; }
    friend auto operator<=>(const Id&, const Id&) = default;
};

} // namespace tidemark

template <>
struct std::hash<tidemark::Uuid> {
    std::size_t operator()(const tidemark::Uuid& id) const noexcept
    {
        std::uint64_t low = 0;
        for (int i = 8; i < 16; ++i)
            low = (low << 8) | id.bytes[static_cast<std::size_t>(i)];
        return static_cast<std::size_t>(low);
    }
};
