// SHA-256 of a text.
#pragma once

#include <string>
#include <string_view>

namespace tidemark {

/// Hexadecimal, 64 digits.
[[nodiscard]] std::string shaText(std::string_view text);

} // namespace tidemark
