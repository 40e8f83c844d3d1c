#include "models/core/key_text.hpp"

#include <openssl/evp.h>

namespace tidemark {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

} // namespace

std::string hexOf(const KeyHalf& key)
{
    std::string text;
    for (const std::uint8_t byte : key) {
        text += digits[byte >> 4U];
        text += digits[byte & 0x0fU];
    }
    return text;
}

std::optional<KeyHalf> keyFromHex(std::string_view hex)
{
    KeyHalf key{};
    if (hex.size() != 2 * key.size())
        return std::nullopt;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const auto high = digits.find(hex[2 * i]);
        const auto low = digits.find(hex[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        key[i] = static_cast<std::uint8_t>(high << 4U | low);
    }
    return key;
}

std::string base64Of(std::span<const std::uint8_t> bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size())
    );
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::optional<std::vector<std::uint8_t>> bytesFromBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    std::vector<std::uint8_t> bytes(text.size() / 4 * 3);
    if (text.empty())
        return bytes;
    const int size = EVP_DecodeBlock(
        bytes.data(),
        reinterpret_cast<const unsigned char*>(text.data()),
        static_cast<int>(text.size())
    );
    if (size < 0)
        return std::nullopt;
    // OpenSSL counts the padding as zeros.
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    bytes.resize(static_cast<std::size_t>(size) - padding);
    return bytes;
}

} // namespace tidemark
