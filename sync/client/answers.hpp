// From the agent's JSON answers to values. Used inside `sync/client` alone.
#pragma once

#include "models/core/fault.hpp"
#include "sync/client/rows.hpp"

#include <QString>

namespace tidemark::sync {

[[nodiscard]] Result<RowPage> rowPageFromJson(boost::json::value answer);
[[nodiscard]] Result<RowSum> rowSumFromJson(const boost::json::value& answer);
[[nodiscard]] Result<std::int64_t> midFromJson(const boost::json::value& answer);
[[nodiscard]] Result<boost::json::object> objectFrom(Result<boost::json::value> answer);
[[nodiscard]] Changes changesFromJson(const boost::json::object& params);
[[nodiscard]] MutationResult resultFromJson(const boost::json::object& params);
/// The text of a key; empty when it is absent or no text.
[[nodiscard]] QString textIn(const boost::json::object& object, std::string_view key);

} // namespace tidemark::sync
