// A query as words, without its comments. Enough to judge it, far from understanding it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

struct SqlWord {
    enum class Kind { word, quotedName, text, number, symbol };
    Kind kind = Kind::word;
    std::string value = {}; ///< Words in lower case; texts and names without their quotes.
};

/// Nothing when a comment, a text or a quoted name does not end.
[[nodiscard]] std::optional<std::vector<SqlWord>> sqlWords(std::string_view query);

} // namespace tidemark::platform
