// The regulator's reference data: periods, fuels, intensities and ratios.
//
// Rows name each other by their published names ("Diesel", "Battery bus"), as the regulation and
// its tables do. Source of the values: resources/reference/reference_fuel_data.json.
#pragma once

#include "models/core/decimal.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace tidemark {

using CompliancePeriodId = Id<struct CompliancePeriodTag>;
using FuelCodeId = Id<struct FuelCodeTag>;
using ReferenceId = Id<struct ReferenceTag>;

enum class FuelCodeStatus { draft, recommended, approved };

/// A calendar year for which suppliers report.
struct CompliancePeriod {
    CompliancePeriodId id = {};
    std::int64_t rv = 0;
    std::int64_t year = 0;
    Date startsOn = {};
    Date endsOn = {};
    bool reportingOpen = false; ///< Reports of the period may be created and submitted.
};

struct FuelCategory {
    ReferenceId id = {};
    std::int64_t rv = 0;
    std::string name = {};         ///< Gasoline, Diesel or Jet fuel.
    Decimal defaultIntensity = {}; ///< gCO2e/MJ.
};

struct FuelType {
    ReferenceId id = {};
    std::int64_t rv = 0;
    std::string name = {};
    std::string unit = {}; ///< L, kg, kWh, Gj or m³.
    bool fossilDerived = false;
    bool renewable = false;
    bool unrecognized = false; ///< "Other": name and energy density are entered by hand.
    bool isLegacy = false;
    std::optional<Decimal> fallbackIntensity = {}; ///< Used when a period has no default.
    boost::json::value provisions = {};            ///< Array of provision names that may be chosen.
    boost::json::value categories = {};            ///< Array of category names.
};

struct EndUse {
    ReferenceId id = {};
    std::int64_t rv = 0;
    std::string name = {};
    bool intendedUse = false;
};

struct Provision {
    ReferenceId id = {};
    std::int64_t rv = 0;
    std::string name = {};
    bool isLegacy = false;
};

/// What a figure of the reference tables means.
enum class FuelFactorKind {
    targetIntensity,     ///< TCI by year and category, gCO2e/MJ.
    categoryIntensity,   ///< Intensity of an unrecognised fuel by year and category.
    defaultIntensity,    ///< RCI by year and fuel type.
    energyDensity,       ///< MJ per unit by year and fuel type.
    effectivenessRatio,  ///< EER by year, category, fuel type and end use.
    additionalIntensity, ///< UCI by year, fuel type and end use.
};

/// One figure of the reference tables, for one year.
struct FuelFactor {
    ReferenceId id = {};
    std::int64_t rv = 0;
    FuelFactorKind kind = FuelFactorKind::targetIntensity;
    std::int64_t year = 0;
    std::optional<std::string> category = {};
    std::optional<std::string> fuelType = {};
    std::optional<std::string> endUse = {};
    Decimal value = {}; ///< 5 digits.
    std::string unit = {};
};

/// An approved pathway that gives a fuel its own carbon intensity.
struct FuelCode {
    FuelCodeId id = {};
    std::int64_t rv = 0;
    std::string code = {}; ///< `BCLCF 214.3`, unique.
    std::string fuelType = {};
    std::string company = {};
    Decimal carbonIntensity = {}; ///< gCO2e/MJ, 2 digits.
    FuelCodeStatus status = FuelCodeStatus::approved;
    Date effectiveOn = {};
    std::optional<Date> expiresOn = {};
    std::string facilityCountry = {};
};

} // namespace tidemark
