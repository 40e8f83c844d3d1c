// What is remembered of a list, so that any window of it is found at once.
#pragma once

#include "sync/rows/list_query.hpp"

#include <optional>
#include <vector>

namespace tidemark::sync {

/// A place whose rank is known: `rank` rows are at or before `position`.
struct ListAnchor {
    std::int64_t rank = 0;
    ListPosition position = {};
};

/// Total and anchors of one list.
///
/// Anchors stand every few hundred rows, from the front on as far as somebody looked or the idle
/// time went. When rows change, `shift` moves the ranks behind their old and new places, so that a
/// change of a few rows costs no new scan.
class ListState {
public:
    explicit ListState(ListQuery query)
        : query_(std::move(query))
    {
    }

    [[nodiscard]] const ListQuery& query() const { return query_; }
    [[nodiscard]] const std::vector<ListAnchor>& anchors() const { return anchors_; }

    /// The last anchor at or before `offset`; nullptr: begin at the front.
    [[nodiscard]] const ListAnchor* before(std::int64_t offset) const;
    /// A row of that rank was passed; becomes an anchor when it stands far enough behind the last.
    void passed(std::int64_t rank, const SqlValue& key, const Uuid& id);
    /// Rows left their places and others came.
    void shift(std::span<const ListPosition> left, std::span<const ListPosition> came);
    void forget();

    std::optional<std::int64_t> total = {};
    bool fewMatches = false; ///< See ListSources.
    bool isScanned = false;  ///< Anchors reach the end.
    bool hasIndex = true;    ///< The order has an index, or the list is small.

private:
    ListQuery query_;
    std::vector<ListAnchor> anchors_;
};

} // namespace tidemark::sync
