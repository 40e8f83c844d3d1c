#include "platform/entities/entity_table.hpp"

#include "models/core/json_reader.hpp"
#include "models/core/timestamp.hpp"
#include "models/entities/entities.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>

namespace tidemark::platform {
namespace {

std::string quoted(std::string_view identifier)
{
    return '"' + std::string(identifier) + '"';
}

std::string parameter(std::size_t number)
{
    return '$' + std::to_string(number);
}

EntityTable describeTable(const EntityInfo& info)
{
    EntityTable table{.info = &info, .name = "app." + quoted(info.table)};
    table.columns = "id, rv, scope_id, created_at, updated_at";
    std::string names;
    std::string values;
    std::string changes;
    std::size_t number = 0;
    for (const FieldInfo& field : info.fields) {
        const std::string column = quoted(field.column);
        table.columns += ", " + column;
        table.keys.push_back(",\"" + field.name + "\":");
        names += ", " + column;
        values += ", " + parameter(number + 3);
        changes += changes.empty() ? "" : ", ";
        changes += column + " = " + parameter(number + 2);
        ++number;
    }
    const std::string returning = " RETURNING " + table.columns;
    const std::string select = "SELECT " + table.columns + " FROM " + table.name + " WHERE id = $1";
    table.insertSql = "INSERT INTO " + table.name + " (tenant_id, id" + names + ") VALUES ($1, $2" +
                      values + ")" + returning;
    table.updateSql = "UPDATE " + table.name + " SET " + changes + " WHERE id = $1" + returning;
    table.deleteSql = "DELETE FROM " + table.name + " WHERE id = $1" + returning;
    table.lockSql = select + " FOR UPDATE";
    table.getSql = select;
    table.getOwnSql = select + " AND " + ownRows(info, "$2");
    return table;
}

std::string_view withoutZone(std::string_view text)
{
    for (const std::string_view zone : {"+00:00", "+00", "Z"}) {
        if (text.ends_with(zone))
            return text.substr(0, text.size() - zone.size());
    }
    return {};
}

Fault wrongKind(const FieldInfo& field)
{
    return Fault{
        FaultCode::invalid,
        "wrong_kind",
        "The field " + field.name + " cannot hold this kind of value.",
        "Correct the field."};
}

} // namespace

std::string ownRows(const EntityInfo& info, const std::string& parameter)
{
    // Entries of the audit belong to the whole tenant: an organization sees its own people's.
    if (info.name == "auditEntry")
        return "actor_id IN (SELECT u.id FROM app.user u JOIN app.organization o ON o.tenant_id ="
               " u.tenant_id AND o.id = u.organization_id WHERE o.own_scope = " +
               parameter + "::bigint)";
    return "scope_id IN (1, " + parameter + "::bigint)";
}

const EntityTable& tableOf(const EntityInfo& info)
{
    static const std::map<int, EntityTable> tables = [] {
        std::map<int, EntityTable> all;
        for (const EntityInfo& entity : allEntities())
            all.emplace(entity.code, describeTable(entity));
        return all;
    }();
    return tables.at(info.code);
}

void appendTimestamp(std::string& out, std::string_view text)
{
    const std::string_view plain = withoutZone(text);
    constexpr std::size_t seconds = 19; // 2026-03-31 23:59:59
    constexpr std::size_t micros = 26;
    if (plain.size() < seconds || plain.size() > micros || plain[4] != '-') {
        const auto parsed = Timestamp::parse(text); // Another zone, or a year of five digits.
        out += parsed ? parsed->toString() : std::string(text);
        return;
    }
    out += plain.substr(0, 10);
    out += 'T';
    out += plain.substr(11);
    if (plain.size() == seconds)
        out += '.';
    out.append(micros - std::max(plain.size(), seconds + 1), '0');
    out += 'Z';
}

void appendValue(std::string& out, FieldKind kind, std::string_view text)
{
    switch (kind) {
    case FieldKind::text:
    case FieldKind::enumeration:
        appendJsonText(out, text);
        return;
    case FieldKind::decimal:
    case FieldKind::date:
    case FieldKind::uuid:
        out += '"';
        out += text;
        out += '"';
        return;
    case FieldKind::timestamp:
        out += '"';
        appendTimestamp(out, text);
        out += '"';
        return;
    case FieldKind::boolean:
        out += text == "t" ? "true" : "false";
        return;
    case FieldKind::integer:
    case FieldKind::json:
        out += text;
        return;
    }
}

void appendRow(std::string& out, const EntityTable& table, const ResultSet& rows, int row)
{
    out += "{\"id\":\"";
    out += rows.text(row, idColumn);
    out += "\",\"rv\":\"";
    out += rows.text(row, rvColumn);
    out += '"';
    int column = commonColumns;
    for (const FieldInfo& field : table.info->fields) {
        out += table.keys[static_cast<std::size_t>(column - commonColumns)];
        if (const auto text = rows.at(row, column))
            appendValue(out, field.kind, *text);
        else
            out += "null";
        ++column;
    }
    out += ",\"createdAt\":\"";
    appendTimestamp(out, rows.text(row, createdColumn));
    out += "\",\"updatedAt\":\"";
    appendTimestamp(out, rows.text(row, updatedColumn));
    out += "\"}";
}

Result<std::optional<std::string>>
parameterOf(const FieldInfo& field, const boost::json::value& value)
{
    if (field.kind == FieldKind::json)
        return std::optional(boost::json::serialize(value));
    if (value.is_null()) {
        if (!field.nullable)
            return wrongKind(field);
        return std::optional<std::string>();
    }
    switch (field.kind) {
    case FieldKind::boolean:
        if (value.is_bool())
            return std::optional<std::string>(value.get_bool() ? "t" : "f");
        break;
    case FieldKind::integer:
        if (value.is_int64())
            return std::optional(std::to_string(value.get_int64()));
        if (value.is_uint64())
            return std::optional(std::to_string(value.get_uint64()));
        break;
    default:
        if (value.is_string())
            return std::optional<std::string>(std::string_view(value.get_string()));
    }
    return wrongKind(field);
}

Result<std::optional<std::string>> parameterWithout(const FieldInfo& field)
{
    if (field.nullable)
        return std::optional<std::string>();
    switch (field.kind) {
    case FieldKind::text:
        return std::optional<std::string>("");
    case FieldKind::integer:
    case FieldKind::decimal:
        return std::optional<std::string>("0");
    case FieldKind::boolean:
        return std::optional<std::string>("f");
    case FieldKind::enumeration:
        return std::optional(field.choices.front());
    case FieldKind::json:
        return std::optional<std::string>("[]");
    case FieldKind::timestamp:
    case FieldKind::date:
    case FieldKind::uuid:
        break;
    }
    return Fault{
        FaultCode::invalid,
        "missing_value",
        "The field " + field.name + " is required.",
        "Fill in the field."};
}

} // namespace tidemark::platform
