#include "models/core/storable_text.hpp"

#include "models/core/utf8.hpp"

namespace tidemark {

bool isStorableText(std::string_view text)
{
    while (!text.empty()) {
        const Utf8Letter letter = utf8LetterAt(text);
        if (letter.bytes == 0 || letter.point == 0)
            return false;
        text.remove_prefix(letter.bytes);
    }
    return true;
}

} // namespace tidemark
