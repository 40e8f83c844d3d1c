// What others say of themselves, as it can be written down.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidemark::platform {

/// At most `most` bytes of the text, without half a letter at the end; bytes that are no UTF-8, and
/// letters that are not seen (`isUnseen`), become question marks.
[[nodiscard]] std::string recordable(std::string_view text, std::size_t most);

} // namespace tidemark::platform
