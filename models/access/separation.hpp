// Who made it does not check it: actions on one record that must come from different people.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace tidemark {

/// Whoever did `earlier` to a record may not do `later` to it.
struct Separation {
    std::string_view resource = {};
    std::string_view earlier = {};
    std::string_view later = {};
};

[[nodiscard]] std::span<const Separation> separations();

/// The actions after which the same person may not do `action` to a record of `resource`.
[[nodiscard]] std::vector<std::string_view>
actionsOfOthers(std::string_view resource, std::string_view action);

} // namespace tidemark
