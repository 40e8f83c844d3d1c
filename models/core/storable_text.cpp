#include "models/core/storable_text.hpp"

namespace tidemark {

bool isStorableText(std::string_view text)
{
    const auto* byte = reinterpret_cast<const unsigned char*>(text.data());
    const auto* end = byte + text.size();
    while (byte != end) {
        if (*byte < 0x80) {
            if (*byte == 0)
                return false;
            ++byte;
            continue;
        }
        const int more = *byte >= 0xf0 ? 3 : *byte >= 0xe0 ? 2 : 1;
        if (*byte < 0xc2 || *byte > 0xf4 || end - byte <= more)
            return false;
        unsigned point = *byte & (0x3fU >> static_cast<unsigned>(more));
        for (int i = 1; i <= more; ++i) {
            if ((byte[i] & 0xc0U) != 0x80U)
                return false;
            point = (point << 6U) | (byte[i] & 0x3fU);
        }
        const bool overlong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
        if (overlong || (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff)
            return false;
        byte += more + 1;
    }
    return true;
}

} // namespace tidemark
