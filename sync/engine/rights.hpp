// What a person may read on this device, to notice when it becomes less.
#pragma once

#include "sync/engine/stores.hpp"

#include <set>
#include <string>

namespace tidemark::sync {

struct Rights {
    std::set<ScopeId> scopes = {};
    std::set<std::string> entities = {}; ///< Empty: the platform did not say.

    friend bool operator==(const Rights&, const Rights&) = default;
};

/// As the mirror holds them: a pull that takes something away has taken it from there too.
[[nodiscard]] Result<Rights> rightsIn(DeskStore& desk);
[[nodiscard]] std::string textOf(const Rights& rights);
/// Nothing for a text of another form.
[[nodiscard]] std::optional<Rights> rightsFrom(std::string_view text);
/// Something that could be read before cannot be read any more.
[[nodiscard]] bool hasLost(const Rights& before, const Rights& now);

} // namespace tidemark::sync
