// The fuel-supply schedule: what follows from the entered fields, and what is wrong with them.
#pragma once

#include "models/core/decimal.hpp"
#include "models/core/uuid.hpp"
#include "models/entities/compliance_report.hpp"
#include "models/fuel/reference_data.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tidemark {

enum class ProblemSeverity {
    error,   ///< The report cannot be submitted.
    warning, ///< Worth a look.
};

/// What is wrong with one field of one row. Words are the user interface's matter.
///
/// | reason | field | args |
/// |---|---|---|
/// | required | any that is missing | |
/// | unknown_fuel_type, unknown_fuel_code | fuelType, fuelCode | the value |
/// | not_in_period | fuelType | the value, the year |
/// | not_allowed | fuelCategory, provision, endUse | the value, the fuel type |
/// | wrong_fuel_code | fuelCode | the code, the fuel type |
/// | fuel_code_not_in_effect | fuelCode | the code, the year |
/// | fuel_code_not_approved | fuelCode | the code |
/// | fuel_code_unused | fuelCode | the provision |
/// | not_positive | quantity, energyDensity | the value |
/// | not_whole | quantity | the value |
/// | too_large | quantity, energyDensity | the value, the limit |
/// | duplicate | fuelType | the position (1…) of the first such row |
/// | no_target | fuelCategory | the category, the year |
/// | unusual_quantity (warning) | quantity | the value |
struct SupplyProblem {
    Uuid rowId = {};
    std::string field = {};
    ProblemSeverity severity = ProblemSeverity::error;
    std::string reason = {};
    std::vector<std::string> args = {};

    friend bool operator==(const SupplyProblem&, const SupplyProblem&) = default;
};

/// Largest quantity of a row: with it every product stays exact.
inline constexpr std::int64_t supplyQuantityMost = 999'999'999'999;
/// Quantities above are warned of.
inline constexpr std::int64_t supplyQuantityUsual = 5'000'000'000;
/// Largest energy density that may be entered, MJ per unit.
inline constexpr std::int64_t energyDensityMost = 9'999;

/// Fills unit, ED, RCI, TCI, EER, UCI, energy and complianceUnits from the entered fields. What
/// cannot be known yet becomes absent. The energy density of "Other" is kept: it is entered.
void derive(FuelSupply& row, const ReferenceData& reference, std::int64_t year);

/// The same for a row as JSON: the derived fields in canonical form, null where absent. Fault when
/// the row cannot be read.
[[nodiscard]] Result<boost::json::object>
derivedFields(const boost::json::object& row, const ReferenceData& reference, std::int64_t year);

/// The names of the fields that `derive` sets. `energyDensity` is among them though entered for
/// "Other".
[[nodiscard]] std::span<const std::string_view> derivedFieldNames();

/// Problems of one row by itself. Derived fields are taken as they are: derive first.
[[nodiscard]] std::vector<SupplyProblem>
checkSupplyRow(const FuelSupply& row, const ReferenceData& reference, std::int64_t year);

/// Problems of all rows of a schedule in the given order, duplicates included.
[[nodiscard]] std::vector<SupplyProblem> checkSupplyRows(
    std::span<const FuelSupply> rows, const ReferenceData& reference, std::int64_t year
);

[[nodiscard]] bool hasErrors(std::span<const SupplyProblem> problems);

/// A plain English sentence, for logs and for API clients that show none of their own.
[[nodiscard]] std::string plainText(const SupplyProblem& problem);

} // namespace tidemark
