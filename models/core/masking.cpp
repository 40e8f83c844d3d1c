#include "models/core/masking.hpp"

#include <algorithm>

namespace tidemark {
namespace {

constexpr std::size_t tokenLetters = 40; ///< Shorter runs are ids and words.
constexpr int keptGroups = 3;            ///< Of an IPv6 address: what a provider is given.

bool isLetterOrDigit(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

bool isMailLetter(char letter)
{
    return isLetterOrDigit(letter) || letter == '.' || letter == '_' || letter == '-' ||
           letter == '+' || letter == '%';
}

bool isTokenLetter(char letter)
{
    return isLetterOrDigit(letter) || letter == '_' || letter == '-';
}

/// `name@domain`: the name, but for its first letter.
void maskMails(std::string& text)
{
    for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
        std::size_t begin = at;
        while (begin > 0 && isMailLetter(text[begin - 1]))
            --begin;
        const bool hasDomain = at + 1 < text.size() && isLetterOrDigit(text[at + 1]);
        if (begin == at || !hasDomain)
            continue;
        text.replace(begin + 1, at - begin - 1, "***");
        at = begin + 4;
    }
}

/// Long runs of the letters that tokens, keys and hashes are written in.
void maskTokens(std::string& text)
{
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t end = begin;
        while (end < text.size() && isTokenLetter(text[end]))
            ++end;
        if (end - begin >= tokenLetters) {
            text.replace(begin, end - begin, "***");
            end = begin + 3;
        }
        begin = end + 1;
    }
}

/// What follows `password=` in the words of a connection.
void maskPasswords(std::string& text)
{
    static constexpr std::string_view mark = "password=";
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
        const std::size_t begin = at + mark.size();
        const std::size_t end = std::min(text.find_first_of(" &'\"", begin), text.size());
        text.replace(begin, end - begin, "***");
    }
}

} // namespace

std::string maskPersonal(std::string_view text)
{
    std::string masked(text);
    maskPasswords(masked);
    maskMails(masked);
    maskTokens(masked);
    return masked;
}

std::string maskAddress(std::string_view address)
{
    if (address.starts_with("127.") || address == "::1" || address.empty())
        return std::string(address);
    if (const std::size_t dot = address.rfind('.'); dot != address.npos)
        return std::string(address.substr(0, dot)) + ".x";
    std::size_t end = 0;
    for (int group = 0; group < keptGroups && end != address.npos; ++group)
        end = address.find(':', end == 0 ? 0 : end + 1);
    return std::string(address.substr(0, end)) + "::x";
}

} // namespace tidemark
