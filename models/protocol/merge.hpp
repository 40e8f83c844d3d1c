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
    bool theirsMoved = false; ///< Another field or version moved too: `merged`, not `applied`.

    [[nodiscard]] bool isClean() const { return conflicts.empty(); }

    friend bool operator==(const MergedRow&, const MergedRow&) = default;
};

/// Whether two field values mean the same: decimals by value, an absent value like null, whole
/// numbers whatever their JSON kind.
[[nodiscard]] bool sameValue(const boost::json::value& a, const boost::json::value& b);

/// Merges the fields of `set` into `theirs`. `base` holds what the author saw in each field of
/// `set`; a field without a base is taken as changed by the author alone when theirs is null.
///
/// Per field: theirs untouched (= base) → mine; both the same → nothing to do; mine untouched →
/// theirs stays; else a conflict.
[[nodiscard]] MergedRow mergeRow(
    const boost::json::object& base,
    const boost::json::object& set,
    const boost::json::object& theirs
);

} // namespace tidemark
