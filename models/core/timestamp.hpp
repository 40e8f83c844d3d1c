// A moment in UTC. Zones appear only where a deadline is computed or a person reads.
#pragma once

#include "models/core/fault.hpp"
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark {

/// Microseconds since 1970-01-01T00:00:00Z. The text form is RFC 3339 with `Z`.
struct Timestamp {
    std::int64_t micros = 0;

    [[nodiscard]] static Timestamp now();

    /// Reads `2026-03-31T23:59:59[.ffffff](Z|±hh[:mm])`, with `T` or a space. Fault `invalid`.
    [[nodiscard]] static Result<Timestamp> parse(std::string_view text);

    /// `2026-03-31T23:59:59.123456Z`.
    [[nodiscard]] std::string toString() const;

    friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

/// A calendar day without a zone, as `2026-03-31`.
struct Date {
    std::int32_t days = 0; ///< Days since 1970-01-01.

    [[nodiscard]] static Result<Date> parse(std::string_view text);
    [[nodiscard]] static Date of(int year, unsigned month, unsigned day);
    [[nodiscard]] std::string toString() const;

    friend auto operator<=>(const Date&, const Date&) = default;
};

} // namespace tidemark
