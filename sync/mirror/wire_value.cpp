#include "sync/mirror/wire_value.hpp"

#include "models/core/decimal.hpp"
#include "models/core/timestamp.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>
#include <cstdlib>

namespace tidemark::sync {
namespace {

/// The usual short decimals without the detour over Decimal; false: take the detour.
bool quickDecimal(std::string_view text, int scale, std::int64_t& units)
{
    constexpr std::size_t digitsMost = 17;
    const bool negative = !text.empty() && text.front() == '-';
    if (negative)
        text.remove_prefix(1);
    std::int64_t value = 0;
    int places = -1;
    if (text.empty() || text.size() > digitsMost)
        return false;
    for (const char c : text) {
        if (c == '.' && places < 0) {
            places = 0;
            continue;
        }
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
        places += places >= 0 ? 1 : 0;
    }
    if (places == 0 || text.front() == '.' || places > scale)
        return false;
    for (int i = places < 0 ? 0 : places; i < scale; ++i) {
        if (value > INT64_MAX / 10)
            return false;
        value *= 10;
    }
    units = negative ? -value : value;
    return true;
}

bool decimalUnits(std::string_view text, int scale, std::int64_t& units)
{
    if (quickDecimal(text, scale, units))
        return true;
    const auto decimal = Decimal::parse(text);
    if (!decimal)
        return false;
    const auto scaled = decimal->scaled(scale);
    if (!scaled)
        return false;
    units = *scaled;
    return true;
}

int twoDigits(const char* at)
{
    const unsigned high = static_cast<unsigned char>(at[0]) - '0';
    const unsigned low = static_cast<unsigned char>(at[1]) - '0';
    return high > 9 || low > 9 ? -1000 : static_cast<int>(high * 10 + low);
}

/// Days since 1970-01-01 of a Gregorian date; Hinnant's algorithm, valid for years 0 to 9999.
std::int64_t daysOf(int year, int month, int day)
{
    const int y = month <= 2 ? year - 1 : year;
    const int era = y / 400;
    const int yearOfEra = y - era * 400;
    const int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return static_cast<std::int64_t>(era) * 146097 + dayOfEra - 719468;
}

/// `2026-03-31T23:59:59.123456Z`, the form that the platform writes; false: let Timestamp parse.
bool quickTimestamp(std::string_view text, std::int64_t& micros)
{
    constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";
    if (text.size() < 20 || text.back() != 'Z')
        return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool isDigit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == 'd' ? !isDigit : text[i] != shape[i])
            return false;
    }
    const char* at = text.data();
    const int month = twoDigits(at + 5);
    const int day = twoDigits(at + 8);
    const int hour = twoDigits(at + 11);
    const int minute = twoDigits(at + 14);
    const int second = twoDigits(at + 17);
    if (month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59 || second > 59)
        return false; // The last days of a month are for the one that knows the calendar.
    std::int64_t fraction = 0;
    int places = 0;
    if (text[19] == '.') {
        for (std::size_t i = 20; i + 1 < text.size(); ++i, ++places) {
            if (text[i] < '0' || text[i] > '9' || places == 6)
                return false;
            fraction = fraction * 10 + (text[i] - '0');
        }
    } else if (text.size() != 20) {
        return false;
    }
    for (; places < 6; ++places)
        fraction *= 10;
    const std::int64_t days = daysOf(twoDigits(at) * 100 + twoDigits(at + 2), month, day);
    micros = ((days * 24 + hour) * 3600 + minute * 60 + second) * 1'000'000 + fraction;
    return true;
}

constexpr std::array<std::int8_t, 256> makeHexTable()
{
    std::array<std::int8_t, 256> table{};
    for (auto& entry : table)
        entry = -1;
    for (int i = 0; i < 10; ++i)
        table[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
    for (int i = 0; i < 6; ++i) {
        table[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(10 + i);
        table[static_cast<std::size_t>('A' + i)] = static_cast<std::int8_t>(10 + i);
    }
    return table;
}

bool quickUuid(std::string_view text, Uuid& id)
{
    static constexpr auto hex = makeHexTable();
    static constexpr std::array<std::uint8_t, 16> at{
        0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' ||
        text[23] != '-')
        return false;
    int bad = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        const int high = hex[static_cast<unsigned char>(text[at[i]])];
        const int low = hex[static_cast<unsigned char>(text[at[i] + 1U])];
        bad |= high | low; // Negative as soon as one is.
        id.bytes[i] = static_cast<std::uint8_t>((high << 4) | low);
    }
    return bad >= 0;
}

} // namespace

bool sqlFromWireText(const FieldInfo& field, std::string_view text, SqlValue& out)
{
    switch (field.kind) {
    case FieldKind::text:
    case FieldKind::enumeration:
        out = sqlText(text);
        return true;
    case FieldKind::decimal:
        out.type = SqlValue::Type::integer;
        return decimalUnits(text, field.scale, out.integer);
    case FieldKind::timestamp: {
        out.type = SqlValue::Type::integer;
        if (quickTimestamp(text, out.integer))
            return true;
        const auto time = Timestamp::parse(text);
        out.integer = time ? time->micros : 0;
        return time.has_value();
    }
    case FieldKind::date: {
        const auto date = Date::parse(text);
        out = sqlInteger(date ? date->days : 0);
        return date.has_value();
    }
    case FieldKind::uuid:
        out.type = SqlValue::Type::uuid;
        return quickUuid(text, out.uuid);
    case FieldKind::integer: { // rv and other counters travel as digits.
        out.type = SqlValue::Type::integer;
        const auto [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), out.integer);
        return error == std::errc{} && end == text.data() + text.size();
    }
    case FieldKind::boolean:
    case FieldKind::json:
        break;
    }
    return false;
}

bool sqlFromWireInteger(const FieldInfo& field, std::int64_t value, SqlValue& out)
{
    out = sqlInteger(value);
    if (field.kind == FieldKind::decimal)
        return decimalUnits(std::to_string(value), field.scale, out.integer);
    return field.kind == FieldKind::integer;
}

bool sqlFromWire(
    const FieldInfo& field, const boost::json::value& value, std::string& room, SqlValue& out
)
{
    out = {};
    if (field.kind == FieldKind::json) {
        room = boost::json::serialize(value);
        out = sqlText(room);
        return true;
    }
    if (value.is_null())
        return true;
    if (value.is_bool()) {
        out = sqlInteger(value.get_bool() ? 1 : 0);
        return field.kind == FieldKind::boolean;
    }
    if (value.is_int64())
        return sqlFromWireInteger(field, value.get_int64(), out);
    if (value.is_uint64() && value.get_uint64() <= INT64_MAX)
        return sqlFromWireInteger(field, static_cast<std::int64_t>(value.get_uint64()), out);
    if (const auto* text = value.if_string())
        return sqlFromWireText(field, {text->data(), text->size()}, out);
    return false;
}

void bindValue(Statement& statement, int index, const SqlValue& value)
{
    switch (value.type) {
    case SqlValue::Type::null:
        statement.bind(index, nullptr);
        break;
    case SqlValue::Type::integer:
        statement.bind(index, value.integer);
        break;
    case SqlValue::Type::text:
        statement.bind(index, value.text);
        break;
    case SqlValue::Type::uuid:
        statement.bindBlob(index, value.uuid.bytes);
        break;
    }
}

SqlValue valueOf(const Statement& statement, int column, const FieldInfo& field)
{
    if (statement.isNull(column))
        return {};
    switch (field.kind) {
    case FieldKind::text:
    case FieldKind::enumeration:
    case FieldKind::json:
        return sqlText(statement.text(column));
    case FieldKind::uuid:
        return sqlUuid(statement.uuid(column));
    default:
        return sqlInteger(statement.integer(column));
    }
}

std::string decimalText(std::int64_t units, int scale)
{
    return Decimal::fromScaled(units, scale).toString();
}

void appendJsonText(std::string& json, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (byte < 0x20) {
            json += "\\u00";
            json += digits[byte >> 4];
            json += digits[byte & 0x0f];
        } else {
            json += c;
        }
    }
    json += '"';
}

void appendWire(std::string& json, const FieldInfo& field, const SqlValue& value)
{
    if (value.type == SqlValue::Type::null) {
        json += "null";
        return;
    }
    switch (field.kind) {
    case FieldKind::text:
    case FieldKind::enumeration:
        appendJsonText(json, value.text);
        break;
    case FieldKind::json:
        json += value.text;
        break;
    case FieldKind::integer:
        json += std::to_string(value.integer);
        break;
    case FieldKind::boolean:
        json += value.integer != 0 ? "true" : "false";
        break;
    case FieldKind::decimal:
        ((json += '"') += decimalText(value.integer, field.scale)) += '"';
        break;
    case FieldKind::timestamp:
        ((json += '"') += Timestamp{value.integer}.toString()) += '"';
        break;
    case FieldKind::date:
        ((json += '"') += Date{static_cast<std::int32_t>(value.integer)}.toString()) += '"';
        break;
    case FieldKind::uuid:
        ((json += '"') += value.uuid.toString()) += '"';
        break;
    }
}

boost::json::value wireValue(const FieldInfo& field, const SqlValue& value)
{
    if (value.type == SqlValue::Type::null)
        return nullptr;
    switch (field.kind) {
    case FieldKind::integer:
        return value.integer;
    case FieldKind::boolean:
        return value.integer != 0;
    case FieldKind::text:
    case FieldKind::enumeration:
        return boost::json::string(value.text);
    case FieldKind::decimal:
        return boost::json::string(decimalText(value.integer, field.scale));
    case FieldKind::timestamp:
        return boost::json::string(Timestamp{value.integer}.toString());
    case FieldKind::date:
        return boost::json::string(Date{static_cast<std::int32_t>(value.integer)}.toString());
    case FieldKind::uuid:
        return boost::json::string(value.uuid.toString());
    case FieldKind::json:
        break;
    }
    boost::system::error_code failed;
    auto parsed = boost::json::parse(value.text, failed);
    return failed ? boost::json::value() : parsed;
}

} // namespace tidemark::sync
