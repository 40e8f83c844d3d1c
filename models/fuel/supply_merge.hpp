// The rules of fuel-supply rows for a merge: two changes that are right alone may be wrong
// together.
#pragma once

#include "models/fuel/reference_data.hpp"
#include "models/merge/merge.hpp"

#include <cstdint>

namespace tidemark {

/// Errors, no warnings, of a row as JSON for a report of `year`. A row that cannot be read breaks
/// no rule here: its fields are refused elsewhere. `reference` must outlive the check.
[[nodiscard]] RuleCheck supplyRuleCheck(const ReferenceData& reference, std::int64_t year);

} // namespace tidemark
