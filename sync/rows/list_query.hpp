// A person's filter, search and order as SQL over mirror and overlay.
#pragma once

#include "models/entity/query.hpp"
#include "sync/mirror/wire_value.hpp"
#include "sync/rows/row_query.hpp"
#include "sync/sqlite/database.hpp"

#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tidemark::sync {

/// What a list of one entity looks like, whatever window of it is asked for.
struct ListQuery {
    const EntityInfo* entity = nullptr;
    Filter filter = {};
    std::string search = {}; ///< Folded; empty: no search.
    std::vector<SortKey> sort = {};
    std::string text = {}; ///< The same for equal questions.

    /// The id follows the last key's direction, so that an index serves in either direction.
    [[nodiscard]] bool isIdDescending() const { return !sort.empty() && sort.back().descending; }
    /// Positions in the order are found by key; with several keys they are counted.
    [[nodiscard]] bool hasKeyset() const { return sort.size() <= 1; }
    [[nodiscard]] bool isKeyNullable() const;
};

/// Reads a question. Fault `invalid`/`unknown_entity`, or those of models/entity/query.hpp.
[[nodiscard]] Result<ListQuery> readListQuery(const MirrorQuery& query);

/// How readers see the tables at this moment.
struct ListSources {
    bool isPartial = false;  ///< Rows of joining or locked scopes are there and must be hidden.
    bool hasOverlay = false; ///< The entity has unsent changes.
    bool fewMatches = false; ///< The search matches few rows: go by its index, not by the order.
};

/// A place in the order of a list: the key and the id of a row.
struct ListPosition {
    SqlValue key = {};
    Uuid id = {};
    std::string text = {}; ///< Owns the bytes of a text key.

    void keep(const SqlValue& value, const Uuid& rowId);
    [[nodiscard]] SqlValue value() const;
};

/// Less than 0 when `a` comes before `b` in the order of the query.
[[nodiscard]] int
comparePositions(const ListQuery& query, const ListPosition& a, const ListPosition& b);

/// Rows whose key is null and rows whose key is not are two parts of an order, read one after the
/// other: SQL's comparisons know no null.
enum class KeyPart { all, nulls, values };
/// The parts in the order in which they come.
[[nodiscard]] std::vector<KeyPart> keyParts(const ListQuery& query);
[[nodiscard]] KeyPart keyPartOf(const ListQuery& query, const ListPosition& position);

/// Which rows of a list are wanted.
struct ListSlice {
    std::string_view columns = {}; ///< Expressions; must hold the keys of the order.
    bool withState = false;        ///< A last column: 0, or what the overlay says of the row.
    KeyPart part = KeyPart::all;
    const ListPosition* after = nullptr; ///< Only rows behind this one.
    bool isOrdered = true;
    std::span<const Uuid> ids = {}; ///< Only these rows; none: all.
};

/// SQL and its values; parameters are numbered from 1.
struct ListSql {
    std::string text = {};
    std::vector<SqlValue> values = {};
    std::deque<std::string> room = {}; ///< Bytes of the values.

    [[nodiscard]] std::string add(const SqlValue& value);
    void bindTo(Statement& statement) const;
};

/// The SELECT for a slice; without `LIMIT`.
[[nodiscard]] Result<ListSql>
selectSlice(const ListQuery& query, const ListSources& sources, const ListSlice& slice);

/// Registers `tidemark_fold` for `contains` and `startsWith`.
[[nodiscard]] Result<void> addFoldFunction(Database& db);

/// The overlay's table of an entity.
[[nodiscard]] std::string overlayOf(const EntityInfo& entity);

} // namespace tidemark::sync
