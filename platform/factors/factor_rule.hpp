// Who of a tenant must have a second factor.
#pragma once

#include "platform/audit/audit_deed.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace tidemark::platform {

struct FactorRule {
    enum class Required { nobody, roles, everyone };
    Required required = Required::nobody;
    std::vector<Uuid> roles = {}; ///< Asked when it is by role; held or lent for a while.
};

/// `nobody`, `roles`, `everyone`.
[[nodiscard]] std::string_view nameOf(FactorRule::Required required);
[[nodiscard]] std::optional<FactorRule::Required> factorRequirementOf(std::string_view name);

/// `{required, roles}`
[[nodiscard]] boost::json::object toJson(const FactorRule& rule);

[[nodiscard]] asio::awaitable<Result<FactorRule>>
readFactorRule(Database& database, Tenancy tenancy);

/// In force at once on all servers. `missing_reference` for a role that is not there.
[[nodiscard]] asio::awaitable<Result<void>>
writeFactorRule(Database& database, Tenancy tenancy, AuditOrigin origin, FactorRule wanted);

} // namespace tidemark::platform
