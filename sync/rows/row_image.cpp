#include "sync/rows/row_image.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/rows/list_query.hpp"
#include "sync/rows/overlay.hpp"

namespace tidemark::sync {
namespace {

SqlValue fallbackOf(const FieldInfo& field)
{
    if (field.nullable)
        return {};
    switch (field.kind) {
    case FieldKind::text:
        return sqlText("");
    case FieldKind::json:
        return sqlText("null");
    case FieldKind::enumeration:
        return field.choices.empty() ? SqlValue{} : sqlText(field.choices.front());
    case FieldKind::integer:
    case FieldKind::decimal:
    case FieldKind::boolean:
        return sqlInteger(0);
    default:
        return {};
    }
}

const FieldInfo& fieldAt(const EntityInfo& entity, std::size_t index)
{
    const auto common = commonFields();
    return index < common.size() ? common[index] : entity.fields[index - common.size()];
}

} // namespace

RowImage::RowImage(const EntityInfo& entity)
    : entity_(&entity)
    , values_(commonFields().size() + entity.fields.size())
    , texts_(values_.size())
{
}

Result<std::optional<RowImage>>
RowImage::fromMirror(Database& db, const EntityInfo& entity, const Uuid& id)
{
    return read(
        db,
        entity,
        id,
        "main." + tableOf(entity) + " WHERE id=? AND _scope IN (SELECT id FROM temp.visible_scope)"
    );
}

Result<std::optional<RowImage>>
RowImage::fromOverlay(Database& db, const EntityInfo& entity, const Uuid& id)
{
    return read(db, entity, id, "temp." + overlayOf(entity) + " WHERE id=? AND _state < 4");
}

Result<std::optional<RowImage>>
RowImage::read(Database& db, const EntityInfo& entity, const Uuid& id, const std::string& from)
{
    auto statement = db.prepare("SELECT " + rowColumnNames(entity) + " FROM " + from);
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, id).step();
    if (!row)
        return row.error();
    std::optional<RowImage> image;
    if (!*row)
        return image;
    image.emplace(entity);
    for (std::size_t i = 0; i < image->values_.size(); ++i)
        image->put(i, valueOf(*statement, static_cast<int>(i), fieldAt(entity, i)));
    return image;
}

RowImage RowImage::created(const EntityInfo& entity, const Uuid& id, std::int64_t micros)
{
    RowImage image(entity);
    image.put(0, sqlUuid(id));
    image.put(1, sqlInteger(0));
    image.put(2, sqlInteger(micros));
    image.put(3, sqlInteger(micros));
    for (std::size_t i = 0; i < entity.fields.size(); ++i)
        image.put(i + 4, fallbackOf(entity.fields[i]));
    return image;
}

void RowImage::put(std::size_t index, const SqlValue& value)
{
    texts_[index] = value.text;
    values_[index] = value;
}

SqlValue RowImage::value(std::size_t index) const
{
    SqlValue whole = values_[index];
    whole.text = texts_[index];
    return whole;
}

std::vector<SqlValue> RowImage::fieldValues() const
{
    std::vector<SqlValue> fields;
    for (std::size_t i = commonFields().size(); i < values_.size(); ++i)
        fields.push_back(value(i));
    return fields;
}

void RowImage::set(const boost::json::object& values)
{
    std::string room;
    for (std::size_t i = 0; i < entity_->fields.size(); ++i) {
        const FieldInfo& field = entity_->fields[i];
        const auto* given = values.if_contains(field.name);
        SqlValue value;
        if (given != nullptr && sqlFromWire(field, *given, room, value))
            put(i + commonFields().size(), value);
    }
}

void RowImage::setUpdatedAt(std::int64_t micros)
{
    put(3, sqlInteger(micros));
}

boost::json::object RowImage::toJson() const
{
    boost::json::object row;
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const FieldInfo& field = fieldAt(*entity_, i);
        row[field.name] = wireValue(field, value(i));
    }
    row["rv"] = std::to_string(values_[1].integer);
    return row;
}

void appendRow(std::string& json, const EntityInfo& entity, const Statement& statement)
{
    const std::size_t common = commonFields().size();
    const std::size_t count = common + entity.fields.size();
    for (std::size_t i = 0; i < count; ++i) {
        const FieldInfo& field = fieldAt(entity, i);
        json += i == 0 ? "{\"" : ",\"";
        json += field.name;
        json += "\":";
        const int column = static_cast<int>(i);
        if (i == 1) // A counter travels as digits.
            ((json += '"') += std::to_string(statement.integer(column))) += '"';
        else
            appendWire(json, field, valueOf(statement, column, field));
    }
    const auto state = statement.integer(static_cast<int>(count));
    if ((state & pendingBit) != 0)
        json += ",\"_pending\":true";
    if ((state & conflictBit) != 0)
        json += ",\"_conflict\":true";
    json += '}';
}

} // namespace tidemark::sync
