#include "platform/http/target.hpp"

namespace tidemark::platform {
namespace {

constexpr std::size_t mostParameters = 64;

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

} // namespace

std::string percentDecoded(std::string_view text, bool plusIsSpace)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 &&
            hexValue(text[i + 2]) >= 0) {
            out += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            out += plusIsSpace && text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

void readQuery(std::string_view query, std::vector<std::pair<std::string, std::string>>& into)
{
    into.clear();
    while (!query.empty() && into.size() < mostParameters) {
        const std::string_view part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), part.size() + 1));
        const std::size_t equals = std::min(part.find('='), part.size());
        if (part.empty())
            continue;
        into.emplace_back(
            percentDecoded(part.substr(0, equals), true),
            percentDecoded(part.substr(std::min(part.size(), equals + 1)), true)
        );
    }
}

} // namespace tidemark::platform
