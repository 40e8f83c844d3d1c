#include "platform/entities/list_query.hpp"

#include "models/core/storable_text.hpp"
#include "platform/entities/entity_table.hpp"

#include <boost/json/array.hpp>

#include <charconv>

namespace tidemark::platform {
namespace {

constexpr std::size_t searchMost = 200;

Result<std::int64_t>
numberIn(const Request& request, std::string_view name, std::int64_t fallback, std::int64_t most)
{
    const auto text = request.query(name);
    if (!text)
        return fallback;
    std::int64_t number = 0;
    const auto end = text->data() + text->size();
    const auto [rest, error] = std::from_chars(text->data(), end, number);
    if (error != std::errc() || rest != end || number < 1 || number > most)
        return Fault{
            FaultCode::invalid,
            "bad_" + std::string(name),
            "The parameter " + std::string(name) + " must be a number from 1 to " +
                std::to_string(most) + '.',
            "Correct the address."};
    return number;
}

std::string_view typeOf(FieldKind kind)
{
    switch (kind) {
    case FieldKind::integer:
        return "bigint";
    case FieldKind::decimal:
        return "numeric";
    case FieldKind::boolean:
        return "boolean";
    case FieldKind::timestamp:
        return "timestamptz";
    case FieldKind::date:
        return "date";
    case FieldKind::uuid:
        return "uuid";
    case FieldKind::json:
        return "jsonb";
    case FieldKind::text:
    case FieldKind::enumeration:
        return "text";
    }
    return "text";
}

/// A counter may come as a string of digits.
Result<std::string> plainValue(const FieldInfo& field, const boost::json::value& value)
{
    if (value.is_string())
        return std::string(value.get_string());
    auto parameter = parameterOf(field, value);
    if (!parameter)
        return parameter.error();
    return parameter->value_or("");
}

std::string patternOf(std::string_view text, std::string_view before)
{
    std::string pattern(before);
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

std::string arrayElement(std::string_view text)
{
    std::string element = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            element += '\\';
        element += c;
    }
    return element + '"';
}

/// Collects conditions and their parameters.
class WhereClause {
public:
    Result<void> add(const FilterCondition& condition)
    {
        const FieldInfo& field = *condition.field;
        const std::string column = '"' + field.column + '"';
        const boost::json::value& value = condition.value;
        switch (condition.op) {
        case FilterOp::isNull:
            append(column + (value.as_bool() ? " IS NULL" : " IS NOT NULL"));
            return {};
        case FilterOp::eq:
        case FilterOp::ne:
            if (value.is_null()) {
                append(column + (condition.op == FilterOp::eq ? " IS NULL" : " IS NOT NULL"));
                return {};
            }
            return compare(
                field, column + (condition.op == FilterOp::eq ? " = " : " IS DISTINCT FROM "), value
            );
        case FilterOp::lt:
            return compare(field, column + " < ", value);
        case FilterOp::le:
            return compare(field, column + " <= ", value);
        case FilterOp::gt:
            return compare(field, column + " > ", value);
        case FilterOp::ge:
            return compare(field, column + " >= ", value);
        case FilterOp::contains:
            append(column + " ILIKE " + parameter(patternOf(value.as_string(), "%")));
            return {};
        case FilterOp::startsWith:
            append(column + " ILIKE " + parameter(patternOf(value.as_string(), "")));
            return {};
        case FilterOp::in:
            return oneOf(field, column, value.as_array());
        }
        return {};
    }

    void addSearch(const EntityInfo& info, std::string_view text)
    {
        const std::string pattern = parameter(patternOf(text, "%"));
        std::string any;
        for (const FieldInfo& field : info.fields) {
            if (!field.searchable)
                continue;
            any += any.empty() ? "(" : " OR ";
            any += '"' + field.column + "\" ILIKE " + pattern;
        }
        append(any.empty() ? "false AND " + pattern + "::text IS NULL" : any + ')');
    }

    void addScope(const EntityInfo& info, std::int64_t ownScope)
    {
        append(ownRows(info, parameter(std::to_string(ownScope))));
    }

    [[nodiscard]] const std::string& sql() const { return sql_; }
    [[nodiscard]] const Params& params() const { return params_; }

private:
    void append(const std::string& condition)
    {
        sql_ += sql_.empty() ? " WHERE " : " AND ";
        sql_ += condition;
    }

    std::string parameter(std::string value)
    {
        params_.emplace_back(std::move(value));
        return '$' + std::to_string(params_.size());
    }

    Result<void>
    compare(const FieldInfo& field, const std::string& left, const boost::json::value& value)
    {
        auto plain = plainValue(field, value);
        if (!plain)
            return plain.error();
        append(left + parameter(std::move(*plain)) + "::" + std::string(typeOf(field.kind)));
        return {};
    }

    Result<void>
    oneOf(const FieldInfo& field, const std::string& column, const boost::json::array& values)
    {
        std::string list = "{";
        for (const boost::json::value& value : values) {
            auto plain = plainValue(field, value);
            if (!plain)
                return plain.error();
            list += list.size() == 1 ? "" : ",";
            list += arrayElement(*plain);
        }
        const std::string type(typeOf(field.kind));
        append(column + " = ANY (" + parameter(list + '}') + "::" + type + "[])");
        return {};
    }

    std::string sql_;
    Params params_;
};

} // namespace

Result<ListRequest> readListRequest(const EntityInfo& info, const Request& request)
{
    ListRequest list;
    auto page = numberIn(request, "page", 1, listOffsetMost);
    if (!page)
        return page.error();
    auto size = numberIn(request, "size", 50, listSizeMost);
    if (!size)
        return size.error();
    list.page = *page;
    list.size = *size;
    if ((*page - 1) * *size > listOffsetMost)
        return Fault{
            FaultCode::invalid,
            "bad_page",
            "The list does not go that far.",
            "Narrow the list with a filter."};
    if (const auto text = request.query("sort")) {
        auto sort = parseSort(info, *text);
        if (!sort)
            return sort.error();
        list.sort = std::move(*sort);
    }
    if (const auto text = request.query("filter")) {
        auto filter = parseFilter(info, *text);
        if (!filter)
            return filter.error();
        list.filter = std::move(*filter);
    }
    if (const auto text = request.query("search")) {
        if (text->size() > searchMost || !isStorableText(*text))
            return Fault{
                FaultCode::invalid,
                "bad_search",
                "The text to search for is too long or no text.",
                "Search for less."};
        list.search = *text;
    }
    return list;
}

Result<ListStatements>
listStatements(const EntityInfo& info, const ListRequest& list, const Actor& actor)
{
    const EntityTable& table = tableOf(info);
    WhereClause where;
    if (!actor.seesAllOrganizations())
        where.addScope(info, actor.ownScope);
    for (const FilterCondition& condition : list.filter.all) {
        if (auto added = where.add(condition); !added)
            return added.error();
    }
    if (!list.search.empty())
        where.addSearch(info, list.search);
    std::string order;
    bool hasId = false;
    for (const SortKey& key : list.sort) {
        order += '"' + key.field->column + (key.descending ? "\" DESC, " : "\", ");
        hasId = hasId || key.field->column == "id";
    }
    order += hasId ? "tenant_id" : "id";
    ListStatements statements;
    statements.total = {"SELECT count(*) FROM " + table.name + where.sql(), where.params()};
    statements.rows.params = where.params();
    statements.rows.params.emplace_back(std::to_string(list.size));
    statements.rows.params.emplace_back(std::to_string((list.page - 1) * list.size));
    const std::size_t count = statements.rows.params.size();
    statements.rows.sql = "SELECT " + table.columns + " FROM " + table.name + where.sql() +
                          " ORDER BY " + order + " LIMIT $" + std::to_string(count - 1) +
                          "::bigint OFFSET $" + std::to_string(count) + "::bigint";
    return statements;
}

} // namespace tidemark::platform
