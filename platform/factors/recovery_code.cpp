#include "platform/factors/recovery_code.hpp"

#include "platform/identity/crypto.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's thirty-two.
constexpr std::size_t length = 16;
constexpr std::size_t groupLength = 4;

std::string grouped(std::string_view code)
{
    std::string text;
    for (std::size_t at = 0; at < code.size(); at += groupLength) {
        text += text.empty() ? "" : "-";
        text += code.substr(at, groupLength);
    }
    return text;
}

/// What looks like another letter is that letter.
char meant(char typed)
{
    const char lower = typed >= 'A' && typed <= 'Z' ? static_cast<char>(typed - 'A' + 'a') : typed;
    if (lower == 'o')
        return '0';
    return lower == 'i' || lower == 'l' ? '1' : lower;
}

} // namespace

std::vector<std::string> makeRecoveryCodes()
{
    std::vector<std::string> codes;
    for (int i = 0; i < recoveryCodeCount; ++i) {
        std::string code;
        for (const char byte : randomBytes(length))
            code += letters[static_cast<unsigned char>(byte) % letters.size()];
        codes.push_back(grouped(code));
    }
    return codes;
}

std::string readRecoveryCode(std::string_view typed)
{
    std::string code;
    for (const char letter : typed) {
        if (letter == ' ' || letter == '-')
            continue;
        const char read = meant(letter);
        if (letters.find(read) == letters.npos || code.size() == length)
            return {};
        code += read;
    }
    return code.size() == length ? grouped(code) : std::string();
}

std::string recoveryCodeHash(const Uuid& userId, std::string_view code)
{
    std::string text = "recovery code 1\n";
    text += userId.toString();
    text += '\n';
    text += code;
    return toBytea(bytesOf(sha256(text)));
}

} // namespace tidemark::platform
