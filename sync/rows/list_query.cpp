#include "sync/rows/list_query.hpp"

#include "sync/mirror/fold.hpp"
#include "sync/mirror/mirror_schema.hpp"
#include "sync/sqlite/store_fault.hpp"

#include <boost/json/serialize.hpp>
#include <sqlite3.h>

namespace tidemark::sync {
namespace {

constexpr std::string_view visibleScopes = "_scope IN (SELECT id FROM temp.visible_scope)";

Fault unusable(const FieldInfo& field)
{
    return {
        FaultCode::invalid,
        "malformed_filter",
        "The filter on " + field.name + " cannot be used.",
        "Change the filter."};
}

Result<SqlValue> toSql(ListSql& sql, const FieldInfo& field, const boost::json::value& value)
{
    SqlValue out;
    sql.room.emplace_back();
    if (!sqlFromWire(field, value, sql.room.back(), out))
        return unusable(field);
    if (out.type == SqlValue::Type::text && field.kind != FieldKind::json) {
        sql.room.back() = out.text;
        out.text = sql.room.back();
    }
    return out;
}

std::string_view comparison(FilterOp op)
{
    switch (op) {
    case FilterOp::lt:
        return " < ";
    case FilterOp::le:
        return " <= ";
    case FilterOp::gt:
        return " > ";
    case FilterOp::ge:
        return " >= ";
    default:
        return " = ";
    }
}

/// `contains` and `startsWith`, without regard to case.
std::string textCondition(ListSql& sql, const FilterCondition& condition, const std::string& column)
{
    const auto* text = condition.value.if_string();
    sql.room.push_back(foldCase(text != nullptr ? std::string_view(*text) : std::string_view()));
    const std::string found =
        "instr(tidemark_fold(" + column + "), " + sql.add(sqlText(sql.room.back())) + ")";
    return found + (condition.op == FilterOp::startsWith ? " = 1" : " > 0");
}

Result<std::string>
inCondition(ListSql& sql, const FilterCondition& condition, const std::string& column)
{
    const auto* items = condition.value.if_array();
    std::string list;
    for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
        const auto value = toSql(sql, *condition.field, (*items)[i]);
        if (!value)
            return value.error();
        list += (list.empty() ? "" : ",") + sql.add(*value);
    }
    return column + " IN (" + list + ")";
}

Result<std::string> conditionSql(ListSql& sql, const FilterCondition& condition)
{
    const std::string column = quotedName(condition.field->column);
    const bool isNull = condition.value.is_null();
    switch (condition.op) {
    case FilterOp::isNull:
        return column + (condition.value == boost::json::value(true) ? " IS NULL" : " IS NOT NULL");
    case FilterOp::contains:
    case FilterOp::startsWith:
        return textCondition(sql, condition, column);
    case FilterOp::in:
        return inCondition(sql, condition, column);
    default:
        break;
    }
    if (isNull)
        return column + (condition.op == FilterOp::ne ? " IS NOT NULL" : " IS NULL");
    const auto value = toSql(sql, *condition.field, condition.value);
    if (!value)
        return value.error();
    if (condition.op == FilterOp::ne)
        return column + " IS NOT " + sql.add(*value);
    return column + std::string(comparison(condition.op)) + sql.add(*value);
}

/// `x'…',x'…'`: at most a few hundred, fewer than a table would pay for.
std::string blobList(std::span<const Uuid> ids)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string list;
    for (const Uuid& id : ids) {
        list += list.empty() ? "x'" : ",x'";
        for (const std::uint8_t byte : id.bytes) {
            list += digits[byte >> 4];
            list += digits[byte & 0x0f];
        }
        list += '\'';
    }
    return list;
}

/// What both sides have in common: filter, part and position.
Result<std::string> sharedConditions(ListSql& sql, const ListQuery& query, const ListSlice& slice)
{
    std::string where;
    for (const FilterCondition& condition : query.filter.all) {
        const auto part = conditionSql(sql, condition);
        if (!part)
            return part.error();
        where += " AND " + *part;
    }
    if (!slice.ids.empty())
        where += " AND id IN (" + blobList(slice.ids) + ")";
    const std::string key =
        query.sort.empty() ? std::string() : quotedName(query.sort.front().field->column);
    if (slice.part != KeyPart::all)
        where += " AND " + key + (slice.part == KeyPart::nulls ? " IS NULL" : " IS NOT NULL");
    if (slice.after == nullptr)
        return where;
    const std::string behind = query.isIdDescending() ? " < " : " > ";
    const std::string id = sql.add(sqlUuid(slice.after->id));
    if (key.empty() || key == "\"id\"" || slice.after->key.type == SqlValue::Type::null)
        return where + " AND id" + behind + id;
    return where + " AND (" + key + ", id)" + behind + "(" + sql.add(slice.after->value()) + ", " +
           id + ")";
}

std::string orderSql(const ListQuery& query)
{
    std::string order;
    bool hasId = false;
    for (const SortKey& key : query.sort) {
        order += quotedName(key.field->column) + (key.descending ? " DESC, " : ", ");
        hasId = hasId || key.field->column == "id";
    }
    if (hasId)
        return order.substr(0, order.size() - 2);
    return order + (query.isIdDescending() ? "id DESC" : "id");
}

void foldFunction(sqlite3_context* context, int, sqlite3_value** arguments)
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
    if (text == nullptr)
        return;
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    const std::string folded = foldCase({text, size});
    sqlite3_result_text(context, folded.data(), static_cast<int>(folded.size()), SQLITE_TRANSIENT);
}

} // namespace

bool ListQuery::isKeyNullable() const
{
    if (sort.empty())
        return false;
    const FieldInfo& field = *sort.front().field;
    return field.column != "id" && field.column != "rv";
}

Result<ListQuery> readListQuery(const MirrorQuery& query)
{
    ListQuery list;
    list.entity = mirroredEntity(query.entity);
    if (list.entity == nullptr)
        return Fault{
            FaultCode::invalid,
            "unknown_entity",
            "There is no list of \"" + query.entity + "\" on this device.",
            "Open it while online, or update Tidemark."};
    auto filter = readFilter(*list.entity, query.filter);
    if (!filter)
        return filter.error();
    auto sort = readSort(*list.entity, query.sort);
    if (!sort)
        return sort.error();
    list.filter = *std::move(filter);
    list.sort = *std::move(sort);
    list.search = foldCase(query.search);
    list.text = query.entity + '\n' + boost::json::serialize(query.filter) + '\n' + list.search;
    for (const std::string& key : query.sort)
        list.text += '\n' + key;
    return list;
}

void ListPosition::keep(const SqlValue& value, const Uuid& rowId)
{
    key = value;
    text = value.text;
    key.text = {};
    id = rowId;
}

SqlValue ListPosition::value() const
{
    SqlValue whole = key;
    whole.text = text;
    return whole;
}

int comparePositions(const ListQuery& query, const ListPosition& a, const ListPosition& b)
{
    int order = 0;
    if (a.key.type != b.key.type) // Null comes first.
        order = a.key.type == SqlValue::Type::null ? -1 : 1;
    else if (a.key.type == SqlValue::Type::integer)
        order = a.key.integer < b.key.integer ? -1 : a.key.integer > b.key.integer ? 1 : 0;
    else if (a.key.type == SqlValue::Type::text)
        order = a.text.compare(b.text);
    else if (a.key.type == SqlValue::Type::uuid)
        order = a.key.uuid < b.key.uuid ? -1 : a.key.uuid > b.key.uuid ? 1 : 0;
    if (order == 0)
        order = a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
    return query.isIdDescending() ? -order : order;
}

std::vector<KeyPart> keyParts(const ListQuery& query)
{
    if (!query.isKeyNullable())
        return {KeyPart::all};
    if (query.isIdDescending())
        return {KeyPart::values, KeyPart::nulls};
    return {KeyPart::nulls, KeyPart::values};
}

KeyPart keyPartOf(const ListQuery& query, const ListPosition& position)
{
    if (!query.isKeyNullable())
        return KeyPart::all;
    return position.key.type == SqlValue::Type::null ? KeyPart::nulls : KeyPart::values;
}

std::string ListSql::add(const SqlValue& value)
{
    values.push_back(value);
    return '?' + std::to_string(values.size());
}

void ListSql::bindTo(Statement& statement) const
{
    for (std::size_t i = 0; i < values.size(); ++i)
        bindValue(statement, static_cast<int>(i) + 1, values[i]);
}

Result<ListSql>
selectSlice(const ListQuery& query, const ListSources& sources, const ListSlice& slice)
{
    ListSql sql;
    const auto shared = sharedConditions(sql, query, slice);
    if (!shared)
        return shared.error();
    std::string searchMirror;
    std::string searchOverlay;
    if (!query.search.empty()) {
        sql.room.push_back(query.search);
        const std::string text = sql.add(sqlText(sql.room.back()));
        // A plus sign keeps the planner from the index on _word: it has no figures to choose by.
        searchMirror = std::string(" AND ") + (sources.fewMatches ? "" : "+") +
                       "_word IN (SELECT word FROM main." + wordsOf(*query.entity) +
                       " WHERE instr(text, " + text + ") > 0)";
        searchOverlay = " AND instr(_text, " + text + ") > 0";
        if (!isSearchable(*query.entity))
            searchMirror = searchOverlay = " AND 0";
    }
    const std::string columns(slice.columns);
    sql.text = "SELECT " + columns + (slice.withState ? ", 0" : "") + " FROM main." +
               tableOf(*query.entity) + " WHERE 1" + *shared + searchMirror;
    if (sources.isPartial)
        sql.text += " AND " + std::string(visibleScopes);
    if (sources.hasOverlay) {
        const std::string overlay = overlayOf(*query.entity);
        sql.text += " AND id NOT IN (SELECT id FROM temp." + overlay + ") UNION ALL SELECT " +
                    columns + (slice.withState ? ", _state" : "") + " FROM temp." + overlay +
                    " WHERE _state < 4" + *shared + searchOverlay;
    }
    if (slice.isOrdered)
        sql.text += " ORDER BY " + orderSql(query);
    return sql;
}

Result<void> addFoldFunction(Database& db)
{
    const int code = sqlite3_create_function_v2(
        db.handle(),
        "tidemark_fold",
        1,
        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
        nullptr,
        &foldFunction,
        nullptr,
        nullptr,
        nullptr
    );
    if (code != SQLITE_OK)
        return storeFault(db.handle(), code, db.store());
    return {};
}

std::string overlayOf(const EntityInfo& entity)
{
    return "o_" + entity.table;
}

} // namespace tidemark::sync
