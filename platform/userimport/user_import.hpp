// Takes people of another system over, with the passwords that they have.
#pragma once

#include "platform/database/database.hpp"
#include "platform/userimport/imported_user.hpp"

namespace tidemark::platform {

/// All of them in one transaction, each with an audit entry, or nobody: then what stands against
/// it, by line (an unknown role or organization, a login that is taken). `isTrial` writes nothing.
/// `notFound`/`no_such_tenant`; other faults are the database's.
[[nodiscard]] asio::awaitable<Result<std::vector<LineFault>>> importUsers(
    Database& database, std::string tenant, const std::vector<ImportedUser>& users, bool isTrial
);

} // namespace tidemark::platform
