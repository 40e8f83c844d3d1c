#include "models/core/log_text.hpp"

#include "models/core/utf8.hpp"

namespace tidemark {
namespace {

void appendUnit(std::string& out, unsigned unit)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += "\\u";
    for (unsigned shift = 16; shift > 0; shift -= 4)
        out += hex[unit >> (shift - 4) & 15U];
}

void appendEscape(std::string& out, char32_t point)
{
    if (point < 0x10000)
        return appendUnit(out, point);
    appendUnit(out, 0xd800U + ((point - 0x10000U) >> 10U));
    appendUnit(out, 0xdc00U + ((point - 0x10000U) & 0x3ffU));
}

} // namespace

std::string logText(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 2);
    while (!text.empty()) {
        const Utf8Letter letter = utf8LetterAt(text);
        if (letter.bytes == 0) {
            appendEscape(out, 0xfffd);
        } else if (isUnseen(letter.point)) {
            appendEscape(out, letter.point);
        } else {
            if (letter.point == '"' || letter.point == '\\')
                out += '\\';
            out += text.substr(0, letter.bytes);
        }
        text.remove_prefix(letter.bytes == 0 ? 1 : letter.bytes);
    }
    return out;
}

} // namespace tidemark
