// Values of columns that this version does not know stay with their row, so that a version that
// knows them need not fetch them.
#pragma once

#include "models/entity/entity_info.hpp"
#include "sync/sqlite/database.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::sync {

/// Adds the value of a column, as JSON, to what a row keeps besides (`_more`): `{"name":value}`.
void addMore(std::string& more, std::string_view name, std::string_view value);

/// Fills `fields`, new columns of `table`, from what its rows keep, and takes them out there. True
/// when every row had all of them.
[[nodiscard]] Result<bool> takeFromMore(
    Database& db, const std::string& table, const std::vector<const FieldInfo*>& fields
);

} // namespace tidemark::sync
