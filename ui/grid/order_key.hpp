// Order keys: texts that sort by their bytes and leave room between any two of them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::ui {

/// A key between two others, for a row that is put between two rows. An empty `before` means the
/// start of the list, an empty `after` its end. When the two are equal the key follows both.
///
/// Digits are 0-9, A-Z, a-z. A key at the end of the list is a counter whose first letter tells its
/// length (`a0` … `az`, `b00` …), so that keys stay short however many rows are added; keys between
/// two others are fractions and never end in `0`, so there is always room before them.
[[nodiscard]] std::string orderKeyBetween(std::string_view before, std::string_view after);

/// `count` rising keys between two others. They share a prefix with `tag` (two or more digits,
/// different on each device), so that runs added by two people at the same place stay apart.
[[nodiscard]] std::vector<std::string> orderKeysBetween(
    std::string_view before, std::string_view after, std::size_t count, std::string_view tag
);

} // namespace tidemark::ui
