#include "sync/forms/form_frames.hpp"

#include <algorithm>
#include <cstdint>

namespace tidemark::sync {
namespace {

constexpr std::size_t lengthBytes = 4;

std::uint32_t numberAt(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (std::size_t i = lengthBytes; i > 0; --i)
        number = (number << 8) | static_cast<std::uint8_t>(bytes[i - 1]);
    return number;
}

void append(std::string& bytes, std::uint32_t number)
{
    for (std::size_t i = 0; i < lengthBytes; ++i, number >>= 8)
        bytes += static_cast<char>(number & 0xff);
}

} // namespace

bool isAllZero(std::string_view bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; });
}

std::string frameOf(std::string_view sealed)
{
    const auto length = static_cast<std::uint32_t>(sealed.size());
    std::string frame;
    frame.reserve(formHeadBytes + sealed.size());
    append(frame, length);
    append(frame, ~length);
    return frame.append(sealed);
}

FormFrames framesOf(std::string_view bytes)
{
    FormFrames found;
    while (!bytes.empty()) {
        if (bytes.size() < formHeadBytes || isAllZero(bytes)) {
            found.end = FormEnd::torn;
            return found;
        }
        const std::uint32_t length = numberAt(bytes);
        if (length == 0 || numberAt(bytes.substr(lengthBytes)) != ~length) {
            found.end = FormEnd::damaged;
            return found;
        }
        if (bytes.size() - formHeadBytes < length) {
            found.end = FormEnd::torn;
            return found;
        }
        found.sealed.push_back(bytes.substr(formHeadBytes, length));
        bytes.remove_prefix(formHeadBytes + length);
    }
    return found;
}

} // namespace tidemark::sync
