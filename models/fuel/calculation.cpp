#include "models/fuel/calculation.hpp"

#include <algorithm>

namespace tidemark {
namespace {

constexpr int unitPlaces = 5;
constexpr int gramsPerTonneExponent = 6;

/// (TCI × EER − (RCI + UCI)): what one MJ is worth, gCO2e.
Result<Decimal> gainPerMegajoule(const UnitFigures& figures, UnitFormula formula)
{
    const auto allowed = Decimal::product(figures.targetIntensity, figures.effectivenessRatio);
    if (!allowed)
        return allowed.error();
    const auto afterFuel = Decimal::sum(*allowed, -figures.recordedIntensity);
    if (!afterFuel || formula == UnitFormula::legacy)
        return afterFuel;
    return Decimal::sum(*afterFuel, -figures.additionalIntensity);
}

/// The units before rounding.
Result<Decimal> exactUnits(const UnitFigures& figures, UnitFormula formula)
{
    const auto gain = gainPerMegajoule(figures, formula);
    if (!gain)
        return gain.error();
    const auto energy = Decimal::product(figures.quantity, figures.energyDensity);
    if (!energy)
        return energy.error();
    const auto grams = Decimal::product(*gain, *energy);
    if (!grams)
        return grams.error();
    return grams->shiftedRight(gramsPerTonneExponent);
}

/// The sum of several figures; the first fault wins.
template <class... Terms>
Result<Decimal> sumOf(const Decimal& first, const Terms&... rest)
{
    Result<Decimal> total = first;
    for (const Decimal* term : {&rest...}) {
        if (total)
            total = Decimal::sum(*total, *term);
    }
    return total;
}

} // namespace

UnitFormula unitFormulaFor(std::int64_t year)
{
    return year < 2024 ? UnitFormula::legacy : UnitFormula::present;
}

Result<Decimal> supplyUnits(const UnitFigures& figures, UnitFormula formula)
{
    const auto units = exactUnits(figures, formula);
    if (!units)
        return units.error();
    return units->rounded(unitPlaces);
}

Result<Decimal> exportUnits(const UnitFigures& figures, UnitFormula formula)
{
    const auto units = supplyUnits(figures, formula);
    if (!units)
        return units.error();
    return std::min(-*units, Decimal::fromScaled(0, unitPlaces));
}

Result<Decimal>
quantityForUnits(const Decimal& units, const UnitFigures& figures, UnitFormula formula)
{
    const auto gain = gainPerMegajoule(figures, formula);
    if (!gain)
        return gain.error();
    const auto perUnit = Decimal::product(*gain, figures.energyDensity);
    if (!perUnit)
        return perUnit.error();
    if (perUnit->isZero())
        return Decimal();
    const auto grams = Decimal::product(units, Decimal(1'000'000));
    if (!grams)
        return grams.error();
    return grams->dividedBy(*perUnit, unitPlaces);
}

Result<Decimal> energyOf(const Decimal& quantity, const Decimal& energyDensity)
{
    const auto energy = Decimal::product(quantity, energyDensity);
    if (!energy)
        return energy.error();
    return energy->rounded(2);
}

Result<Decimal> unitsLine(std::span<const Decimal> rowUnits)
{
    Decimal total;
    for (const Decimal& units : rowUnits) {
        const auto next = Decimal::sum(total, units);
        if (!next)
            return next.error();
        total = *next;
    }
    return total.rounded(0);
}

Decimal penaltyRate(std::int64_t year)
{
    return Decimal(year <= 2022 ? 200 : 600);
}

Result<LowCarbonSummary> lowCarbonSummary(const LowCarbonInput& input)
{
    const auto net = sumOf(input.line18, input.line19, -input.line15, -input.line16);
    if (!net)
        return net.error();
    const auto balance = sumOf(input.line17, input.deferred, *net);
    if (!balance)
        return balance.error();
    LowCarbonSummary summary;
    summary.line20 = *net;
    summary.penaltyUnits = std::min(Decimal(), balance->truncated(0));
    summary.penaltyRate = penaltyRate(input.year);
    const auto penalty = Decimal::product(-summary.penaltyUnits, summary.penaltyRate);
    if (!penalty)
        return penalty.error();
    summary.line21 = *penalty;
    summary.line22 = std::max(Decimal(), *balance);
    return summary;
}

const Decimal&
line17(std::int64_t version, bool locked, const Decimal& stored, const Decimal& recomputed)
{
    return version > 0 && locked ? stored : recomputed;
}

Result<CalculatorFigures> calculatorFigures(const UnitFigures& figures, const Decimal& units)
{
    const auto energy = Decimal::product(figures.quantity, figures.energyDensity);
    if (!energy)
        return energy.error();
    return CalculatorFigures{
        .recordedIntensity = figures.recordedIntensity.rounded(2),
        .targetIntensity = figures.targetIntensity.rounded(5),
        .effectivenessRatio = figures.effectivenessRatio.rounded(2),
        .energyDensity = figures.energyDensity.rounded(2),
        .energyContent = *energy,
        .complianceUnits = units.rounded(0)};
}

} // namespace tidemark
