// Three-way merge of a row, field by field: what the author saw, what they want, what is there now.
#pragma once

#include "models/entity/entity_info.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <vector>

namespace tidemark {

/// A field that both sides changed, to different values.
struct FieldConflict {
    std::string field = {};
    boost::json::value base = {};
    boost::json::value mine = {};
    boost::json::value theirs = {};

    friend bool operator==(const FieldConflict&, const FieldConflict&) = default;
};

/// Outcome of merging one row.
struct MergedRow {
    boost::json::object apply = {};            ///< Fields to write: those that differ from theirs.
    std::vector<FieldConflict> conflicts = {}; ///< In the order of `set`. Not part of `apply`.
    bool tookTheirs = false; ///< A field of `set` kept their value: `merged`, not `applied`.

    [[nodiscard]] bool isClean() const { return conflicts.empty(); }

    friend bool operator==(const MergedRow&, const MergedRow&) = default;
};

/// Whether two values of a field mean the same: absent and null alike, decimals, times and ids in
/// whatever form they are written.
[[nodiscard]] bool
sameValue(const FieldInfo& field, const boost::json::value& a, const boost::json::value& b);

/// Merges the fields of `set` into `theirs`. `base` holds what the author saw in each field of
/// `set`; a field without a base counts as null there. Fields that the entity lacks are ignored.
///
/// Per field: theirs untouched (= base) → mine; both the same → nothing to do; mine untouched →
/// theirs stays; else a conflict.
[[nodiscard]] MergedRow mergeRow(
    const EntityInfo& entity,
    const boost::json::object& base,
    const boost::json::object& set,
    const boost::json::object& theirs
);

} // namespace tidemark
