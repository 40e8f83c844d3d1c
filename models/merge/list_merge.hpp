// Three-way merge of what a field holds as an array: sets, ordered lines, attachments.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tidemark {

/// One line or attachment that both sides changed to different values. A side that deleted it is
/// null.
struct LineConflict {
    std::string id = {};
    boost::json::value base = {};
    boost::json::value mine = {};
    boost::json::value theirs = {};
};

/// Arrays after their merge.
struct MergedList {
    /// Clean parts merged; in a conflict their line, or the one that was not deleted.
    boost::json::array items = {};
    std::vector<LineConflict> conflicts = {};
    bool hasMovedTwice = false; ///< Both moved one line: it is where they put it.
};

/// (base − what either removed) ∪ what either added. Values that come twice come once. `items`
/// keeps the order of a side that has the same values. Null counts as no values; nullopt: one of
/// the three is no array.
[[nodiscard]] std::optional<boost::json::array> mergeSets(
    const boost::json::value& base, const boost::json::value& mine, const boost::json::value& theirs
);

/// The same values, in whatever order.
[[nodiscard]] bool isSameSet(const boost::json::value& a, const boost::json::value& b);

/// Lines are objects with a text `id` that stays and a text `position` that orders them (ties by
/// id). Added by one side: kept. Deleted by one and untouched by the other: gone. Deleted by one
/// and changed by the other: kept, and a conflict. Members merge one by one. Moved by one side:
/// moved; by both: where they put it. Nullopt: one of the three holds something else.
[[nodiscard]] std::optional<MergedList> mergeLines(
    const boost::json::value& base, const boost::json::value& mine, const boost::json::value& theirs
);

/// Attachments are objects with a text `id` and no order. An attachment is one value: two
/// different replacements are a conflict; `items` then has theirs with mine in its `others`, so
/// that no version is lost whatever is chosen.
[[nodiscard]] std::optional<MergedList> mergeAttachments(
    const boost::json::value& base, const boost::json::value& mine, const boost::json::value& theirs
);

} // namespace tidemark
