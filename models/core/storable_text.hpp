// Which bytes are text.
#pragma once

#include <string_view>

namespace tidemark {

/// Whether `text` is well-formed UTF-8 (RFC 3629) without NUL, which PostgreSQL cannot store.
[[nodiscard]] bool isStorableText(std::string_view text);

} // namespace tidemark
