// A change of which the platform does not know all fields: what goes now, and what waits.
#pragma once

#include "models/protocol/known_fields.hpp"
#include "models/protocol/push.hpp"

#include <string>
#include <vector>

namespace tidemark::sync {

/// The operations of one mutation in two parts.
struct PartedOps {
    std::vector<PushOp> now = {};
    std::vector<PushOp> later = {};
    std::vector<std::string> fields = {}; ///< What `later` waits for: `fuelSupply.colour`.
    bool isWhole = true;                  ///< `now` is what was given.
};

/// `lacking` says what the platform does not know, as `lackingIn` does. A new row goes without
/// those fields; they follow as an update of it, except for those that say what a new row holds
/// anyway.
[[nodiscard]] PartedOps partedBy(const KnownFields& lacking, std::vector<PushOp> ops);

/// For people, and for the list of pending changes.
[[nodiscard]] Fault heldBack(const std::vector<std::string>& fields);

} // namespace tidemark::sync
