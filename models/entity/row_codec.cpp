#include "models/entity/row_codec.hpp"

#include "models/core/decimal.hpp"
#include "models/core/storable_text.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

/// Most bytes of a text whose field states no limit.
constexpr std::int64_t textBytesMost = 100'000;
/// Whole numbers above are not exact as doubles.
constexpr double wholeDoubleMost = 9007199254740992.0;

Fault problem(std::string_view reason, std::string cause)
{
    return Fault{
        FaultCode::invalid,
        std::string(reason),
        std::move(cause),
        "Correct the field and try again."};
}

std::string_view viewOf(const json::string& text)
{
    return {text.data(), text.size()};
}

Fault wrongKind(const FieldInfo& field, std::string_view wanted)
{
    return problem("wrong_kind", "`" + field.name + "` must be " + std::string(wanted) + ".");
}

Result<json::value> checkedText(const FieldInfo& field, const json::value& value)
{
    const json::string* text = value.if_string();
    if (text == nullptr)
        return wrongKind(field, "a text");
    if (!isStorableText(viewOf(*text)))
        return problem("not_utf8", "`" + field.name + "` holds bytes that are no text.");
    const auto size = static_cast<std::int64_t>(text->size());
    const std::int64_t most = field.most.value_or(textBytesMost);
    if (size > most)
        return problem(
            "too_long", "`" + field.name + "` is longer than " + std::to_string(most) + " bytes."
        );
    if (field.least && size < *field.least)
        return size == 0 ? problem("required", "`" + field.name + "` is required.")
                         : problem(
                               "too_short",
                               "`" + field.name + "` is shorter than " +
                                   std::to_string(*field.least) + " bytes."
                           );
    return value;
}

template <class Number>
std::optional<Fault> outOfRange(const FieldInfo& field, const Number& number)
{
    if (field.least && number < Number(*field.least))
        return problem(
            "too_small", "`" + field.name + "` is below " + std::to_string(*field.least) + "."
        );
    if (field.most && number > Number(*field.most))
        return problem(
            "too_large", "`" + field.name + "` is above " + std::to_string(*field.most) + "."
        );
    return std::nullopt;
}

Result<json::value> checkedInteger(const FieldInfo& field, const json::value& value)
{
    std::int64_t number = 0;
    if (value.is_int64()) {
        number = value.get_int64();
    } else if (
        value.is_double() && std::abs(value.get_double()) <= wholeDoubleMost
        && std::trunc(value.get_double()) == value.get_double()
    ) {
        number = static_cast<std::int64_t>(value.get_double());
    } else {
        return wrongKind(field, "a whole number");
    }
    if (auto fault = outOfRange(field, number))
        return *fault;
    return json::value(number);
}

Result<json::value> checkedDecimal(const FieldInfo& field, const json::value& value)
{
    Decimal number;
    if (value.is_int64()) {
        number = Decimal(value.get_int64());
    } else if (const json::string* text = value.if_string()) {
        const auto parsed = Decimal::parse(viewOf(*text));
        if (!parsed)
            return problem("malformed_decimal", "`" + field.name + "` is not a decimal number.");
        number = *parsed;
    } else {
        return wrongKind(field, "a decimal number, as text");
    }
    if (number.significantScale() > field.scale)
        return problem(
            "too_many_digits",
            "`" + field.name + "` has more than " + std::to_string(field.scale) +
                " digits after the point."
        );
    if (auto fault = outOfRange(field, number))
        return *fault;
    // The mirror holds value × 10^scale in 64 bits.
    if (!number.scaled(field.scale))
        return problem("too_large", "`" + field.name + "` has too many digits.");
    return json::value(number.truncated(field.scale).toString());
}

/// Reads a text by `parse` and writes it back: the canonical form.
template <class Parse>
Result<json::value>
canonical(const FieldInfo& field, const json::value& value, std::string_view wanted, Parse parse)
{
    const json::string* text = value.if_string();
    if (text == nullptr)
        return wrongKind(field, wanted);
    const auto parsed = parse(viewOf(*text));
    if (!parsed)
        return problem(
            "malformed_" + std::string(wanted.substr(wanted.find(' ') + 1)),
            "`" + field.name + "` is not " + std::string(wanted) + "."
        );
    return json::value(parsed->toString());
}

Result<json::value> checkedChoice(const FieldInfo& field, const json::value& value)
{
    const json::string* text = value.if_string();
    if (text == nullptr)
        return wrongKind(field, "a text");
    const auto& choices = field.choices;
    if (std::find(choices.begin(), choices.end(), viewOf(*text)) == choices.end())
        return problem("not_a_choice", "`" + field.name + "` must be one of the known choices.");
    return value;
}

/// JSON inside a row: finite numbers and storable texts only.
bool isStorableJson(const json::value& value)
{
    switch (value.kind()) {
    case json::kind::double_:
        return std::isfinite(value.get_double());
    case json::kind::string:
        return isStorableText(viewOf(value.get_string()));
    case json::kind::array:
        return std::all_of(value.get_array().begin(), value.get_array().end(), &isStorableJson);
    case json::kind::object:
        return std::all_of(
            value.get_object().begin(),
            value.get_object().end(),
            [](const auto& member) {
                return isStorableText({member.key().data(), member.key().size()}) &&
                       isStorableJson(member.value());
            }
        );
    default:
        return true;
    }
}

void addProblem(CheckedRow& checked, std::string_view field, const Fault& fault)
{
    checked.problems.push_back({std::string(field), fault.reason, fault.cause});
}

void checkField(CheckedRow& checked, const FieldInfo& field, const json::value& value)
{
    auto canonicalValue = checkedValue(field, value);
    if (canonicalValue)
        checked.values.insert_or_assign(field.name, std::move(*canonicalValue));
    else
        addProblem(checked, field.name, canonicalValue.error());
}

bool isCommon(std::string_view key)
{
    return key == "rv" || key == "createdAt" || key == "updatedAt";
}

/// Fields of the common part that a row may carry: its identity, version and times.
const std::vector<FieldInfo>& commonFields()
{
    static const std::vector<FieldInfo> common = [] {
        std::vector<FieldInfo> made(4);
        made[0].name = "id";
        made[0].kind = FieldKind::uuid;
        made[1].name = "rv";
        made[2].name = "createdAt";
        made[2].kind = FieldKind::timestamp;
        made[3].name = "updatedAt";
        made[3].kind = FieldKind::timestamp;
        return made;
    }();
    return common;
}

void refuseUnknown(CheckedRow& checked, const EntityInfo& entity, const json::object& row)
{
    for (const auto& member : row) {
        const std::string_view key(member.key().data(), member.key().size());
        if (key == "id" || isCommon(key) || entity.field(key) != nullptr)
            continue;
        addProblem(
            checked,
            key,
            problem("unknown_field", "There is no field `" + std::string(key.substr(0, 80)) + "`.")
        );
    }
}

void refusePlatformSet(CheckedRow& checked, const EntityInfo& entity, const json::object& row)
{
    for (const auto& member : row) {
        const std::string_view key(member.key().data(), member.key().size());
        const FieldInfo* field = entity.field(key);
        if (isCommon(key) || (field != nullptr && field->platformSet))
            addProblem(
                checked,
                key,
                problem("platform_set", "`" + std::string(key) + "` is set by the platform alone.")
            );
    }
}

/// Puts in what a new row gets for a field that is not given.
void fallBack(CheckedRow& checked, const FieldInfo& field)
{
    if (field.fallback) {
        auto value = checkedValue(field, *field.fallback);
        if (value) {
            checked.values.insert_or_assign(field.name, std::move(*value));
            return;
        }
    }
    if (!field.platformSet && field.kind != FieldKind::json)
        addProblem(checked, field.name, problem("required", "`" + field.name + "` is required."));
}

} // namespace

Result<json::value> checkedValue(const FieldInfo& field, const json::value& value)
{
    if (value.is_null()) {
        if (field.nullable || field.kind == FieldKind::json)
            return json::value();
        return problem("required", "`" + field.name + "` is required.");
    }
    switch (field.kind) {
    case FieldKind::text:
        return checkedText(field, value);
    case FieldKind::integer:
        return checkedInteger(field, value);
    case FieldKind::decimal:
        return checkedDecimal(field, value);
    case FieldKind::boolean:
        return value.is_bool() ? Result<json::value>(value) : wrongKind(field, "true or false");
    case FieldKind::timestamp:
        return canonical(field, value, "a time", &Timestamp::parse);
    case FieldKind::date:
        return canonical(field, value, "a date", &Date::parse);
    case FieldKind::uuid:
        return canonical(field, value, "an id", &Uuid::parse);
    case FieldKind::enumeration:
        return checkedChoice(field, value);
    case FieldKind::json:
        return isStorableJson(value)
                   ? Result<json::value>(value)
                   : problem("not_storable", "`" + field.name + "` holds what cannot be stored.");
    }
    return wrongKind(field, "a known kind");
}

CheckedRow checkedCreate(const EntityInfo& entity, const json::object& row)
{
    CheckedRow checked;
    refuseUnknown(checked, entity, row);
    refusePlatformSet(checked, entity, row);
    if (const json::value* id = row.if_contains("id"))
        checkField(checked, commonFields().front(), *id);
    for (const FieldInfo& field : entity.fields) {
        const json::value* value = field.platformSet ? nullptr : row.if_contains(field.name);
        if (value != nullptr)
            checkField(checked, field, *value);
        else
            fallBack(checked, field);
    }
    return checked;
}

CheckedRow checkedPatch(const EntityInfo& entity, const json::object& patch)
{
    CheckedRow checked;
    refuseUnknown(checked, entity, patch);
    refusePlatformSet(checked, entity, patch);
    if (patch.contains("id"))
        addProblem(checked, "id", problem("fixed", "`id` never changes."));
    for (const FieldInfo& field : entity.fields) {
        const json::value* value = patch.if_contains(field.name);
        if (value == nullptr || field.platformSet)
            continue;
        if (field.fixed)
            addProblem(
                checked,
                field.name,
                problem("fixed", "`" + field.name + "` cannot change after creation.")
            );
        else
            checkField(checked, field, *value);
    }
    return checked;
}

CheckedRow checkedStored(const EntityInfo& entity, const json::object& row)
{
    CheckedRow checked;
    refuseUnknown(checked, entity, row);
    for (const FieldInfo& field : commonFields()) {
        const json::value* value = row.if_contains(field.name);
        if (value == nullptr)
            continue;
        // The row version is a text of digits; a whole number is taken too.
        if (field.name == "rv" && value->is_int64())
            checked.values["rv"] = std::to_string(value->get_int64());
        else
            checkField(checked, field, *value);
    }
    for (const FieldInfo& field : entity.fields) {
        if (const json::value* value = row.if_contains(field.name))
            checkField(checked, field, *value);
    }
    return checked;
}

json::object toJson(const FieldProblem& problemOfField)
{
    return json::object{
        {"field", problemOfField.field},
        {"reason", problemOfField.reason},
        {"detail", problemOfField.detail}};
}

Fault faultOf(const std::vector<FieldProblem>& problems)
{
    if (problems.empty())
        return Fault{FaultCode::internal, "no_problem", "Nothing is wrong with the fields.", ""};
    std::string cause = problems.front().detail;
    if (problems.size() > 1)
        cause += " " + std::to_string(problems.size() - 1) + " more fields need correction.";
    return Fault{
        FaultCode::invalid,
        "invalid_fields",
        std::move(cause),
        "Correct the fields and try again."};
}

} // namespace tidemark
