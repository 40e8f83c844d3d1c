// What PostgreSQL's errors mean for the platform. Internal to platform/database.
#pragma once

#include "models/core/fault.hpp"

struct pg_conn;
struct pg_result;

namespace tidemark::platform {

struct SqlError {
    Fault fault = {};
    bool mayRepeat = false;    ///< Deadlock or serialization: the same work may succeed.
    bool isLost = false;       ///< The connection ended with it.
    bool isStaleShape = false; ///< Prepared statements no longer fit: take a new connection.
};

[[nodiscard]] SqlError sqlErrorOf(const pg_result* result);

/// The connection broke before an answer came.
[[nodiscard]] SqlError lostConnection();

/// No connection could be made; `words` is libpq's message.
[[nodiscard]] Fault unreachable(const char* words);

/// All connections are in use, and none came free in time.
[[nodiscard]] Fault databaseBusy();

/// The connection broke while a transaction was committing.
[[nodiscard]] Fault commitUnknown();

} // namespace tidemark::platform
