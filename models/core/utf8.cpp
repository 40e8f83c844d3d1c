#include "models/core/utf8.hpp"

namespace tidemark {

Utf8Letter utf8LetterAt(std::string_view text)
{
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return {1, first};
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length)
        return {};
    char32_t point = first & (0xffU >> (length + 1));
    for (std::size_t at = 1; at < length; ++at) {
        if ((byte(at) & 0xc0U) != 0x80U)
            return {};
        point = point << 6U | (byte(at) & 0x3fU);
    }
    const bool isTooLong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool isSurrogate = point >= 0xd800 && point <= 0xdfff;
    if (isTooLong || isSurrogate || point > 0x10ffff)
        return {};
    return {length, point};
}

bool isUnseen(char32_t point)
{
    const auto isIn = [point](char32_t first, char32_t last) {
        return point >= first && point <= last;
    };
    return point < 0x20 || isIn(0x7f, 0x9f) || point == 0xad || point == 0x61c ||
           isIn(0x200b, 0x200f) || isIn(0x2028, 0x202e) || isIn(0x2060, 0x206f) ||
           point == 0xfeff || isIn(0xfff9, 0xfffb) || isIn(0xe0000, 0xe007f);
}

} // namespace tidemark
