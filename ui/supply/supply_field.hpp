// The fields of a fuel-supply row that people enter, as canonical texts.
#pragma once

#include "models/entities/compliance_report.hpp"
#include "models/fuel/reference_data.hpp"

#include <boost/json/value.hpp>

#include <array>
#include <string>
#include <string_view>

namespace tidemark::ui {

enum class SupplyField {
    position,
    fuelType,
    fuelCategory,
    provision,
    endUse,
    fuelCode,
    quantity,
    fuelTypeOther,
    energyDensity, ///< Entered for "Other" alone, else derived and never entered.
    isCanadaProduced,
    isQ1Supplied
};

/// All of them, in the order in which one follows from the other.
inline constexpr std::array supplyFields{
    SupplyField::position,
    SupplyField::fuelType,
    SupplyField::fuelCategory,
    SupplyField::provision,
    SupplyField::endUse,
    SupplyField::fuelCode,
    SupplyField::quantity,
    SupplyField::fuelTypeOther,
    SupplyField::energyDensity,
    SupplyField::isCanadaProduced,
    SupplyField::isQ1Supplied};

/// The key in rows and mutations.
[[nodiscard]] std::string_view nameOf(SupplyField field);

/// Whether name and energy density of the row's fuel are entered by hand.
[[nodiscard]] bool isOtherFuel(const FuelSupply& row, const ReferenceData* reference);

/// Canonical text: decimals in C notation, `true`/`false`, empty when absent. The energy density of
/// a known fuel counts as absent.
[[nodiscard]] std::string
enteredText(const FuelSupply& row, SupplyField field, const ReferenceData* reference);

/// Writes a canonical text; one that is no number clears a number.
void enterText(FuelSupply& row, SupplyField field, const std::string& text);

/// The value in a mutation; null when absent.
[[nodiscard]] boost::json::value jsonOf(SupplyField field, const std::string& text);

} // namespace tidemark::ui
