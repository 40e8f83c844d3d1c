// The identity of the database's past, which tells clients of a restore. Blocking, as migrations.
#pragma once

#include "models/core/fault.hpp"

#include <string>
#include <string_view>

namespace tidemark::platform {

struct HistoryIdentity {
    std::string id = {};
    int epoch = 1;
    std::string since = {};
    bool isRenewed = false; ///< By this call.
};

/// Compares the PostgreSQL server with the one that the history knows, by system identifier and
/// timeline, and begins a new history when it is another one: then the answer is `t`. Every
/// connection that serves is greeted with it, as the server may change while the platform runs.
inline constexpr std::string_view settleHistorySql = "SELECT sync.settle_history()";

/// The same on a connection of its own, for the start of every program. `connection` may be
/// `tidemark_app`'s. Fault `unavailable`/`database_unreachable` and others.
[[nodiscard]] Result<HistoryIdentity> settleHistory(const std::string& connection);

/// Begins a new history: after a restore that the server itself does not show (files put back, a
/// dump read in). `connection` as for `migrate`.
[[nodiscard]] Result<HistoryIdentity> renewHistory(const std::string& connection);

/// As it is.
[[nodiscard]] Result<HistoryIdentity> readHistory(const std::string& connection);

} // namespace tidemark::platform
