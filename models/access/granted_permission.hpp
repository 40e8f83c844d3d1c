// One permission as a role grants it: `resource:action`, and how far it reaches.
#pragma once

#include "models/access/row_reach.hpp"
#include "models/core/fault.hpp"

#include <string>
#include <string_view>

namespace tidemark {

/// `report:submit`, `report:*`, `*:read`, or narrowed to some rows: `schedule_row:update@own`.
/// Without a suffix it reaches all rows that its holder sees.
struct GrantedPermission {
    std::string resource = {};
    std::string action = {};
    RowReach reach = RowReach::tenant;

    /// The form that roles hold.
    [[nodiscard]] std::string toString() const;

    /// Whether it covers `wanted`, whatever the row.
    [[nodiscard]] bool covers(std::string_view wanted) const;

    friend bool operator==(const GrantedPermission&, const GrantedPermission&) = default;
};

/// Reads what a role grants. Fault `invalid`: `malformed_permission`, `unknown_reach`,
/// `unknown_permission` for one that is not in the catalogue, and `narrow_read`: who reads which
/// rows is decided by organization alone, because copies on devices follow it.
[[nodiscard]] Result<GrantedPermission> readPermission(std::string_view text);

} // namespace tidemark
