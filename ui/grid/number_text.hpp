// Numbers as people write them, exactly: grouping and decimal signs of a locale, no floating point.
#pragma once

#include "models/core/decimal.hpp"

#include <QLocale>
#include <QString>
#include <QStringView>

#include <vector>

namespace tidemark::ui {

/// Which sign parts the whole from the fraction.
enum class DecimalSign { point, comma };

[[nodiscard]] DecimalSign decimalSignOf(const QLocale& locale);

/// Reads `1 234,50`, `1,234.50`, `-12`, `(12)`. Groups may be parted by spaces of any width,
/// apostrophes, or the sign that is not the decimal one; such groups must have three digits.
/// Fault `invalid` with a sentence that shows the text.
[[nodiscard]] Result<Decimal> readNumber(QStringView text, DecimalSign sign);

/// The decimal sign that a column of foreign numbers was written with. `assumed` when no value
/// tells: `1,234` alone could be either, `1.234,5` or `12,5` could not.
[[nodiscard]] DecimalSign decimalSignIn(const std::vector<QString>& values, DecimalSign assumed);

/// With the locale's grouping and decimal sign; `places` < 0 keeps the value's own digits.
[[nodiscard]] QString writeNumber(const Decimal& value, const QLocale& locale, int places = -1);

/// As `writeNumber`, without grouping: what an editor starts with.
[[nodiscard]] QString writePlainNumber(const Decimal& value, const QLocale& locale);

} // namespace tidemark::ui
