#include "platform/identity/recordable_text.hpp"

#include "models/core/utf8.hpp"

namespace tidemark::platform {

std::string recordable(std::string_view text, std::size_t most)
{
    std::string written;
    while (!text.empty()) {
        const Utf8Letter letter = utf8LetterAt(text);
        const bool isShown = letter.bytes > 0 && !isUnseen(letter.point);
        const std::string_view shown = isShown ? text.substr(0, letter.bytes) : "?";
        if (written.size() + shown.size() > most)
            break;
        written += shown;
        text.remove_prefix(letter.bytes == 0 ? 1 : letter.bytes);
    }
    return written;
}

} // namespace tidemark::platform
