// From SQLite's return codes to faults that a person can act on.
#pragma once

#include "models/core/fault.hpp"

#include <string_view>

struct sqlite3;

namespace tidemark::sync {

/// The fault of a failed call on `db`. `store` names the file in words: `local copy`, `vault`.
///
/// | SQLite                | code        | reason            |
/// |-----------------------|-------------|-------------------|
/// | FULL, IOERR_WRITE     | full        | disk_full         |
/// | CORRUPT, IOERR_DATA   | corrupt     | store_damaged     |
/// | NOTADB                | corrupt     | not_a_store       |
/// | BUSY, LOCKED          | unavailable | store_in_use      |
/// | READONLY, PERM, AUTH  | forbidden   | store_read_only   |
/// | CANTOPEN              | notFound    | store_unopenable  |
/// | CONSTRAINT            | conflict    | constraint        |
/// | all others            | internal    | store_failed      |
[[nodiscard]] Fault storeFault(sqlite3* db, int returnCode, std::string_view store);

/// True for faults that say the file itself is bad, so that trying again cannot help.
[[nodiscard]] bool isDamage(const Fault& fault);

/// True only for damage of a file of ours that SQLite or a check of it met; not for an answer that
/// makes no sense, nor for a file that is not ours.
[[nodiscard]] bool isFileDamage(const Fault& fault);

} // namespace tidemark::sync
