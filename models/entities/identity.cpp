#include "models/entities/identity.hpp"

#include "models/entities/descriptions.hpp"
#include "models/entity/describe.hpp"

namespace tidemark {

BOOST_DESCRIBE_ENUM(TenantEnvironment, sandbox, production)
BOOST_DESCRIBE_ENUM(
    OrganizationKind,
    fuelSupplier,
    aggregator,
    fuelProducer,
    exemptedSupplier,
    initiativeAgreementHolder,
    government
)
BOOST_DESCRIBE_ENUM(OrganizationStatus, unregistered, registered, suspended, canceled)
BOOST_DESCRIBE_STRUCT(
    Tenant, (), (id, rv, number, name, slug, environment, timeZone, sessionTimeoutMinutes)
)
BOOST_DESCRIBE_STRUCT(
    Organization, (), (id, rv, code, name, operatingName, kind, status, email, phone)
)
BOOST_DESCRIBE_STRUCT(
    User,
    (),
    (id, rv, login, displayName, title, organizationId, isActive, mustChangePassword, lastSignInAt)
)
BOOST_DESCRIBE_STRUCT(Role, (), (id, rv, name, description, permissions, isTemplate))
BOOST_DESCRIBE_STRUCT(UserRole, (), (id, rv, userId, roleId))

TIDEMARK_CHOICE(TenantEnvironment)
TIDEMARK_CHOICE(OrganizationKind)
TIDEMARK_CHOICE(OrganizationStatus)
TIDEMARK_RECORD(Tenant)
TIDEMARK_RECORD(Organization)
TIDEMARK_RECORD(User)
TIDEMARK_RECORD(Role)
TIDEMARK_RECORD(UserRole)

std::vector<EntityInfo> describeIdentity()
{
    return {
        describeEntity<Tenant>(
            {.name = "tenant",
             .plural = "tenants",
             .code = 1,
             .permission = "tenant",
             .sync = SyncPolicy::onlineOnly,
             .list = {"name", "slug"},
             .rules =
                 {length("name", 1, 120),
                  platformSet({"number", "slug", "environment"}),
                  range("sessionTimeoutMinutes", 5, 480)}}
        ),
        describeEntity<Organization>(
            {.name = "organization",
             .plural = "organizations",
             .code = 2,
             .permission = "org",
             .search = {"code", "name"},
             .list = {"code", "name", "kind", "status"},
             .rules = {unique("code"), length("code", 4, 4), length("name", 1, 200)}}
        ),
        describeEntity<User>(
            {.name = "user",
             .plural = "users",
             .code = 3,
             .permission = "user",
             .search = {"login", "displayName"},
             .list = {"displayName", "login", "title", "isActive"},
             .rules =
                 {unique("login"),
                  length("login", 3, 254),
                  length("displayName", 1, 120),
                  references("organizationId", "organization"),
                  platformSet({"lastSignInAt"})}}
        ),
        describeEntity<Role>(
            {.name = "role",
             .plural = "roles",
             .code = 4,
             .permission = "role",
             .search = {"name"},
             .list = {"name", "description"},
             .rules = {unique("name"), length("name", 1, 80)}}
        ),
        describeEntity<UserRole>(
            {.name = "userRole",
             .plural = "user-roles",
             .code = 5,
             .permission = "role",
             .writing = "role:assign",
             .list = {"userId", "roleId"},
             .rules =
                 {references("userId", "user"),
                  references("roleId", "role"),
                  fixed({"userId", "roleId"})}}
        ),
    };
}

} // namespace tidemark
