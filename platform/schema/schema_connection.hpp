// A blocking connection to the database as its owner. Internal to platform/schema.
#pragma once

#include "models/core/fault.hpp"

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>

namespace tidemark::platform {

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearRows {
    void operator()(PGresult* result) const { PQclear(result); }
};
using SchemaConnection = std::unique_ptr<PGconn, CloseConnection>;
using SchemaRows = std::unique_ptr<PGresult, ClearRows>;

/// Fault `unavailable`/`database_unreachable` or `unsupported`/`database_too_old`.
[[nodiscard]] Result<SchemaConnection> connectSchema(const std::string& parameters);

/// Runs statements; `doing` names them in the fault `internal`/`migration_failed`.
[[nodiscard]] Result<SchemaRows>
runSchema(PGconn& connection, const std::string& sql, std::string_view doing);

/// Becomes `tidemark_owner`. Fault `forbidden`/`not_owner`.
[[nodiscard]] Result<void> becomeOwner(PGconn& connection);

} // namespace tidemark::platform
