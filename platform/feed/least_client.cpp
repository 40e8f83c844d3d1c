#include "platform/feed/least_client.hpp"

#include <charconv>

namespace tidemark::platform {
namespace {

/// Takes the first number off `text`.
int takeNumber(std::string_view& text)
{
    const std::string_view part = text.substr(0, text.find('.'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    int number = 0;
    (void)std::from_chars(part.data(), part.data() + part.size(), number);
    return number;
}

} // namespace

bool isOlderVersion(std::string_view version, std::string_view least)
{
    while (!version.empty() || !least.empty()) {
        const int have = takeNumber(version);
        const int want = takeNumber(least);
        if (have != want)
            return have < want;
    }
    return false;
}

std::optional<UpgradeWanted> LeastClient::wantedOf(const Request& request) const
{
    const auto client = request.header("X-Tidemark-Version").value_or("");
    if (version.empty() || !isOlderVersion(client, version))
        return std::nullopt;
    return UpgradeWanted{version, graceUntil};
}

} // namespace tidemark::platform
