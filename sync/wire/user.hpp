// The person who is signed in, as the platform names them.
#pragma once

#include "models/access/row_reach.hpp"
#include "models/core/fault.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::sync {

/// A tenant, as far as a window needs to know it.
struct TenantName {
    int number = 0;
    std::string slug = {};
    std::string name = {};
    std::string timeZone = {};

    friend bool operator==(const TenantName&, const TenantName&) = default;
};

/// Whether a list of grants holds `report:read` and the like. A grant may have `*` for its area,
/// its action or both.
[[nodiscard]] bool isGranted(const std::vector<std::string>& grants, std::string_view permission);

/// How far a list of grants holds a permission: the widest suffix (`@own`, …) of those that give
/// it, `tenant` without one. A suffix that this version does not know counts as the narrowest.
[[nodiscard]] std::optional<RowReach>
reachOf(const std::vector<std::string>& grants, std::string_view permission);

/// The `user` object of sign-in and `me`.
struct User {
    std::string id = {};
    std::string login = {};
    std::string displayName = {};
    std::optional<std::string> organizationId = {};
    std::optional<std::string> organizationName = {};
    std::string department = {}; ///< Empty: in none.
    TenantName tenant = {};
    std::vector<std::string> permissions = {};
    bool mustChangePassword = false;
    bool mustSetUpSecondFactor = false;

    /// Something to do before anything else is possible.
    [[nodiscard]] bool owes() const { return mustChangePassword || mustSetUpSecondFactor; }

    /// How far; absent: not at all.
    [[nodiscard]] std::optional<RowReach> reach(std::string_view permission) const
    {
        return reachOf(permissions, permission);
    }

    /// Whether that was granted for any row. For what to show; the platform decides.
    [[nodiscard]] bool may(std::string_view permission) const
    {
        return isGranted(permissions, permission);
    }

    friend bool operator==(const User&, const User&) = default;
};

[[nodiscard]] boost::json::object toJson(const User& user);
/// Fault `invalid`/`user_malformed` when id or login is missing.
[[nodiscard]] Result<User> userFromJson(const boost::json::value& value);

} // namespace tidemark::sync
