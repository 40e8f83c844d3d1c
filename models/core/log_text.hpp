// Text of others in a line of a log.
#pragma once

#include <string>
#include <string_view>

namespace tidemark {

/// What stands between the quotes of a JSON string. Letters that are not seen become `\u` escapes,
/// bytes that are no UTF-8 U+FFFD: nobody can end the line, colour it or turn it around.
[[nodiscard]] std::string logText(std::string_view text);

} // namespace tidemark
