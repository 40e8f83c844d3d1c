#include "sync/rows/list_reader.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/rows/row_image.hpp"

namespace tidemark::sync {
namespace {

/// Up to here counting rows off is as fast as finding an anchor.
constexpr std::int64_t countedOffsetMost = 512;
/// A search that matches fewer rows goes by the index of its texts.
constexpr std::int64_t fewMatchesMost = 20'000;

std::string keyColumn(const ListQuery& query)
{
    return query.sort.empty() ? "NULL" : quotedName(query.sort.front().field->column);
}

SqlValue keyOf(const ListQuery& query, const Statement& statement)
{
    return query.sort.empty() ? SqlValue{} : valueOf(statement, 0, *query.sort.front().field);
}

} // namespace

Result<bool> ListReader::isPartial()
{
    auto statement = db_.prepare("SELECT EXISTS(SELECT 1 FROM main.scope WHERE id NOT IN "
                                 "(SELECT id FROM temp.visible_scope))");
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    return statement->integer(0) != 0;
}

Result<Statement> ListReader::start(const ListSql& sql, std::string_view tail)
{
    auto statement = db_.prepareOnce(sql.text + std::string(tail));
    if (statement)
        sql.bindTo(*statement);
    return statement;
}

Result<std::int64_t> ListReader::countAll(const ListQuery& query, const ListSources& sources)
{
    const auto sql = selectSlice(query, sources, {.columns = "count(*)", .isOrdered = false});
    if (!sql)
        return sql.error();
    auto statement = start(*sql, "");
    if (!statement)
        return statement.error();
    std::int64_t count = 0;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) // One row for each side.
        count += statement->integer(0);
    if (!more)
        return more.error();
    return count;
}

Result<std::int64_t> ListReader::matches(const ListQuery& query)
{
    if (!isSearchable(*query.entity))
        return std::int64_t{0};
    auto statement = db_.prepare(
        "SELECT coalesce(sum(rows), 0) FROM main." + wordsOf(*query.entity) +
        " WHERE instr(text, ?) > 0"
    );
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, std::string_view(query.search)).step();
    if (!row)
        return row.error();
    return statement->integer(0);
}

/// Without conditions the mirror's part is known from its tallies; only the overlay is counted.
Result<std::int64_t> ListReader::countUnfiltered(const ListQuery& query, const ListSources& sources)
{
    auto tally =
        db_.prepare("SELECT coalesce(sum(rows), 0) FROM main.tally WHERE entity=? AND scope "
                    "IN (SELECT id FROM temp.visible_scope)");
    if (!tally)
        return tally.error();
    const auto row = tally->bind(1, static_cast<std::int64_t>(query.entity->code)).step();
    if (!row)
        return row.error();
    const std::int64_t mirrored = tally->integer(0);
    if (!sources.hasOverlay)
        return mirrored;
    const std::string overlay = "temp." + overlayOf(*query.entity);
    const auto own = db_.integer("SELECT count(*) FROM " + overlay + " WHERE _state < 4");
    if (!own)
        return own.error();
    const auto covered = db_.integer(
        "SELECT count(*) FROM main." + tableOf(*query.entity) + " WHERE id IN (SELECT id FROM " +
        overlay + ") AND _scope IN (SELECT id FROM temp.visible_scope)"
    );
    if (!covered)
        return covered.error();
    return mirrored - *covered + *own;
}

Result<void> ListReader::ensureTotal(ListState& list, ListSources& sources)
{
    const ListQuery& query = list.query();
    if (!list.total && !query.search.empty()) {
        const auto found = matches(query);
        if (!found)
            return found.error();
        list.fewMatches = *found <= fewMatchesMost;
        if (query.filter.all.empty() && !sources.isPartial && !sources.hasOverlay)
            list.total = *found;
    }
    sources.fewMatches = list.fewMatches;
    if (list.total)
        return {};
    const bool isPlain = query.search.empty() && query.filter.all.empty();
    const auto count = isPlain ? countUnfiltered(query, sources) : countAll(query, sources);
    if (!count)
        return count.error();
    list.total = *count;
    return {};
}

Result<void> ListReader::append(
    const ListQuery& query,
    const ListSources& sources,
    const ListSlice& slice,
    std::string_view tail,
    RowWindow& window
)
{
    const auto sql = selectSlice(query, sources, slice);
    if (!sql)
        return sql.error();
    auto statement = start(*sql, tail);
    if (!statement)
        return statement.error();
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        if (window.count++ > 0)
            window.rows += ',';
        appendRow(window.rows, *query.entity, *statement);
    }
    if (!more)
        return more.error();
    return {};
}

Result<void> ListReader::readWindow(
    ListState& list, const ListSources& sources, std::int64_t limit, RowWindow& window
)
{
    const ListQuery& query = list.query();
    const std::string columns = rowColumnNames(*query.entity);
    ListSlice slice{.columns = columns, .withState = true};
    window.rows = "[";
    window.count = 0;
    const bool counts = window.offset <= countedOffsetMost || !query.hasKeyset() || !list.hasIndex;
    if (counts) {
        const std::string tail =
            " LIMIT " + std::to_string(limit) + " OFFSET " + std::to_string(window.offset);
        if (auto done = append(query, sources, slice, tail, window); !done)
            return done;
        window.rows += ']';
        return {};
    }
    std::optional<ListAnchor> start;
    if (const ListAnchor* anchor = list.before(window.offset))
        start = *anchor;
    if (!start || start->rank < window.offset) {
        const auto from = start;
        const auto visit = [&](std::int64_t rank, const SqlValue& key, const Uuid& id) {
            list.passed(rank, key, id);
            if (rank < window.offset)
                return true;
            start.emplace();
            start->rank = rank;
            start->position.keep(key, id);
            return false;
        };
        if (auto done = walk(query, sources, from ? &*from : nullptr, visit); !done)
            return done;
    }
    const auto parts = keyParts(query);
    const KeyPart first = start ? keyPartOf(query, start->position) : parts.front();
    bool isBehind = false;
    for (const KeyPart part : parts) {
        isBehind = isBehind || part == first;
        if (!isBehind || window.count >= limit)
            continue;
        slice.part = part;
        slice.after = part == first && start ? &start->position : nullptr;
        const std::string tail = " LIMIT " + std::to_string(limit - window.count);
        if (auto done = append(query, sources, slice, tail, window); !done)
            return done;
    }
    window.rows += ']';
    return {};
}

Result<void> ListReader::walk(
    const ListQuery& query, const ListSources& sources, const ListAnchor* from, const Visit& visit
)
{
    const std::string columns = keyColumn(query) + ", id";
    std::int64_t rank = from != nullptr ? from->rank : 0;
    const auto parts = keyParts(query);
    const KeyPart first = from != nullptr ? keyPartOf(query, from->position) : parts.front();
    bool isBehind = false;
    for (const KeyPart part : parts) {
        isBehind = isBehind || part == first;
        if (!isBehind)
            continue;
        const ListPosition* after = part == first && from != nullptr ? &from->position : nullptr;
        const auto sql =
            selectSlice(query, sources, {.columns = columns, .part = part, .after = after});
        if (!sql)
            return sql.error();
        auto statement = start(*sql, "");
        if (!statement)
            return statement.error();
        auto more = statement->step();
        for (; more && *more; more = statement->step()) {
            if (!visit(++rank, keyOf(query, *statement), statement->uuid(1)))
                return {};
        }
        if (!more)
            return more.error();
    }
    return {};
}

Result<void>
ListReader::scan(ListState& list, const ListSources& sources, const std::function<bool()>& mayGoOn)
{
    constexpr std::int64_t askEvery = 512;
    std::optional<ListAnchor> from;
    if (!list.anchors().empty())
        from = list.anchors().back();
    bool isStopped = false;
    const auto visit = [&](std::int64_t rank, const SqlValue& key, const Uuid& id) {
        list.passed(rank, key, id);
        isStopped = rank % askEvery == 0 && !mayGoOn();
        return !isStopped;
    };
    if (auto done = walk(list.query(), sources, from ? &*from : nullptr, visit); !done)
        return done;
    list.isScanned = !isStopped;
    return {};
}

Result<std::vector<ListPosition>> ListReader::positionsOf(
    const ListState& list, const ListSources& sources, std::span<const Uuid> ids
)
{
    const ListQuery& query = list.query();
    const std::string columns = keyColumn(query) + ", id";
    std::vector<ListPosition> positions;
    const auto sql =
        selectSlice(query, sources, {.columns = columns, .isOrdered = false, .ids = ids});
    if (!sql)
        return sql.error();
    auto statement = start(*sql, "");
    if (!statement)
        return statement.error();
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        positions.emplace_back().keep(keyOf(query, *statement), statement->uuid(1));
    if (!more)
        return more.error();
    return positions;
}

Result<MirrorSum>
ListReader::sum(const ListQuery& query, const ListSources& sources, const FieldInfo& field)
{
    const std::string columns = "coalesce(sum(" + quotedName(field.column) + "), 0), count(*)";
    const auto sql = selectSlice(query, sources, {.columns = columns, .isOrdered = false});
    if (!sql)
        return sql.error();
    auto statement = start(*sql, "");
    if (!statement)
        return statement.error();
    MirrorSum result;
    std::int64_t units = 0;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        units += statement->integer(0);
        result.count += statement->integer(1);
    }
    if (!more)
        return more.error();
    result.sum = decimalText(units, field.scale);
    return result;
}

Result<std::string>
ListReader::readRow(const ListQuery& query, const ListSources& sources, const Uuid& id)
{
    const std::string columns = rowColumnNames(*query.entity);
    const auto sql = selectSlice(
        query,
        sources,
        {.columns = columns, .withState = true, .isOrdered = false, .ids = std::span(&id, 1)}
    );
    if (!sql)
        return sql.error();
    auto statement = start(*sql, "");
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    std::string json;
    if (*row)
        appendRow(json, *query.entity, *statement);
    return json;
}

Result<bool> ListReader::hasIndex(const ListQuery& query)
{
    if (query.sort.empty() || query.sort.front().field->column == "id")
        return true;
    auto statement = db_.prepare("SELECT 1 FROM main.sqlite_schema WHERE type='index' AND name=?");
    if (!statement)
        return statement.error();
    const std::string name = indexOf(*query.entity, *query.sort.front().field);
    return statement->bind(1, std::string_view(name)).step();
}

} // namespace tidemark::sync
