// Conflicts as JSON of the local API.
#pragma once

#include "sync/engine/stores.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace tidemark::sync {

[[nodiscard]] boost::json::object toJson(const Resolution& resolution);

/// All open cases. `row` is the row as the windows show it and `report` the report it belongs to;
/// null when they are not there.
[[nodiscard]] Result<boost::json::array> conflictItems(DeskStore& desk);
/// The newest decisions that can be undone, with their first row.
[[nodiscard]] Result<boost::json::array> recentItems(DeskStore& desk, std::size_t most);

/// `items` of `conflicts.resolve`. Fault `invalid`/`bad_params`.
[[nodiscard]] Result<std::vector<CaseChoice>> readChoices(const boost::json::object& params);

/// The same choice for every group of these cases.
[[nodiscard]] std::vector<CaseChoice>
sameChoice(std::span<const ConflictCase> cases, ConflictSource source);

/// What deciding so would change, and what the rows would break then: `{entity, id,
/// changes:[{field, from, to}], problems:[{field, reason, severity, args}]}` by case.
[[nodiscard]] boost::json::array
previewOf(DeskStore& desk, std::span<const ConflictCase> cases, ConflictSource source);

} // namespace tidemark::sync
