#include "platform/identity/recordable_text.hpp"

namespace tidemark::platform {
namespace {

/// Bytes of the letter that begins here (RFC 3629); 0 when it is none.
std::size_t letterAt(std::string_view text)
{
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length)
        return 0;
    for (std::size_t at = 1; at < length; ++at)
        if ((byte(at) & 0xc0) != 0x80)
            return 0;
    const bool isTooLong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
    const bool isSurrogate = first == 0xed && byte(1) > 0x9f;
    const bool isTooHigh = first == 0xf4 && byte(1) > 0x8f;
    return isTooLong || isSurrogate || isTooHigh ? 0 : length;
}

} // namespace

std::string recordable(std::string_view text, std::size_t most)
{
    std::string written;
    while (!text.empty()) {
        const std::size_t length = letterAt(text);
        const bool isControl = length == 1 && (text[0] < ' ' || text[0] == '\x7f');
        const std::string_view letter =
            length == 0 || isControl ? std::string_view("?") : text.substr(0, length);
        if (written.size() + letter.size() > most)
            break;
        written += letter;
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return written;
}

} // namespace tidemark::platform
