#include "models/core/permission.hpp"

#include <algorithm>

namespace tidemark {

bool covers(std::string_view granted, std::string_view wanted)
{
    if (granted == "*" || granted == wanted)
        return true;
    const auto grantedColon = granted.find(':');
    const auto wantedColon = wanted.find(':');
    if (grantedColon == std::string_view::npos || wantedColon == std::string_view::npos)
        return false;
    const auto partCovers = [](std::string_view pattern, std::string_view part) {
        return pattern == "*" || pattern == part;
    };
    return partCovers(granted.substr(0, grantedColon), wanted.substr(0, wantedColon)) &&
           partCovers(granted.substr(grantedColon + 1), wanted.substr(wantedColon + 1));
}

bool permits(std::span<const std::string> granted, std::string_view wanted)
{
    return std::any_of(granted.begin(), granted.end(), [&](const std::string& one) {
        return covers(one, wanted);
    });
}

} // namespace tidemark
