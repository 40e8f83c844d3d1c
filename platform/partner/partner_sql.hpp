// What the partner API answers, as statements. $1 is the tenant, $2 the scope of who asks; null:
// every organization's. Internal to platform/partner.
#pragma once

#include <string>

namespace tidemark::platform::partner_sql {

/// Newest first; $3 state or empty, $4 schema or null, $5 instant or null.
[[nodiscard]] std::string reports();
/// $3 the report.
[[nodiscard]] std::string report();

/// By name.
[[nodiscard]] std::string schemas();
/// $3 the schema.
[[nodiscard]] std::string schema();

/// By name.
[[nodiscard]] std::string connectors();
/// $3 the connector.
[[nodiscard]] std::string connector();

/// Newest report first; $3 report or null.
[[nodiscard]] std::string validations();
/// $3 the validation.
[[nodiscard]] std::string validation();

/// $2 key or null, $3 its user.
[[nodiscard]] std::string account();

} // namespace tidemark::platform::partner_sql
