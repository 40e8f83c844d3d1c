// All rows of a query, fetched window by window.
#pragma once

#include "sync/client/agent_client.hpp"

#include <memory>

namespace tidemark::ui {

/// Asks for the whole query in windows of 500 and answers once, with every row or the first fault.
/// Nothing is answered when `context` is gone.
void fetchAllRows(
    sync::AgentClient& agent,
    sync::RowQuery query,
    QObject* context,
    std::function<void(Result<std::vector<boost::json::object>>)> reply
);

} // namespace tidemark::ui
