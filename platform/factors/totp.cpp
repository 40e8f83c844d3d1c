#include "platform/factors/totp.hpp"

#include "platform/identity/crypto.hpp"

#include <openssl/evp.h>

#include <array>

namespace tidemark::platform {
namespace {

constexpr std::size_t secretBytes = 20;
constexpr std::size_t sha1Bytes = 20;
constexpr int stepsEitherWay = 1;

const unsigned char* unsignedBytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::array<unsigned char, sha1Bytes> hmacSha1(std::string_view key, std::string_view text)
{
    std::array<unsigned char, sha1Bytes> mac = {};
    std::size_t size = 0;
    const unsigned char* made = EVP_Q_mac(
        nullptr,
        "HMAC",
        nullptr,
        "SHA1",
        nullptr,
        key.data(),
        key.size(),
        unsignedBytes(text),
        text.size(),
        mac.data(),
        mac.size(),
        &size
    );
    if (made == nullptr || size != mac.size())
        std::abort(); // A system whose OpenSSL cannot do SHA-1 cannot check any code.
    return mac;
}

/// As in a URI: letters, digits and `-._~` stay.
std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool isPlain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                             (byte >= '0' && byte <= '9') ||
                             std::string_view("-._~").find(letter) != std::string_view::npos;
        if (isPlain) {
            encoded += letter;
            continue;
        }
        encoded += '%';
        encoded += digits[byte >> 4];
        encoded += digits[byte & 15];
    }
    return encoded;
}

} // namespace

Secret makeTotpSecret()
{
    return Secret(randomBytes(secretBytes));
}

std::string totpCode(std::string_view secret, std::int64_t step, int digits)
{
    std::string counter(8, '\0');
    for (int i = 0; i < 8; ++i)
        counter[static_cast<std::size_t>(7 - i)] = static_cast<char>((step >> (8 * i)) & 0xff);
    const auto mac = hmacSha1(secret, counter);
    const std::size_t offset = mac[sha1Bytes - 1] & 0x0f;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number << 8 | mac[offset + i];
    number &= 0x7fffffff;
    std::string code(static_cast<std::size_t>(digits), '0');
    for (int i = digits - 1; i >= 0; --i, number /= 10)
        code[static_cast<std::size_t>(i)] = static_cast<char>('0' + number % 10);
    return code;
}

std::optional<std::int64_t>
totpStepOf(std::string_view secret, std::string_view code, std::int64_t now)
{
    // All three are compared, so that time does not tell which one it was.
    std::optional<std::int64_t> found;
    const std::int64_t step = now / totpPeriod;
    for (std::int64_t at = step - stepsEitherWay; at <= step + stepsEitherWay; ++at) {
        if (isSameSecret(totpCode(secret, at), code))
            found = at;
    }
    return found;
}

std::string toBase32(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = held << 8 | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            text += letters[(held >> (bits - 5)) & 31];
    }
    if (bits > 0)
        text += letters[(held << (5 - bits)) & 31];
    return text;
}

std::string otpauthUri(std::string_view secret, std::string_view issuer, std::string_view account)
{
    const std::string name = percentEncoded(issuer);
    return "otpauth://totp/" + name + ":" + percentEncoded(account) +
           "?secret=" + toBase32(secret) + "&issuer=" + name +
           "&algorithm=SHA1&digits=" + std::to_string(totpDigits) +
           "&period=" + std::to_string(totpPeriod);
}

} // namespace tidemark::platform
