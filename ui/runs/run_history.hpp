// The states that a run has been in, from the times that its row and its steps keep.
#pragma once

#include "models/core/timestamp.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace tidemark::ui {

/// One state of a run; the last one of a list is the state it is in now.
struct PastState {
    std::string_view state = {}; ///< By its name in the protocol.
    std::optional<Timestamp> since = {};
};

/// Oldest first. What a step's row does not keep, a wait before its last attempt, is not told.
/// The names point into the rows or live for ever.
[[nodiscard]] std::vector<PastState>
statesSoFar(const boost::json::object& run, const std::vector<boost::json::object>& steps);

} // namespace tidemark::ui
