// demo.json and the reference tables as rows of their entities.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/uuid.hpp"
#include "models/fuel/reference_data.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// The id of a demonstration row: the same for the same name each time, so that loading again finds
/// what is there.
[[nodiscard]] Uuid demoId(std::string_view name);

/// Rows of one entity, in the order of writing.
struct DemoRows {
    std::string_view entity = {};
    std::vector<boost::json::object> rows = {};
};

/// demo.json, parsed once. Ends the program when the embedded file is damaged: a mistake of ours.
[[nodiscard]] const boost::json::object& demoData();

/// Periods, categories, types, end uses, provisions, factors and fuel codes.
[[nodiscard]] std::vector<DemoRows> referenceRows(const ReferenceTables& tables);

/// The published tables with the demonstration's fuel codes.
[[nodiscard]] Result<ReferenceTables> demoReference();

/// Organizations, roles, users and who has which role.
[[nodiscard]] std::vector<DemoRows> peopleRows();

/// Reports, then their fuel supply: derived by the same rules as everywhere.
[[nodiscard]] Result<std::vector<DemoRows>> reportRows(const ReferenceTables& tables);

/// The connector, then the definitions over it.
[[nodiscard]] std::vector<DemoRows> definitionRows(const std::string& host, int port);

} // namespace tidemark::platform
