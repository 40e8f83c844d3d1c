#include "models/core/uuid.hpp"

#include <chrono>
#include <openssl/rand.h>

namespace tidemark {
namespace {

constexpr std::array<int, 4> dashBefore{4, 6, 8, 10};
constexpr std::string_view hexDigits = "0123456789abcdef";

int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

bool hasDashBefore(int byte)
{
    for (const int at : dashBefore) {
        if (at == byte)
            return true;
    }
    return false;
}

Fault malformed()
{
    return Fault{
        FaultCode::invalid,
        "malformed_id",
        "This is not an identifier.",
        "Use the 36-character form with dashes."};
}

} // namespace

Uuid Uuid::make()
{
    using namespace std::chrono;
    Uuid id;
    RAND_bytes(id.bytes.data(), static_cast<int>(id.bytes.size()));
    const auto now = system_clock::now().time_since_epoch();
    auto millis = static_cast<std::uint64_t>(duration_cast<milliseconds>(now).count());
    for (int i = 5; i >= 0; --i) {
        id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(millis & 0xff);
        millis >>= 8;
    }
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x70);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
    return id;
}

Result<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36)
        return malformed();
    Uuid id;
    std::size_t at = 0;
    for (int byte = 0; byte < 16; ++byte) {
        if (hasDashBefore(byte) && text[at++] != '-')
            return malformed();
        const int high = hexValue(text[at]);
        const int low = hexValue(text[at + 1]);
        if (high < 0 || low < 0)
            return malformed();
        id.bytes[static_cast<std::size_t>(byte)] = static_cast<std::uint8_t>(high * 16 + low);
        at += 2;
    }
    return id;
}

std::string Uuid::toString() const
{
    std::string text;
    text.reserve(36);
    for (int byte = 0; byte < 16; ++byte) {
        if (hasDashBefore(byte))
            text += '-';
        const auto value = bytes[static_cast<std::size_t>(byte)];
        text += hexDigits[value >> 4];
        text += hexDigits[value & 0x0f];
    }
    return text;
}

} // namespace tidemark
