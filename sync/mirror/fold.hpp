// Case folding for search.
#pragma once

#include <string>
#include <string_view>

namespace tidemark::sync {

/// `text` without regard to case, for "contains". Full Unicode folding of UTF-8.
[[nodiscard]] std::string foldCase(std::string_view text);

} // namespace tidemark::sync
