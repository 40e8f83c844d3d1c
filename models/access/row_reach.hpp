// How far a permission reaches: to one's own rows, or to those of more people.
#pragma once

#include "models/core/uuid.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark {

/// Rising: each reaches what those before it reach.
enum class RowReach { own, department, organization, tenant };

[[nodiscard]] std::string_view nameOf(RowReach reach);
[[nodiscard]] std::optional<RowReach> rowReachOf(std::string_view name);

/// Who acts, as far as rows are concerned.
struct ReachActor {
    Uuid userId = {};
    std::string department = {}; ///< Empty: in none.
    std::int64_t ownScope = 1;   ///< Of the organization; 1 without one.
    bool seesAllOrganizations = false;
};

/// The row acted on. Its creator is unknown for rows that the platform made.
struct ReachedRow {
    std::int64_t scope = 1; ///< 1: of the tenant; else of an organization.
    std::optional<Uuid> creator = {};
    std::string creatorDepartment = {};
};

/// Whether a permission that reaches so far reaches this row.
[[nodiscard]] bool reaches(RowReach reach, const ReachActor& actor, const ReachedRow& row);

} // namespace tidemark
