#include "models/core/decimal.hpp"

#include "models/core/invariant.hpp"
#include <algorithm>
#include <array>
#include <limits>

namespace tidemark {
namespace {

Fault malformed()
{
    return Fault{
        FaultCode::invalid,
        "malformed_decimal",
        "This is not a decimal number.",
        "Use digits with one point, such as -1234.50: at most 20 digits before and 12 after it."};
}

Fault outOfRange()
{
    return Fault{
        FaultCode::invalid,
        "decimal_out_of_range",
        "The number is too large to be calculated exactly.",
        "Check the figures that were entered."};
}

/// Reads up to `most` digits from the front of `text`; the count read, or -1 when there are more.
int takeDigits(std::string_view& text, int most, unsigned __int128& value)
{
    int count = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (++count > most)
            return -1;
        value = value * 10 + static_cast<unsigned>(text.front() - '0');
        text.remove_prefix(1);
    }
    return count;
}

} // namespace

Decimal Decimal::ofWide(Wide coefficient, int scale)
{
    Decimal value;
    value.coefficient_ = coefficient;
    value.scale_ = scale;
    return value;
}

Decimal::UnsignedWide Decimal::powerOfTen(int exponent)
{
    static constexpr auto powers = [] {
        std::array<UnsignedWide, 39> all{};
        UnsignedWide power = 1;
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = power;
            if (i + 1 < all.size())
                power *= 10;
        }
        return all;
    }();
    invariant(exponent >= 0 && exponent < 39, "power of ten of a decimal");
    return powers[static_cast<std::size_t>(exponent)];
}

Decimal::UnsignedWide Decimal::magnitude(Wide value)
{
    const auto bits = static_cast<UnsignedWide>(value);
    return value < 0 ? UnsignedWide{0} - bits : bits;
}

bool Decimal::fits(Wide coefficient)
{
    return magnitude(coefficient) < powerOfTen(38);
}

Result<Decimal> Decimal::parse(std::string_view text)
{
    const bool negative = !text.empty() && text.front() == '-';
    if (negative)
        text.remove_prefix(1);
    UnsignedWide value = 0;
    if (takeDigits(text, wholeDigitsMost, value) <= 0)
        return malformed();
    int scale = 0;
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        scale = takeDigits(text, fractionDigitsMost, value);
        if (scale <= 0)
            return malformed();
    }
    if (!text.empty())
        return malformed();
    const auto whole = static_cast<Wide>(value);
    return ofWide(negative ? -whole : whole, scale);
}

std::string Decimal::toString() const
{
    std::array<char, 44> digits;
    std::size_t at = digits.size();
    UnsignedWide rest = magnitude(coefficient_);
    int written = 0;
    while (rest != 0 || written <= scale_) {
        if (written == scale_ && scale_ > 0)
            digits[--at] = '.';
        // Most values fit 64 bits, where division is many times faster.
        if (rest <= std::numeric_limits<std::uint64_t>::max()) {
            const auto small = static_cast<std::uint64_t>(rest);
            digits[--at] = static_cast<char>('0' + small % 10);
            rest = small / 10;
        } else {
            digits[--at] = static_cast<char>('0' + static_cast<int>(rest % 10));
            rest /= 10;
        }
        ++written;
    }
    if (coefficient_ < 0)
        digits[--at] = '-';
    return {digits.data() + at, digits.size() - at};
}

/// The coefficient at a scale that is not smaller; false when it does not fit.
bool Decimal::rescale(int scale, Wide& coefficient) const
{
    const auto power = static_cast<Wide>(powerOfTen(scale - scale_));
    return !__builtin_mul_overflow(coefficient_, power, &coefficient) && fits(coefficient);
}

Decimal Decimal::withoutTrailingZeros() const
{
    Decimal value = *this;
    while (value.scale_ > 0 && value.coefficient_ % 10 == 0) {
        value.coefficient_ /= 10;
        --value.scale_;
    }
    return value;
}

int Decimal::significantScale() const
{
    return withoutTrailingZeros().scale_;
}

Result<std::int64_t> Decimal::scaled(int scale) const
{
    Wide coefficient = coefficient_;
    if (scale < scale_)
        coefficient = rounded(scale).coefficient_;
    else if (scale > scale_ + wholeDigitsMost || !rescale(scale, coefficient))
        return coefficient_ == 0 ? Result<std::int64_t>(0) : outOfRange();
    if (coefficient > std::numeric_limits<std::int64_t>::max() ||
        coefficient < std::numeric_limits<std::int64_t>::min())
        return outOfRange();
    return static_cast<std::int64_t>(coefficient);
}

Decimal Decimal::rounded(int places) const
{
    if (places >= scale_) {
        Wide padded = 0;
        invariant(rescale(places, padded), "padding of a decimal fits");
        return ofWide(padded, places);
    }
    const UnsignedWide unit = powerOfTen(scale_ - places);
    const UnsignedWide size = magnitude(coefficient_);
    const UnsignedWide rest = size % unit;
    UnsignedWide kept = size / unit;
    if (rest >= unit - rest)
        ++kept;
    const auto whole = static_cast<Wide>(kept);
    return ofWide(coefficient_ < 0 ? -whole : whole, places);
}

Decimal Decimal::truncated(int places) const
{
    if (places >= scale_)
        return rounded(places);
    return ofWide(coefficient_ / static_cast<Wide>(powerOfTen(scale_ - places)), places);
}

Result<Decimal> Decimal::dividedBy(const Decimal& divisor, int places) const
{
    if (divisor.isZero())
        return Fault{
            FaultCode::invalid,
            "division_by_zero",
            "The divisor is zero.",
            "Check the figures that were entered."};
    const UnsignedWide by = magnitude(divisor.coefficient_);
    const UnsignedWide size = magnitude(coefficient_);
    UnsignedWide quotient = size / by;
    UnsignedWide rest = size % by;
    const int extraDigits = places + divisor.scale_ - scale_;
    bool up = false;
    if (extraDigits >= 0) {
        for (int i = 0; i < extraDigits; ++i) { // Long division, so that nothing overflows.
            if (quotient >= powerOfTen(37))
                return outOfRange();
            // rest × 10 may need 131 bits; ten additions modulo the divisor need 128.
            unsigned digit = 0;
            UnsignedWide sum = 0;
            for (int k = 0; k < 10; ++k) {
                sum += rest;
                if (sum >= by) {
                    sum -= by;
                    ++digit;
                }
            }
            rest = sum;
            quotient = quotient * 10 + digit;
        }
        up = rest >= by - rest;
    } else if (extraDigits < -38) {
        quotient = 0;
    } else {
        const UnsignedWide unit = powerOfTen(-extraDigits);
        const UnsignedWide dropped = quotient % unit;
        quotient /= unit;
        up = dropped >= unit - dropped;
    }
    const auto whole = static_cast<Wide>(quotient + (up ? 1 : 0));
    const bool negative = (coefficient_ < 0) != (divisor.coefficient_ < 0);
    return ofWide(negative ? -whole : whole, places);
}

Decimal Decimal::shiftedRight(int places) const
{
    Decimal value = *this;
    value.scale_ += places;
    if (value.scale_ > scaleMost)
        value = value.withoutTrailingZeros();
    invariant(value.scale_ <= scaleMost, "scale of a shifted decimal");
    return value;
}

Decimal Decimal::operator-() const
{
    return ofWide(-coefficient_, scale_);
}

Result<Decimal> Decimal::sum(const Decimal& a, const Decimal& b)
{
    Wide left = 0;
    Wide right = 0;
    Wide total = 0;
    const int scale = std::max(a.scale_, b.scale_);
    if (a.rescale(scale, left) && b.rescale(scale, right) &&
        !__builtin_add_overflow(left, right, &total) && fits(total))
        return ofWide(total, scale);
    const Decimal x = a.withoutTrailingZeros();
    const Decimal y = b.withoutTrailingZeros();
    const int shorter = std::max(x.scale_, y.scale_);
    if (!x.rescale(shorter, left) || !y.rescale(shorter, right) ||
        __builtin_add_overflow(left, right, &total))
        return outOfRange();
    return ofWide(total, shorter);
}

Result<Decimal> Decimal::product(const Decimal& a, const Decimal& b)
{
    Wide product = 0;
    const int scale = a.scale_ + b.scale_;
    if (scale <= scaleMost && !__builtin_mul_overflow(a.coefficient_, b.coefficient_, &product) &&
        fits(product))
        return ofWide(product, scale);
    const Decimal x = a.withoutTrailingZeros();
    const Decimal y = b.withoutTrailingZeros();
    if (x.scale_ + y.scale_ > scaleMost ||
        __builtin_mul_overflow(x.coefficient_, y.coefficient_, &product))
        return outOfRange();
    return ofWide(product, x.scale_ + y.scale_);
}

Decimal operator+(const Decimal& a, const Decimal& b)
{
    const Result<Decimal> total = Decimal::sum(a, b);
    invariant(total.has_value(), "sum of decimals fits");
    return *total;
}

Decimal operator-(const Decimal& a, const Decimal& b)
{
    return a + -b;
}

Decimal operator*(const Decimal& a, const Decimal& b)
{
    const Result<Decimal> product = Decimal::product(a, b);
    invariant(product.has_value(), "product of decimals fits");
    return *product;
}

bool operator==(const Decimal& a, const Decimal& b)
{
    return (a <=> b) == std::strong_ordering::equal;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b)
{
    if (a.scale_ == b.scale_)
        return a.coefficient_ <=> b.coefficient_;
    // Whole part, then fraction: neither can overflow, whatever the scales.
    const auto unitA = static_cast<Decimal::Wide>(Decimal::powerOfTen(a.scale_));
    const auto unitB = static_cast<Decimal::Wide>(Decimal::powerOfTen(b.scale_));
    const auto wholeA = a.coefficient_ / unitA;
    const auto wholeB = b.coefficient_ / unitB;
    if (wholeA != wholeB)
        return wholeA <=> wholeB;
    const int scale = std::max(a.scale_, b.scale_);
    const auto restA =
        a.coefficient_ % unitA * static_cast<Decimal::Wide>(Decimal::powerOfTen(scale - a.scale_));
    const auto restB =
        b.coefficient_ % unitB * static_cast<Decimal::Wide>(Decimal::powerOfTen(scale - b.scale_));
    return restA <=> restB;
}

} // namespace tidemark
