// Who works here: tenants, organizations, users and roles.
#pragma once

#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace tidemark {

using TenantId = Id<struct TenantTag>;
using OrganizationId = Id<struct OrganizationTag>;
using UserId = Id<struct UserTag>;
using RoleId = Id<struct RoleTag>;
using UserRoleId = Id<struct UserRoleTag>;

enum class TenantEnvironment { sandbox, production };
enum class OrganizationKind {
    fuelSupplier,
    aggregator,
    fuelProducer,
    exemptedSupplier,
    initiativeAgreementHolder,
    government
};
enum class OrganizationStatus { unregistered, registered, suspended, canceled };

/// One customer of the platform. Its number, not its id, is the key of row-level security.
struct Tenant {
    TenantId id = {};
    std::int64_t rv = 0;
    std::int64_t number = 0; ///< `tenant_id` of every row.
    std::string name = {};   ///< 1..120 bytes.
    std::string slug = {};   ///< Lower case, digits and dashes; part of the sign-in.
    TenantEnvironment environment = TenantEnvironment::sandbox;
    std::string timeZone = "America/Vancouver"; ///< Zone in which deadlines are computed.
    std::int64_t sessionTimeoutMinutes = 30;    ///< 5..480 without activity.
};

/// A supplier, or the government side (`kind` government).
struct Organization {
    OrganizationId id = {};
    std::int64_t rv = 0;
    std::string code = {}; ///< Four characters, unique.
    std::string name = {};
    std::string operatingName = {};
    OrganizationKind kind = OrganizationKind::fuelSupplier;
    OrganizationStatus status = OrganizationStatus::registered;
    std::string email = {};
    std::string phone = {};
};

/// A person who may sign in. The password's hash lives apart and is in no description.
struct User {
    UserId id = {};
    std::int64_t rv = 0;
    std::string login = {}; ///< E-mail address in lower case, unique in the tenant.
    std::string displayName = {};
    std::string title = {};
    std::optional<OrganizationId> organizationId = {}; ///< Absent: government, sees all.
    bool isActive = true;
    bool mustChangePassword = false;
    std::optional<Timestamp> lastSignInAt = {};
};

/// A named set of permissions `resource:action`, with `*` for either part.
struct Role {
    RoleId id = {};
    std::int64_t rv = 0;
    std::string name = {};
    std::string description = {};
    boost::json::value permissions = {}; ///< Array of strings.
    bool isTemplate = false;
};

/// That a user has a role.
struct UserRole {
    UserRoleId id = {};
    std::int64_t rv = 0;
    UserId userId = {};
    RoleId roleId = {};
};

} // namespace tidemark
