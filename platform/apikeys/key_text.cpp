#include "platform/apikeys/key_text.hpp"

#include "platform/identity/crypto.hpp"

#include <charconv>

namespace tidemark::platform {
namespace {

constexpr std::string_view mark = "tmk_";
constexpr std::size_t randomBits = 256;
constexpr std::size_t randomLetters = 43;
constexpr std::size_t foundLetters = 8;

} // namespace

KeyText KeyText::make(int tenant)
{
    const std::string random = toBase64Url(randomBytes(randomBits / 8));
    KeyText key;
    key.tenant = tenant;
    key.secret = Secret(std::string(mark) + std::to_string(tenant) + '_' + random);
    key.found = random.substr(0, foundLetters);
    return key;
}

std::optional<KeyText> KeyText::read(std::string_view text)
{
    if (!isMeant(text))
        return std::nullopt;
    const std::string_view parts = text.substr(mark.size());
    const std::size_t line = parts.find('_');
    if (line == parts.npos || line == 0 || parts.front() == '0')
        return std::nullopt;
    KeyText key;
    const char* const last = parts.data() + line;
    const auto [end, error] = std::from_chars(parts.data(), last, key.tenant);
    const std::string_view random = parts.substr(line + 1);
    const bool isWhole = error == std::errc{} && end == last && key.tenant > 0 &&
                         random.size() == randomLetters && fromBase64Url(random);
    if (!isWhole)
        return std::nullopt;
    key.secret = Secret(std::string(text));
    key.found = random.substr(0, foundLetters);
    return key;
}

std::string KeyText::prefix() const
{
    return std::string(mark) + std::to_string(tenant) + '_' + found;
}

std::string KeyText::storedHash() const
{
    return toBytea(bytesOf(sha256(secret.reveal())));
}

} // namespace tidemark::platform
