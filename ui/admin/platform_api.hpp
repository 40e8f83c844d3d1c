// Requests to the platform by way of the agent, with refusals as faults.
#pragma once

#include "models/core/fault.hpp"

#include <QObject>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <functional>
#include <optional>
#include <string>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

/// One request. `path` begins behind `/api/v1/`.
struct PlatformCall {
    std::string method = "GET";
    std::string path = {};
    boost::json::value body = {};
    std::string rv = {}; ///< The row version that a write stands on; empty: none.
};

/// What came back: a body, or a fault and, where the platform refused, its problem document.
struct PlatformAnswer {
    std::optional<Fault> fault = {};
    boost::json::value body = {};

    explicit operator bool() const { return !fault; }
    /// The body as an object; an empty one when it is none.
    [[nodiscard]] const boost::json::object& object() const;
    /// Somebody else was faster: the row as it is now is in `object()`'s `current`.
    [[nodiscard]] bool isStale() const { return fault && fault->reason == "stale"; }
};

using PlatformReply = std::function<void(const PlatformAnswer& answer)>;

/// Asks; `reply` runs once, unless `context` is gone by then.
void askPlatform(
    sync::AgentClient& agent, PlatformCall call, QObject* context, PlatformReply reply
);

/// Text as a part of a query: `a b` → `a%20b`.
[[nodiscard]] std::string inQuery(const std::string& text);

} // namespace tidemark::ui
