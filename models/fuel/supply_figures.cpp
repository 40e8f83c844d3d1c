// What follows from the entered fields of a fuel-supply row.
#include "models/fuel/calculation.hpp"
#include "models/fuel/supply_rules.hpp"

#include <array>

namespace tidemark {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 8> derivedNames{
    "unit",
    "energyDensity",
    "recordedIntensity",
    "targetIntensity",
    "effectivenessRatio",
    "additionalIntensity",
    "energy",
    "complianceUnits"};

std::string_view textOf(const std::optional<std::string>& text)
{
    return text ? std::string_view(*text) : std::string_view();
}

std::optional<Decimal> rounded(const std::optional<Decimal>& value, int places)
{
    return value ? std::optional(value->rounded(places)) : std::nullopt;
}

/// RCI: of the fuel code, of the category for "Other", else the default of the fuel.
std::optional<Decimal> recordedIntensity(
    const FuelSupply& row, const FuelType& type, const ReferenceData& reference, std::int64_t year
)
{
    const std::string_view provision = textOf(row.provision);
    if (provision.empty())
        return std::nullopt;
    if (provisionKindOf(provision) == ProvisionKind::fuelCode) {
        const FuelCode* code = reference.fuelCode(textOf(row.fuelCode));
        return code == nullptr ? std::nullopt : std::optional(code->carbonIntensity);
    }
    if (type.unrecognized)
        return reference.categoryIntensity(year, textOf(row.fuelCategory));
    return reference.defaultIntensity(year, type.name);
}

/// Bounds within which every product is exact and fits the mirror's 64 bits.
bool isCalculable(const Decimal& quantity, const Decimal& density)
{
    return quantity > Decimal() && quantity <= Decimal(supplyQuantityMost) && density > Decimal() &&
           density <= Decimal(energyDensityMost);
}

void calculate(FuelSupply& row, std::int64_t year)
{
    row.energy.reset();
    row.complianceUnits.reset();
    if (!row.quantity || !row.energyDensity || !isCalculable(*row.quantity, *row.energyDensity))
        return;
    if (const auto energy = energyOf(*row.quantity, *row.energyDensity))
        row.energy = *energy;
    if (!row.targetIntensity || !row.effectivenessRatio || !row.recordedIntensity ||
        !row.additionalIntensity)
        return;
    const UnitFigures figures{
        .targetIntensity = *row.targetIntensity,
        .effectivenessRatio = *row.effectivenessRatio,
        .recordedIntensity = *row.recordedIntensity,
        .additionalIntensity = *row.additionalIntensity,
        .quantity = *row.quantity,
        .energyDensity = *row.energyDensity};
    if (const auto units = supplyUnits(figures, unitFormulaFor(year)))
        row.complianceUnits = *units;
}

void readText(const json::object& row, std::string_view key, std::optional<std::string>& into)
{
    const json::value* value = row.if_contains(key);
    if (value != nullptr && value->is_string())
        into.emplace(value->get_string().data(), value->get_string().size());
}

std::optional<Fault>
readDecimal(const json::object& row, std::string_view key, std::optional<Decimal>& into)
{
    const json::value* value = row.if_contains(key);
    if (value == nullptr || value->is_null())
        return std::nullopt;
    if (value->is_int64()) {
        into = Decimal(value->get_int64());
        return std::nullopt;
    }
    const json::string* text = value->if_string();
    const auto parsed = Decimal::parse(
        text == nullptr ? std::string_view() : std::string_view(text->data(), text->size())
    );
    if (!parsed)
        return parsed.error();
    into = *parsed;
    return std::nullopt;
}

json::value valueOf(const std::optional<Decimal>& value)
{
    return value ? json::value(value->toString()) : json::value();
}

} // namespace

std::span<const std::string_view> derivedFieldNames()
{
    return derivedNames;
}

void derive(FuelSupply& row, const ReferenceData& reference, std::int64_t year)
{
    const FuelType* type = reference.fuelType(textOf(row.fuelType));
    const std::string_view category = textOf(row.fuelCategory);
    const std::string_view endUse = textOf(row.endUse);
    const bool isEntered = type != nullptr && type->unrecognized;
    row.unit = type == nullptr ? std::nullopt : std::optional(type->unit);
    if (!isEntered)
        row.energyDensity =
            type == nullptr ? std::nullopt : rounded(reference.energyDensity(year, type->name), 2);
    row.targetIntensity =
        category.empty() ? std::nullopt : rounded(reference.targetIntensity(year, category), 5);
    row.recordedIntensity.reset();
    row.effectivenessRatio.reset();
    row.additionalIntensity.reset();
    if (type != nullptr && !category.empty()) {
        row.recordedIntensity = rounded(recordedIntensity(row, *type, reference, year), 2);
        if (!endUse.empty() || !reference.needsEndUse(year, type->name, category)) {
            row.effectivenessRatio =
                reference.effectivenessRatio(year, category, type->name, endUse).rounded(2);
            row.additionalIntensity =
                reference.additionalIntensity(year, type->name, endUse).rounded(2);
        }
    }
    calculate(row, year);
}

Result<json::object>
derivedFields(const json::object& row, const ReferenceData& reference, std::int64_t year)
{
    FuelSupply typed;
    readText(row, "fuelType", typed.fuelType);
    readText(row, "fuelCategory", typed.fuelCategory);
    readText(row, "provision", typed.provision);
    readText(row, "endUse", typed.endUse);
    readText(row, "fuelCode", typed.fuelCode);
    if (const auto fault = readDecimal(row, "quantity", typed.quantity))
        return *fault;
    if (const auto fault = readDecimal(row, "energyDensity", typed.energyDensity))
        return *fault;
    derive(typed, reference, year);
    return json::object{
        {"unit", typed.unit ? json::value(*typed.unit) : json::value()},
        {"energyDensity", valueOf(rounded(typed.energyDensity, 2))},
        {"recordedIntensity", valueOf(typed.recordedIntensity)},
        {"targetIntensity", valueOf(typed.targetIntensity)},
        {"effectivenessRatio", valueOf(typed.effectivenessRatio)},
        {"additionalIntensity", valueOf(typed.additionalIntensity)},
        {"energy", valueOf(typed.energy)},
        {"complianceUnits", valueOf(typed.complianceUnits)}};
}

} // namespace tidemark
