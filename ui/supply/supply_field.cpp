#include "ui/supply/supply_field.hpp"

namespace tidemark::ui {

namespace {

constexpr int densityPlaces = 2;

std::optional<std::string> FuelSupply::*textMember(SupplyField field)
{
    switch (field) {
    case SupplyField::fuelType:
        return &FuelSupply::fuelType;
    case SupplyField::fuelCategory:
        return &FuelSupply::fuelCategory;
    case SupplyField::provision:
        return &FuelSupply::provision;
    case SupplyField::endUse:
        return &FuelSupply::endUse;
    case SupplyField::fuelCode:
        return &FuelSupply::fuelCode;
    case SupplyField::fuelTypeOther:
        return &FuelSupply::fuelTypeOther;
    default:
        return nullptr;
    }
}

/// Padded to the field's places, as the platform writes it.
std::string textOf(const std::optional<Decimal>& value, int places)
{
    return value ? value->rounded(places).toString() : std::string();
}

std::optional<Decimal> decimalOf(const std::string& text)
{
    const Result<Decimal> value = Decimal::parse(text);
    return value ? std::optional(*value) : std::nullopt;
}

std::string textOf(bool value)
{
    return value ? "true" : "false";
}

} // namespace

std::string_view nameOf(SupplyField field)
{
    constexpr std::array<std::string_view, supplyFields.size()> names{
        "position",
        "fuelType",
        "fuelCategory",
        "provision",
        "endUse",
        "fuelCode",
        "quantity",
        "fuelTypeOther",
        "energyDensity",
        "isCanadaProduced",
        "isQ1Supplied"};
    return names[static_cast<std::size_t>(field)];
}

bool isOtherFuel(const FuelSupply& row, const ReferenceData* reference)
{
    if (reference == nullptr || !row.fuelType)
        return false;
    const FuelType* type = reference->fuelType(*row.fuelType);
    return type != nullptr && type->unrecognized;
}

std::string enteredText(const FuelSupply& row, SupplyField field, const ReferenceData* reference)
{
    switch (field) {
    case SupplyField::position:
        return row.position;
    case SupplyField::quantity:
        return textOf(row.quantity, 0);
    case SupplyField::energyDensity:
        return isOtherFuel(row, reference) ? textOf(row.energyDensity, densityPlaces)
                                           : std::string();
    case SupplyField::isCanadaProduced:
        return textOf(row.isCanadaProduced);
    case SupplyField::isQ1Supplied:
        return textOf(row.isQ1Supplied);
    default:
        return (row.*textMember(field)).value_or(std::string());
    }
}

void enterText(FuelSupply& row, SupplyField field, const std::string& text)
{
    switch (field) {
    case SupplyField::position:
        row.position = text;
        return;
    case SupplyField::quantity:
        row.quantity = decimalOf(text);
        return;
    case SupplyField::energyDensity:
        row.energyDensity = decimalOf(text);
        return;
    case SupplyField::isCanadaProduced:
        row.isCanadaProduced = text == "true";
        return;
    case SupplyField::isQ1Supplied:
        row.isQ1Supplied = text == "true";
        return;
    default:
        row.*textMember(field) = text.empty() ? std::nullopt : std::optional(text);
    }
}

boost::json::value jsonOf(SupplyField field, const std::string& text)
{
    if (field == SupplyField::isCanadaProduced || field == SupplyField::isQ1Supplied)
        return text == "true";
    if (text.empty())
        return nullptr;
    return boost::json::string(text);
}

} // namespace tidemark::ui
