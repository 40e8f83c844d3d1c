// Conflicts as JSON of the local API.
#pragma once

#include "sync/engine/stores.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace tidemark::sync {

/// An item of `conflicts.list`. `row` is the row as the windows show it, null when it is not there.
[[nodiscard]] boost::json::object toJson(const ConflictCase& one, boost::json::value row);
[[nodiscard]] boost::json::object toJson(const Resolution& resolution);

/// All open cases with their rows.
[[nodiscard]] Result<boost::json::array> conflictItems(DeskStore& desk);

/// `items` of `conflicts.resolve`. Fault `invalid`/`bad_params`.
[[nodiscard]] Result<std::vector<CaseChoice>> readChoices(const boost::json::object& params);

/// The same choice for every group of these cases.
[[nodiscard]] std::vector<CaseChoice>
sameChoice(std::span<const ConflictCase> cases, ConflictSource source);

/// What deciding so would change: `{entity, id, changes:[{field, from, to}]}` by case.
[[nodiscard]] boost::json::array
previewOf(std::span<const ConflictCase> cases, ConflictSource source);

} // namespace tidemark::sync
