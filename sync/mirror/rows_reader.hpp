// Reads a `rows` frame value by value, without building it in memory.
#pragma once

#include "models/core/fault.hpp"
#include "sync/mirror/wire_value.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::sync {

/// One row of a frame. Reused from row to row; texts point into the frame or into the buffer.
struct RowBuffer {
    std::vector<SqlValue> common = {};  ///< id, rv, createdAt, updatedAt.
    std::vector<SqlValue> fields = {};  ///< In the order of the entity's fields; absent: null.
    std::vector<std::string> room = {}; ///< Bytes of values that had to be rewritten.
    std::string more = {}; ///< Columns that the entity does not have, see `addMore`; or empty.

    [[nodiscard]] const Uuid& id() const { return common[0].uuid; }
    [[nodiscard]] std::int64_t rv() const { return common[1].integer; }
};

/// What a frame is about; known before its first row.
struct RowsHead {
    const EntityInfo* entity = nullptr; ///< Null: not mirrored by this version; rows are skipped.
    std::int64_t scope = 0;
};

/// Where rows go.
struct RowsTarget {
    std::function<Result<void>(const RowsHead&)> begin;
    std::function<Result<void>(const RowBuffer&)> row;
};

/// Reads one `rows` frame. `entity`, `scope` and `columns` come before `rows`. Columns that the
/// entity does not have go to `more`. Fault `corrupt`/`malformed_frame`, or that of the target.
[[nodiscard]] Result<void> readRowsFrame(std::string_view line, const RowsTarget& target);

} // namespace tidemark::sync
