// All rows of a query, fetched window by window.
#pragma once

#include "sync/client/agent_client.hpp"

#include <memory>

namespace tidemark::ui {

/// More rows than a window should ever hold at once.
inline constexpr std::int64_t fetchedRowsMost = 50'000;

/// Asks for the whole query in windows of 500 and answers once, with every row or the first fault.
/// Nothing is answered when `context` is gone. Fault `tooLarge`/`too_many_rows` above the limit.
void fetchAllRows(
    sync::AgentClient& agent,
    sync::RowQuery query,
    QObject* context,
    std::function<void(Result<std::vector<boost::json::object>>)> reply
);

} // namespace tidemark::ui
