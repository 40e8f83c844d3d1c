// Where a record of the form journal ends and the next one begins. Knows no key.
#pragma once

#include "models/core/segment_cipher.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::sync {

/// What the file begins with, then a sealed word of five letters.
inline constexpr std::string_view formMagic = "tidemark-forms/1";
inline constexpr std::size_t formHeaderBytes = formMagic.size() + SegmentCipher::overheadBytes + 5;
/// In front of each record: its length, and the same with every bit turned over.
inline constexpr std::size_t formHeadBytes = 8;

/// How the stretch of frames ends.
enum class FormEnd {
    clean,
    torn,   ///< Its last write was cut short.
    damaged ///< Something that no write of ours leaves.
};

/// Whole frames, as far as they can be followed.
struct FormFrames {
    std::vector<std::string_view> sealed = {};
    FormEnd end = FormEnd::clean;
};

[[nodiscard]] FormFrames framesOf(std::string_view bytes);
[[nodiscard]] std::string frameOf(std::string_view sealed);
/// Some file systems lengthen a file before they fill it.
[[nodiscard]] bool isAllZero(std::string_view bytes);

} // namespace tidemark::sync
