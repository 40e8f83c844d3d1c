// Keys and sealed bytes as text: hexadecimal digits for keys, base64 for what is longer.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

using KeyHalf = std::array<std::uint8_t, 32>;

/// 64 lower-case digits.
[[nodiscard]] std::string hexOf(const KeyHalf& key);
/// nullopt when it is not 64 hexadecimal digits.
[[nodiscard]] std::optional<KeyHalf> keyFromHex(std::string_view hex);

[[nodiscard]] std::string base64Of(std::span<const std::uint8_t> bytes);
/// nullopt when it is none, with padding.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> bytesFromBase64(std::string_view text);

} // namespace tidemark
