// Checks rows that somebody else wrote and brings them into their canonical form. Client and
// server share it, so a draft is refused offline by the very rule that the server applies.
#pragma once

#include "models/core/fault.hpp"
#include "models/entity/entity_info.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// What is wrong with one field.
struct FieldProblem {
    std::string field = {};
    std::string reason = {}; ///< Stable key: `required`, `too_long`, `unknown_field` …
    std::string detail = {}; ///< One plain sentence, in English.

    friend bool operator==(const FieldProblem&, const FieldProblem&) = default;
};

/// A row after its check. The values may be used only when there is no problem.
struct CheckedRow {
    boost::json::object values = {}; ///< Canonical, in the order of the entity's fields.
    std::vector<FieldProblem> problems = {};

    [[nodiscard]] bool isValid() const { return problems.empty(); }
};

/// The canonical form of one value: decimals padded to the field's scale, ids in lower case, times
/// in UTC. Fault `invalid` whose reason and cause are those of a FieldProblem.
[[nodiscard]] Result<boost::json::value>
checkedValue(const FieldInfo& field, const boost::json::value& value);

/// A new row. `id` may be given; what is missing gets the field's fallback or is `required`.
/// Refuses unknown fields and those that only the platform sets.
[[nodiscard]] CheckedRow checkedCreate(const EntityInfo& entity, const boost::json::object& row);

/// A change of some fields. Refuses also `id` and fields that are fixed at creation.
[[nodiscard]] CheckedRow checkedPatch(const EntityInfo& entity, const boost::json::object& patch);

/// A row as the platform holds it, platform-set fields included; for what jobs and actions write.
/// Missing fields stay missing.
[[nodiscard]] CheckedRow checkedStored(const EntityInfo& entity, const boost::json::object& row);

/// `{field, reason, detail}`.
[[nodiscard]] boost::json::object toJson(const FieldProblem& problem);

/// One fault for several problems: `invalid`/`invalid_fields`, naming the first.
[[nodiscard]] Fault faultOf(const std::vector<FieldProblem>& problems);

} // namespace tidemark
