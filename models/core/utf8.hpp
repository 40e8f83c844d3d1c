// Letters of UTF-8, one after the other.
#pragma once

#include <cstddef>
#include <string_view>

namespace tidemark {

struct Utf8Letter {
    std::size_t bytes = 0; ///< 0: what is there is no letter.
    char32_t point = 0;
};

/// The letter at the beginning of `text`, which is not empty (RFC 3629).
[[nodiscard]] Utf8Letter utf8LetterAt(std::string_view text);

/// Whether the letter is not seen, but does something to a terminal or to the order of the letters
/// around it: controls, line separators, marks of direction, and those of no width.
[[nodiscard]] bool isUnseen(char32_t point);

} // namespace tidemark
