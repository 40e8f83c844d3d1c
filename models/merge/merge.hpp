// Three-way merge of a row: what the author saw, what they want, what is there now. The platform
// decides with it, the desk previews with it.
#pragma once

#include "models/entity/entity_info.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// What kind of choice a conflict asks for. Names are those of the wire.
enum class ConflictKind {
    values,  ///< Both changed a field or a group to different values.
    text,    ///< Both changed the same words.
    lines,   ///< Both changed the same line or attachment of a list.
    rule,    ///< Each change is valid by itself; together they break a rule.
    gone,    ///< I changed a row that they deleted.
    removed, ///< I deleted a row that they changed.
};

[[nodiscard]] std::string_view nameOf(ConflictKind kind);
/// Unknown names are `values`.
[[nodiscard]] ConflictKind conflictKindOf(std::string_view name);

/// A field that waits for a person.
struct FieldConflict {
    std::string field = {};
    boost::json::value base = {};
    boost::json::value mine = {};
    boost::json::value theirs = {};
    std::string group = {}; ///< Fields of one group are decided together; a lone field's name.
    ConflictKind kind = ConflictKind::values;

    friend bool operator==(const FieldConflict&, const FieldConflict&) = default;
};

/// Outcome of merging one row.
struct MergedRow {
    boost::json::object apply = {};            ///< Fields to write: those that differ from theirs.
    std::vector<FieldConflict> conflicts = {}; ///< In the order of the fields. Not in `apply`.
    bool tookTheirs = false; ///< Something of `set` gave way: `merged`, not `applied`.

    [[nodiscard]] bool isClean() const { return conflicts.empty(); }

    friend bool operator==(const MergedRow&, const MergedRow&) = default;
};

/// Whether two values of a field mean the same: absent and null alike, decimals, times and ids in
/// whatever form they are written, sets in whatever order.
[[nodiscard]] bool
sameValue(const FieldInfo& field, const boost::json::value& a, const boost::json::value& b);

/// Merges the fields of `set` into `theirs`. `base` holds what the author saw in each field of
/// `set`; a field without a base counts as null there. `base` may also hold other fields of their
/// groups: then a change of theirs to those is noticed. Fields that the entity lacks are ignored.
///
/// Per group, or field that stands alone: theirs untouched (= base) → mine; both the same →
/// nothing to do; mine untouched → theirs stays; else the field's MergeRule, groups always ask.
/// A clean result does not depend on whose side one is on, except under the rules `theirs` and
/// `mine` and for lines that both moved.
[[nodiscard]] MergedRow mergeRow(
    const EntityInfo& entity,
    const boost::json::object& base,
    const boost::json::object& set,
    const boost::json::object& theirs
);

/// The name that a field's conflicts have: its group, or its own.
[[nodiscard]] const std::string& groupOf(const FieldInfo& field);

/// One value that keeps the work of both sides, to look at and to edit; none where that means
/// nothing. Texts have both wordings, lists both versions.
[[nodiscard]] std::optional<boost::json::value>
keepBoth(const FieldInfo& field, const FieldConflict& conflict);

/// A rule that a row breaks.
struct BrokenRule {
    std::string field = {};
    std::string reason = {};            ///< Stable key, as in the rules of models/fuel.
    std::vector<std::string> args = {}; ///< See there.

    friend bool operator==(const BrokenRule&, const BrokenRule&) = default;
};

/// The rules that a row breaks, severe ones only.
using RuleCheck = std::function<std::vector<BrokenRule>(const boost::json::object& row)>;

/// Rules that the merged row breaks although neither side did: `theirs` by itself, and the row as
/// its author left it (`theirs` with `base` and then `set` over it), keep them.
[[nodiscard]] std::vector<BrokenRule> brokenByMerge(
    const boost::json::object& base,
    const boost::json::object& set,
    const boost::json::object& theirs,
    const boost::json::object& apply,
    const RuleCheck& check
);

} // namespace tidemark
