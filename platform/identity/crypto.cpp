#include "platform/identity/crypto.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <cstdint>
#include <cstdlib>

namespace tidemark::platform {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const unsigned char* unsignedBytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

Digest sha256(std::string_view text)
{
    Digest digest = {};
    SHA256(unsignedBytes(text), text.size(), digest.data());
    return digest;
}

Digest hmacSha256(std::string_view key, std::string_view text)
{
    Digest digest = {};
    std::size_t size = 0;
    const unsigned char* made = EVP_Q_mac(
        nullptr,
        "HMAC",
        nullptr,
        "SHA256",
        nullptr,
        key.data(),
        key.size(),
        unsignedBytes(text),
        text.size(),
        digest.data(),
        digest.size(),
        &size
    );
    if (!made || size != digest.size())
        std::abort(); // A token signed with nothing would be worse than no server.
    return digest;
}

std::string_view bytesOf(const Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

bool isSameSecret(std::string_view left, std::string_view right)
{
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string toBase64Url(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char letter : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(letter);
        for (count += 8; count >= 6; count -= 6)
            out += alphabet[(bits >> (count - 6)) & 63];
    }
    if (count > 0)
        out += alphabet[(bits << (6 - count)) & 63];
    return out;
}

std::optional<std::string> fromBase64Url(std::string_view text)
{
    if (text.size() % 4 == 1)
        return std::nullopt;
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char letter : text) {
        const std::size_t value = alphabet.find(letter);
        if (value == std::string_view::npos)
            return std::nullopt;
        bits = (bits << 6) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>((bits >> count) & 255);
        }
    }
    if ((bits & ((1U << count) - 1)) != 0)
        return std::nullopt;
    return out;
}

std::string toBytea(std::string_view bytes)
{
    static constexpr char hex[] = "0123456789abcdef";
    std::string out = "\\x";
    for (const char letter : bytes) {
        const auto byte = static_cast<unsigned char>(letter);
        out += hex[byte >> 4];
        out += hex[byte & 15];
    }
    return out;
}

std::string fromBytea(std::string_view text)
{
    const auto valueOf = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
    std::string bytes;
    for (std::size_t at = 2; at + 1 < text.size(); at += 2)
        bytes += static_cast<char>(valueOf(text[at]) * 16 + valueOf(text[at + 1]));
    return bytes;
}

std::string randomBytes(std::size_t count)
{
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        std::abort();
    return bytes;
}

} // namespace tidemark::platform
