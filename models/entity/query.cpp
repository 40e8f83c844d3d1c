#include "models/entity/query.hpp"

#include "models/core/json_reader.hpp"
#include "models/entity/row_codec.hpp"

#include <boost/json/array.hpp>

#include <array>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

constexpr std::size_t filterBytesMost = 64U << 10U;
constexpr std::size_t conditionsMost = 32;
constexpr std::size_t inValuesMost = 200;
constexpr std::size_t sortKeysMost = 8;

constexpr std::array<std::pair<FilterOp, std::string_view>, 10> opNames{{
    {FilterOp::eq, "eq"},
    {FilterOp::ne, "ne"},
    {FilterOp::lt, "lt"},
    {FilterOp::le, "le"},
    {FilterOp::gt, "gt"},
    {FilterOp::ge, "ge"},
    {FilterOp::contains, "contains"},
    {FilterOp::startsWith, "startsWith"},
    {FilterOp::in, "in"},
    {FilterOp::isNull, "isNull"},
}};

Fault refused(std::string_view reason, std::string cause)
{
    return Fault{
        FaultCode::invalid,
        std::string(reason),
        std::move(cause),
        "Correct the filter or the order of the list."};
}

/// A row version is a text of digits in JSON but compares as a number.
FieldInfo commonField(std::string name, std::string column, FieldKind kind)
{
    FieldInfo field;
    field.name = std::move(name);
    field.column = std::move(column);
    field.kind = kind;
    field.platformSet = true;
    return field;
}

bool isOrdered(FieldKind kind)
{
    switch (kind) {
    case FieldKind::text:
    case FieldKind::integer:
    case FieldKind::decimal:
    case FieldKind::timestamp:
    case FieldKind::date:
        return true;
    default:
        return false;
    }
}

bool opFits(FilterOp op, FieldKind kind)
{
    switch (op) {
    case FilterOp::isNull:
        return true;
    case FilterOp::eq:
    case FilterOp::ne:
        return kind != FieldKind::json;
    case FilterOp::in:
        return kind != FieldKind::json && kind != FieldKind::boolean;
    case FilterOp::lt:
    case FilterOp::le:
    case FilterOp::gt:
    case FilterOp::ge:
        return isOrdered(kind);
    case FilterOp::contains:
    case FilterOp::startsWith:
        return kind == FieldKind::text;
    }
    return false;
}

/// One operand in canonical form. Limits of the field do not hold: a filter stores nothing.
Result<json::value> operand(const FieldInfo& field, const json::value& value)
{
    if (field.column == "rv" && value.is_string()) { // Versions are texts of digits in JSON.
        const json::value wrapped = json::object{{"rv", value}};
        JsonReader in(wrapped, "filter");
        const std::int64_t version = in.counter("rv");
        return in.fault() ? Result<json::value>(refused("malformed_filter", in.fault()->cause))
                          : Result<json::value>(json::value(version));
    }
    FieldInfo unlimited = field;
    unlimited.least.reset();
    unlimited.most.reset();
    unlimited.scale = field.kind == FieldKind::decimal ? 12 : 0;
    unlimited.nullable = false;
    auto checked = checkedValue(unlimited, value);
    if (!checked || field.kind != FieldKind::decimal)
        return checked;
    // Canonical at the field's own scale where no digit is lost.
    auto exact = checkedValue(
        [&] {
            unlimited.scale = field.scale;
            return unlimited;
        }(),
        value
    );
    return exact ? exact : checked;
}

Result<json::value> operandOf(const FieldInfo& field, FilterOp op, const json::value& value)
{
    if (op == FilterOp::isNull) {
        if (value.is_null())
            return json::value(true);
        if (value.is_bool())
            return value;
        return refused("malformed_filter", "`isNull` takes true or false.");
    }
    if ((op == FilterOp::eq || op == FilterOp::ne) && value.is_null())
        return value;
    if (op != FilterOp::in)
        return operand(field, value);
    const json::array* items = value.if_array();
    if (items == nullptr || items->empty() || items->size() > inValuesMost)
        return refused("malformed_filter", "`in` takes a list of 1 to 200 values.");
    json::array all;
    for (const json::value& item : *items) {
        auto one = operand(field, item);
        if (!one)
            return one.error();
        all.push_back(std::move(*one));
    }
    return json::value(std::move(all));
}

Result<FilterCondition> readCondition(const EntityInfo& entity, const json::value& value)
{
    JsonReader in(value, "filter");
    const std::string name = in.text("field", 64);
    const std::string opName = in.text("op", 16);
    if (in.fault())
        return refused("malformed_filter", in.fault()->cause);
    FilterCondition condition{.field = queryField(entity, name)};
    if (condition.field == nullptr)
        return refused("unknown_field", "There is no field `" + name + "`.");
    bool known = false;
    for (const auto& [op, text] : opNames) {
        if (text == opName) {
            condition.op = op;
            known = true;
        }
    }
    if (!known)
        return refused("unknown_op", "There is no comparison `" + opName + "`.");
    if (!opFits(condition.op, condition.field->kind))
        return refused(
            "op_not_for_kind", "`" + opName + "` does not fit the field `" + name + "`."
        );
    auto checked = operandOf(*condition.field, condition.op, in.any("value"));
    if (!checked)
        return checked.error();
    condition.value = std::move(*checked);
    return condition;
}

Result<SortKey> readKey(const EntityInfo& entity, std::string_view text)
{
    const bool descending = !text.empty() && text.front() == '-';
    if (descending)
        text.remove_prefix(1);
    const FieldInfo* field = queryField(entity, text);
    if (field == nullptr)
        return refused(
            "unknown_field", "There is no field `" + std::string(text.substr(0, 80)) + "`."
        );
    if (field->kind == FieldKind::json)
        return refused("malformed_sort", "A list cannot be ordered by `" + field->name + "`.");
    return SortKey{field, descending};
}

} // namespace

std::string_view nameOf(FilterOp op)
{
    for (const auto& [known, name] : opNames) {
        if (known == op)
            return name;
    }
    return "eq";
}

const FieldInfo* queryField(const EntityInfo& entity, std::string_view name)
{
    static const std::array<FieldInfo, 4> common{
        commonField("id", "id", FieldKind::uuid),
        commonField("rv", "rv", FieldKind::integer),
        commonField("createdAt", "created_at", FieldKind::timestamp),
        commonField("updatedAt", "updated_at", FieldKind::timestamp)};
    for (const FieldInfo& field : common) {
        if (field.name == name)
            return &field;
    }
    return entity.field(name);
}

Result<Filter> readFilter(const EntityInfo& entity, const json::value& filter)
{
    if (filter.is_null())
        return Filter{};
    const json::array* items = filter.if_array();
    if (items == nullptr || items->size() > conditionsMost)
        return refused("malformed_filter", "A filter is a list of at most 32 conditions.");
    Filter read;
    read.all.reserve(items->size());
    for (const json::value& item : *items) {
        auto condition = readCondition(entity, item);
        if (!condition)
            return condition.error();
        read.all.push_back(std::move(*condition));
    }
    return read;
}

Result<Filter> parseFilter(const EntityInfo& entity, std::string_view text)
{
    if (text.empty())
        return Filter{};
    const auto parsed = parseJson(text, filterBytesMost);
    if (!parsed)
        return refused("malformed_filter", parsed.error().cause);
    return readFilter(entity, *parsed);
}

Result<std::vector<SortKey>> parseSort(const EntityInfo& entity, std::string_view text)
{
    std::vector<std::string> keys;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        keys.emplace_back(text.substr(0, comma));
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return readSort(entity, keys);
}

Result<std::vector<SortKey>> readSort(const EntityInfo& entity, std::span<const std::string> keys)
{
    if (keys.size() > sortKeysMost)
        return refused("malformed_sort", "A list can be ordered by at most 8 fields.");
    std::vector<SortKey> order;
    order.reserve(keys.size());
    for (const std::string& text : keys) {
        const auto key = readKey(entity, text);
        if (!key)
            return key.error();
        order.push_back(*key);
    }
    return order;
}

} // namespace tidemark
