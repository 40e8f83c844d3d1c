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
/// | IOERR_FSYNC           | unavailable | disk_failed       |
/// | CORRUPT, IOERR_READ   | corrupt     | store_damaged     |
/// | NOTADB                | corrupt     | not_a_store       |
/// | BUSY, LOCKED          | unavailable | store_in_use      |
/// | READONLY, PERM, AUTH  | forbidden   | store_read_only   |
/// | CANTOPEN              | notFound    | store_unopenable  |
/// | CONSTRAINT            | conflict    | constraint        |
/// | all others            | internal    | store_failed      |
///
/// After `disk_failed` nobody knows what of the last writes is on the disk, whatever a later sync
/// says: `db` is not to be used any more, and `mayUse` refuses it.
[[nodiscard]] Fault storeFault(sqlite3* db, int returnCode, std::string_view store);

/// Fault `disk_failed` once a sync of this connection has failed. A new one may be opened.
[[nodiscard]] Result<void> mayUse(sqlite3* db, std::string_view store);

/// True for `disk_failed`: the file is to be closed and opened again.
[[nodiscard]] bool isDiskFailure(const Fault& fault);

/// True for faults that say the file itself is bad, so that trying again cannot help.
[[nodiscard]] bool isDamage(const Fault& fault);

/// True only for damage of a file of ours that SQLite or a check of it met; not for an answer that
/// makes no sense, nor for a file that is not ours.
[[nodiscard]] bool isFileDamage(const Fault& fault);

} // namespace tidemark::sync
