// Exact decimal numbers for money, units, intensities and quantities.
#pragma once

#include "models/core/fault.hpp"
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark {

/// An exact decimal: coefficient × 10^-scale. At most 38 significant digits, scale 0 to 36.
///
/// Addition, subtraction and multiplication are exact; a result that does not fit ends the
/// program, since every input is bounded long before (see `parse`). Where figures of unknown size
/// are multiplied, `product` answers a fault instead. Trailing zeros carry no meaning for
/// comparison, but `toString` keeps the scale.
class Decimal {
public:
    /// Digits that `parse` takes before and after the point.
    static constexpr int wholeDigitsMost = 20;
    static constexpr int fractionDigitsMost = 12;
    /// Largest scale of any value, results of multiplication included.
    static constexpr int scaleMost = 36;

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

    /// a × b, exact. Fault `invalid` when it does not fit.
    [[nodiscard]] static Result<Decimal> product(const Decimal& a, const Decimal& b);
    /// a + b, exact. Fault `invalid` when it does not fit.
    [[nodiscard]] static Result<Decimal> sum(const Decimal& a, const Decimal& b);

    /// Plain notation without exponent: `-1234.50`.
    [[nodiscard]] std::string toString() const;

    /// This value × 10^scale as an integer, rounded half up. Fault `invalid` when out of range.
    [[nodiscard]] Result<std::int64_t> scaled(int scale) const;

    /// Rounded half up (away from zero) to `places` digits after the point. The scale is `places`
    /// afterwards, so `toString` pads with zeros.
    [[nodiscard]] Decimal rounded(int places) const;
    /// Cut off towards zero after `places` digits. The scale is `places` afterwards.
    [[nodiscard]] Decimal truncated(int places) const;
    /// This ÷ divisor, rounded half up to `places`. Fault `invalid` when the divisor is zero or
    /// the quotient does not fit.
    [[nodiscard]] Result<Decimal> dividedBy(const Decimal& divisor, int places) const;
    /// This × 10^-places: exact division by a power of ten.
    [[nodiscard]] Decimal shiftedRight(int places) const;

    [[nodiscard]] int scale() const { return scale_; }
    /// Digits after the point without trailing zeros: 1 for `12.50`.
    [[nodiscard]] int significantScale() const;
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
    __extension__ using UnsignedWide = unsigned __int128;

    [[nodiscard]] static Decimal ofWide(Wide coefficient, int scale);
    [[nodiscard]] static UnsignedWide powerOfTen(int exponent);
    [[nodiscard]] static UnsignedWide magnitude(Wide value);
    [[nodiscard]] static bool fits(Wide coefficient);
    [[nodiscard]] Decimal withoutTrailingZeros() const;
    [[nodiscard]] bool rescale(int scale, Wide& coefficient) const;

    Wide coefficient_ = 0;
    int scale_ = 0;
};

} // namespace tidemark
