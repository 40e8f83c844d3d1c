// The descriptions by subject; `entities.cpp` joins them.
#pragma once

#include "models/entity/entity_info.hpp"
#include <vector>

namespace tidemark {

[[nodiscard]] std::vector<EntityInfo> describeIdentity();
[[nodiscard]] std::vector<EntityInfo> describeFuelReference();
[[nodiscard]] std::vector<EntityInfo> describeComplianceReports();
[[nodiscard]] std::vector<EntityInfo> describeAttachments();
[[nodiscard]] std::vector<EntityInfo> describeReportRuns();
[[nodiscard]] std::vector<EntityInfo> describeRecordKeeping();

} // namespace tidemark
