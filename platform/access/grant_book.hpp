// Rights for a while, and departments: what administrators keep beside roles.
#pragma once

#include "platform/audit/audit_deed.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace tidemark::platform {

/// A role or a single permission, for a user, until an instant.
struct GrantRequest {
    Uuid userId = {};
    std::optional<Uuid> roleId = {};
    std::optional<std::string> permission = {};
    std::string reason = {};
    std::optional<std::string> validFrom = {}; ///< Absent: now.
    std::string validTo = {};                  ///< At most 90 days later.
};

class GrantBook {
public:
    explicit GrantBook(Database& database)
        : database_(database)
    {
    }

    /// The id. Faults as of checkAccessChange, `invalid`/`bad_period`, `notFound`.
    [[nodiscard]] asio::awaitable<Result<Uuid>>
    give(ActorPointer actor, AuditOrigin origin, GrantRequest wanted);

    /// `notFound` when there is no such grant, or it has ended.
    [[nodiscard]] asio::awaitable<Result<void>>
    revoke(ActorPointer actor, AuditOrigin origin, Uuid grantId);

    /// Empty: in none. `notFound` when there is no such user.
    [[nodiscard]] asio::awaitable<Result<void>>
    setDepartment(ActorPointer actor, AuditOrigin origin, Uuid userId, std::string department);

private:
    Database& database_;
};

} // namespace tidemark::platform
