// What changed between two lists of words.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace tidemark {

/// `[begin, end)` of the one list became `[otherBegin, otherEnd)` of the other.
struct TokenHunk {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t otherBegin = 0;
    std::size_t otherEnd = 0;
};

/// The changes in rising order; between two of them lies at least one word that did not change.
/// Lists that differ in more than a thousand places count as changed from first to last.
[[nodiscard]] std::vector<TokenHunk>
diffTokens(std::span<const std::string_view> from, std::span<const std::string_view> to);

} // namespace tidemark
