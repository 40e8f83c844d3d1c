// Between the wire form of a value and its SQLite form; the table is in entity_info.hpp.
#pragma once

#include "models/core/uuid.hpp"
#include "models/entity/entity_info.hpp"
#include "sync/sqlite/statement.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::sync {

/// One value as SQLite keeps it. `text` belongs to somebody else.
struct SqlValue {
    enum class Type : std::uint8_t { null, integer, text, uuid };
    Type type = Type::null;
    std::int64_t integer = 0;
    std::string_view text = {};
    Uuid uuid = {};

    friend bool operator==(const SqlValue&, const SqlValue&) = default;
};

[[nodiscard]] inline SqlValue sqlInteger(std::int64_t value)
{
    return {.type = SqlValue::Type::integer, .integer = value};
}
[[nodiscard]] inline SqlValue sqlText(std::string_view value)
{
    return {.type = SqlValue::Type::text, .text = value};
}
[[nodiscard]] inline SqlValue sqlUuid(const Uuid& value)
{
    return {.type = SqlValue::Type::uuid, .uuid = value};
}

/// From a JSON string. False when it does not fit the kind.
[[nodiscard]] bool sqlFromWireText(const FieldInfo& field, std::string_view text, SqlValue& out);
/// From a JSON number without a fraction.
[[nodiscard]] bool sqlFromWireInteger(const FieldInfo& field, std::int64_t value, SqlValue& out);
/// From any JSON value; `room` takes the bytes of a json field and must outlive `out`.
[[nodiscard]] bool sqlFromWire(
    const FieldInfo& field, const boost::json::value& value, std::string& room, SqlValue& out
);

/// Binds without copying texts.
void bindValue(Statement& statement, int index, const SqlValue& value);
/// The value of a result column; its text is valid until the next step.
[[nodiscard]] SqlValue valueOf(const Statement& statement, int column, const FieldInfo& field);

/// Appends the JSON form.
void appendWire(std::string& json, const FieldInfo& field, const SqlValue& value);
/// Appends a JSON string, quoted and escaped.
void appendJsonText(std::string& json, std::string_view text);
/// The JSON form as a value.
[[nodiscard]] boost::json::value wireValue(const FieldInfo& field, const SqlValue& value);

/// An integer × 10^-scale in plain notation.
[[nodiscard]] std::string decimalText(std::int64_t units, int scale);

} // namespace tidemark::sync
