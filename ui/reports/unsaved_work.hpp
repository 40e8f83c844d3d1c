// What is left to save of edits whose answer was lost.
#pragma once

#include "sync/client/rows.hpp"

#include <boost/json/object.hpp>

#include <deque>
#include <vector>

namespace tidemark::ui {

/// One op for each row: what all mutations together do to it, with the oldest base.
[[nodiscard]] std::vector<sync::MutationOp> netOps(const std::deque<sync::Mutation>& mutations);

/// Without what the agent has already: rows that exist are not created again, values that are there
/// are not set again, rows that are gone are not removed again. A held value that one of `unsaved`
/// has set is what the rest is based on; any other one is somebody else's, and the base stays what
/// the person saw.
[[nodiscard]] std::vector<sync::MutationOp> stillMissing(
    std::vector<sync::MutationOp> ops,
    const std::vector<boost::json::object>& held,
    const std::deque<sync::Mutation>& unsaved
);

} // namespace tidemark::ui
