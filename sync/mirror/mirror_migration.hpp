// A mirror of another version of Tidemark: changed in place, so that only what is new is fetched.
#pragma once

#include "sync/sqlite/database.hpp"

#include <string_view>

namespace tidemark::sync {

/// Brings the tables up to the descriptions of this program, in one transaction.
///
/// - A new column is added and filled from what rows kept while it was not known; where a row did
///   not, the values are noted to be fetched (`backfill`).
/// - A column that is no longer described goes.
/// - A new entity takes its rows from `other`, where they were kept while it was not known.
/// - An entity that is no longer described goes, and its scopes are compared anew.
///
/// `written` is the stamp of the mirror, `stamp` the one of this program, which it has after.
/// Fault `unsupported`/`other_description` when it cannot be done in place: other searchable texts;
/// `unsupported`/`newer_mirror` for a newer layout.
[[nodiscard]] Result<void>
migrateMirror(Database& db, std::string_view written, std::string_view stamp);

} // namespace tidemark::sync
