// Compliance units and the low-carbon summary, exact. Every rounding is half up.
#pragma once

#include "models/core/decimal.hpp"
#include "models/core/fault.hpp"

#include <cstdint>
#include <span>

namespace tidemark {

/// What the units of one row are calculated from.
struct UnitFigures {
    Decimal targetIntensity = {};            ///< TCI, gCO2e/MJ.
    Decimal effectivenessRatio = Decimal(1); ///< EER; 1 where a table has none.
    Decimal recordedIntensity = {};          ///< RCI.
    Decimal additionalIntensity = {};        ///< UCI; ignored by the legacy formula.
    Decimal quantity = {};                   ///< All quarters together.
    Decimal energyDensity = {};              ///< MJ per unit.
};

enum class UnitFormula {
    present, ///< (TCI × EER − (RCI + UCI)) × Q × ED ÷ 1 000 000, from 2024 on.
    legacy,  ///< The same without UCI.
};

[[nodiscard]] UnitFormula unitFormulaFor(std::int64_t year);

/// Units of a supply row, 5 digits. Fault `invalid` when the figures are too large.
[[nodiscard]] Result<Decimal> supplyUnits(const UnitFigures& figures, UnitFormula formula);
/// Units of an export row, 5 digits: exports can only take credits back, so never above 0.
[[nodiscard]] Result<Decimal> exportUnits(const UnitFigures& figures, UnitFormula formula);
/// Quantity that yields `units`, 5 digits; `figures.quantity` is not looked at. 0 when no quantity
/// makes a difference.
[[nodiscard]] Result<Decimal>
quantityForUnits(const Decimal& units, const UnitFigures& figures, UnitFormula formula);
/// Q × ED in MJ, 2 digits.
[[nodiscard]] Result<Decimal> energyOf(const Decimal& quantity, const Decimal& energyDensity);
/// Lines 18 and 19: the sum of the rows' units, whole.
[[nodiscard]] Result<Decimal> unitsLine(std::span<const Decimal> rowUnits);

/// What lines 12 to 22 are made of.
struct LowCarbonInput {
    std::int64_t year = 0;
    Decimal line12 = {};   ///< Units transferred out.
    Decimal line13 = {};   ///< Units received.
    Decimal line14 = {};   ///< Units under initiative agreements.
    Decimal line15 = {};   ///< Line 18 of the assessed report of the period.
    Decimal line16 = {};   ///< Line 19 of the assessed report of the period.
    Decimal line17 = {};   ///< Available balance for the period.
    Decimal line18 = {};   ///< Units for supply.
    Decimal line19 = {};   ///< Units for export.
    Decimal deferred = {}; ///< Adjustments of the group after the compliance date.
};

/// Lines 20 to 22.
struct LowCarbonSummary {
    Decimal line20 = {};       ///< Net units of the report: 18 + 19 − 15 − 16.
    Decimal penaltyUnits = {}; ///< Units that are lacking, whole, never above 0.
    Decimal penaltyRate = {};  ///< Dollars per unit.
    Decimal line21 = {};       ///< Penalty in dollars.
    Decimal line22 = {};       ///< Balance at March 31 of the next year.
};

[[nodiscard]] Result<LowCarbonSummary> lowCarbonSummary(const LowCarbonInput& input);

/// $200 for periods until 2022, $600 from 2023 on.
[[nodiscard]] Decimal penaltyRate(std::int64_t year);

/// Line 17 of a report: a locked supplemental keeps the stored value.
[[nodiscard]] const Decimal&
line17(std::int64_t version, bool locked, const Decimal& stored, const Decimal& recomputed);

/// The figures that the credit calculator shows.
struct CalculatorFigures {
    Decimal recordedIntensity = {};  ///< 2 digits.
    Decimal targetIntensity = {};    ///< 5 digits.
    Decimal effectivenessRatio = {}; ///< 2 digits.
    Decimal energyDensity = {};      ///< 2 digits.
    Decimal energyContent = {};      ///< Q × ED with the unrounded density.
    Decimal complianceUnits = {};    ///< Whole.
};

/// Rounds a calculation for showing; `units` are the units before rounding.
[[nodiscard]] Result<CalculatorFigures>
calculatorFigures(const UnitFigures& figures, const Decimal& units);

} // namespace tidemark
