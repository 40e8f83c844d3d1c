// A report's fuel-supply schedule as the platform judges it: every row derived anew and checked.
#pragma once

#include "models/entities/compliance_report.hpp"
#include "models/fuel/supply_rules.hpp"
#include "platform/database/database.hpp"

#include <boost/json/array.hpp>

namespace tidemark::platform {

/// What a schedule comes to.
struct JudgedSchedule {
    std::int64_t rows = 0;
    Decimal line18 = {};
    std::vector<SupplyProblem> problems = {};
    std::vector<FuelSupply> changed = {}; ///< Rows whose stored figures are out of date.
};

/// All rows of a report in the order of the grid.
[[nodiscard]] Statement selectSchedule(Uuid report);

/// Judges the rows of `selectSchedule`. Takes a while for many: call it off the network thread.
[[nodiscard]] Result<JudgedSchedule>
judge(const ResultSet& rows, const ReferenceData& reference, std::int64_t year);

/// Problems as the API tells them: `[{id, problems:[{field, reason, args, severity, detail}]}]`,
/// at most 200 rows.
[[nodiscard]] boost::json::array problemRows(const std::vector<SupplyProblem>& problems);

} // namespace tidemark::platform
