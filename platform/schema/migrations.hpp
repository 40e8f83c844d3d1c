// Brings a database to the newest schema. Blocking: for `migrate`, the start of `serve`, and tests.
#pragma once

#include "models/core/fault.hpp"

#include <span>
#include <string>
#include <string_view>

namespace tidemark::platform {

/// One numbered file of platform/schema, as it was when the program was built.
struct Migration {
    int number = 0;
    std::string_view name = {}; ///< `0001_foundation`.
    std::string_view sql = {};
};

/// All, in the order of their numbers.
[[nodiscard]] std::span<const Migration> allMigrations();

struct MigrationOutcome {
    int applied = 0; ///< Now.
    int total = 0;   ///< Applied now and earlier.
};

/// Applies what is missing, as `tidemark_owner`, each migration in one transaction; two programs
/// that start at once wait for each other. `connection` signs in as a superuser, who also makes
/// the roles, or as `tidemark_owner` when they are there. The number of the newest one is left as
/// the comment of the schema `migration`.
///
/// Faults: `unavailable` `database_unreachable`; `unsupported` `database_too_old` (before 15.14)
/// and `schema_too_new` (made by a newer Tidemark); `corrupt` `migration_changed` (an applied file
/// differs from ours); `forbidden` `not_owner`; `internal` `migration_failed` with the statement.
[[nodiscard]] Result<MigrationOutcome> migrate(const std::string& connection);

} // namespace tidemark::platform
