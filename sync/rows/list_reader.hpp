// Reads totals, windows and positions of a list.
#pragma once

#include "sync/mirror/mirror_types.hpp"
#include "sync/rows/list_state.hpp"
#include "sync/rows/row_query.hpp"

#include <functional>
#include <span>

namespace tidemark::sync {

/// Stateless over one connection; what is learnt goes into the ListState.
class ListReader {
public:
    explicit ListReader(Database& db)
        : db_(db)
    {
    }

    /// Whether rows of joining scopes must be hidden at this moment.
    [[nodiscard]] Result<bool> isPartial();

    /// Fills `total` and `fewMatches`, unless they are known.
    [[nodiscard]] Result<void> ensureTotal(ListState& list, ListSources& sources);
    /// The rows from `offset` on, at most `limit`, as a JSON array.
    [[nodiscard]] Result<void>
    readWindow(ListState& list, const ListSources& sources, std::int64_t limit, RowWindow& window);
    /// Where these rows stand in the list; those that are not in it are left out.
    [[nodiscard]] Result<std::vector<ListPosition>>
    positionsOf(const ListState& list, const ListSources& sources, std::span<const Uuid> ids);
    /// Goes on setting anchors, until the end or until `mayGoOn` says no.
    [[nodiscard]] Result<void>
    scan(ListState& list, const ListSources& sources, const std::function<bool()>& mayGoOn);
    [[nodiscard]] Result<MirrorSum>
    sum(const ListQuery& query, const ListSources& sources, const FieldInfo& field);
    /// One row of the entity as JSON; empty when it is not there.
    [[nodiscard]] Result<std::string>
    readRow(const ListQuery& query, const ListSources& sources, const Uuid& id);

    /// Whether the list's order has an index.
    [[nodiscard]] Result<bool> hasIndex(const ListQuery& query);

private:
    /// Called with the rank, the key and the id of a row; false ends the walk.
    using Visit = std::function<bool(std::int64_t, const SqlValue&, const Uuid&)>;

    /// Visits the rows behind an anchor (null: from the front) in order.
    [[nodiscard]] Result<void> walk(
        const ListQuery& query,
        const ListSources& sources,
        const ListAnchor* from,
        const Visit& visit
    );
    [[nodiscard]] Result<void> append(
        const ListQuery& query,
        const ListSources& sources,
        const ListSlice& slice,
        std::string_view tail,
        RowWindow& window
    );
    [[nodiscard]] Result<Statement> start(const ListSql& sql, std::string_view tail);
    [[nodiscard]] Result<std::int64_t> countAll(const ListQuery& query, const ListSources& sources);
    [[nodiscard]] Result<std::int64_t>
    countUnfiltered(const ListQuery& query, const ListSources& sources);
    [[nodiscard]] Result<std::int64_t> matches(const ListQuery& query);

    Database& db_;
};

} // namespace tidemark::sync
