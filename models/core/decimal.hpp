// Exact decimal numbers for money, units, intensities and quantities.
#pragma once

#include "models/core/fault.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark {

/// An exact decimal: coefficient × 10^-scale. At most 38 significant digits, scale 0 to 18.
///
/// Addition, subtraction and multiplication are exact; a result that does not fit ends the
/// program, since every input is bounded long before (see `parse`). Trailing zeros carry no
/// meaning for comparison, but `toString` keeps the scale.
class Decimal {
public:
    constexpr Decimal() = default;
    /// A whole number.
    constexpr explicit Decimal(std::int64_t whole)
        : coefficient_(whole)
    {
    }

    /// `units` × 10^-scale.
    [[nodiscard]] static constexpr Decimal fromScaled(std::int64_t units, int scale)
    {
        Decimal value(units);
        value.scale_ = scale;
        return value;
    }

    /// Reads `-1234.50`. At most 20 digits before and 12 after the point. Fault `invalid`.
    [[nodiscard]] static Result<Decimal> parse(std::string_view text);

    /// Plain notation without exponent: `-1234.50`.
    [[nodiscard]] std::string toString() const;

    /// This value × 10^scale as an integer, rounded half up. Fault `invalid` when out of range.
    [[nodiscard]] Result<std::int64_t> scaled(int scale) const;

    /// Rounded half up (away from zero) to `places` digits after the point.
    [[nodiscard]] Decimal rounded(int places) const;
    /// Cut off towards zero after `places` digits.
    [[nodiscard]] Decimal truncated(int places) const;
    /// This ÷ divisor, rounded half up to `places`. Fault `invalid` when the divisor is zero.
    [[nodiscard]] Result<Decimal> dividedBy(const Decimal& divisor, int places) const;
    /// This × 10^-places: exact division by a power of ten.
    [[nodiscard]] Decimal shiftedRight(int places) const;

    [[nodiscard]] int scale() const { return scale_; }
    [[nodiscard]] bool isZero() const { return coefficient_ == 0; }
    [[nodiscard]] bool isNegative() const { return coefficient_ < 0; }

    Decimal operator-() const;
    friend Decimal operator+(const Decimal& a, const Decimal& b);
    friend Decimal operator-(const Decimal& a, const Decimal& b);
    friend Decimal operator*(const Decimal& a, const Decimal& b);
    friend bool operator==(const Decimal& a, const Decimal& b);
    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

private:
    __extension__ using Wide = __int128;
    Wide coefficient_ = 0;
    int scale_ = 0;
};

} // namespace tidemark
