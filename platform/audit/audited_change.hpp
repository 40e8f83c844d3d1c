// One thing changed by one statement, with its entry in the audit: what most decisions are.
#pragma once

#include "platform/audit/audit_deed.hpp"
#include "platform/http/response.hpp"

#include <functional>

namespace tidemark::platform {

struct AuditedChange {
    /// Gives one row when there was something to change: its first column says in JSON what.
    Statement statement = {};
    AuditDeed deed;
    std::string AuditDeed::*told = &AuditDeed::after; ///< Where the JSON goes.
    Fault nothing = {};                               ///< When there was nothing to change.
    /// Looks at the row; a fault takes the change back.
    std::function<Result<void>(const ResultSet& row)> judge = {};
};

/// Changes and notes in one transaction: 204, or the fault as a problem.
[[nodiscard]] asio::awaitable<Response>
answerChange(Database& database, const Request& request, AuditedChange change);

/// `notFound`/`no_such_row` for what can be decided once.
[[nodiscard]] Fault settledAlready();

} // namespace tidemark::platform
