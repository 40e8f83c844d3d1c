// Three-way merge of long texts by words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// A stretch of three texts that belong together.
struct TextRegion {
    enum class Kind {
        same,     ///< Untouched.
        mine,     ///< I changed it.
        theirs,   ///< They changed it.
        both,     ///< Both changed it, to the same words.
        conflict, ///< Both changed it, to different words.
    };
    Kind kind = Kind::same;
    std::string base = {};
    std::string mine = {};
    std::string theirs = {};

    friend bool operator==(const TextRegion&, const TextRegion&) = default;
};

/// Three texts side by side; the regions joined give each of them again.
struct MergedText {
    std::vector<TextRegion> regions = {};

    [[nodiscard]] bool isClean() const;
    /// The merged text. In a conflict it has their words.
    [[nodiscard]] std::string text() const;
    /// The merged text with both versions of each conflict, theirs first: something to edit.
    [[nodiscard]] std::string withBoth() const;
};

/// Merges changes that touch different words. Changes that overlap or touch are conflicts, and so
/// is everything where the result would depend on how words are lined up: merging again never
/// changes a clean result.
[[nodiscard]] MergedText
mergeTexts(std::string_view base, std::string_view mine, std::string_view theirs);

/// Words, runs of white space and single signs; joined they are the text again. A number with its
/// points and commas is one word.
[[nodiscard]] std::vector<std::string_view> textTokens(std::string_view text);

} // namespace tidemark
