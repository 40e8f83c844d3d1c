// Why somebody may do something, or why not.
#pragma once

#include "models/access/row_reach.hpp"
#include "platform/database/database.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tidemark::platform {

/// One permission that somebody holds, and what gives it.
struct HeldPermission {
    std::string kind = {}; ///< `role` or `grant`
    std::string id = {};
    std::string name = {};
    std::string permission = {}; ///< As it is granted, perhaps with wildcards.
    std::optional<std::string> until = {};
};

/// A user as far as permissions are concerned.
struct AccessHolder {
    Uuid id = {};
    bool isActive = false;
    std::optional<Uuid> organizationId = {};
    std::int64_t ownScope = 1;
    std::string department = {};
    std::vector<HeldPermission> held = {};

    /// How far the permission reaches, by all that is held; none: it is not held.
    [[nodiscard]] std::optional<RowReach> reachOf(std::string_view permission) const;
    /// What gives the permission, as JSON.
    [[nodiscard]] boost::json::array sourcesOf(std::string_view permission) const;
    [[nodiscard]] bool seesAllOrganizations() const { return !organizationId; }
};

/// None when the tenant has no such user.
[[nodiscard]] asio::awaitable<Result<std::optional<AccessHolder>>>
loadHolder(Transaction& transaction, Uuid userId);

/// The whole answer: every permission of the catalogue that the holder has, with its sources.
[[nodiscard]] boost::json::array effectivePermissions(const AccessHolder& holder);

/// What is asked: may the holder do this, to this row if one is named?
struct AccessQuestion {
    std::string permission = {};
    std::string entity = {}; ///< Empty: of no single row.
    Uuid rowId = {};
    bool isByRow = true; ///< Else it is done for all rows or for none, however narrow the reach.
};

/// `{allowed, permission, reach, because:[…], against:[{reason, cause}]}`
[[nodiscard]] asio::awaitable<Result<boost::json::object>>
explainAccess(Transaction& transaction, const AccessHolder& holder, AccessQuestion question);

} // namespace tidemark::platform
