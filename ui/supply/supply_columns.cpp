#include "ui/supply/supply_columns.hpp"

#include "ui/supply/problem_text.hpp"

namespace tidemark::ui {

namespace {

SheetColumn column(SupplyColumn which, CellKind kind, int width, QStringList aliases = {})
{
    const std::string_view name = fieldName(which);
    if (!name.empty())
        aliases << englishTitle(name);
    return {
        .key = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
        .title = name.empty() ? QString() : fieldTitle(name),
        .aliases = std::move(aliases),
        .kind = kind,
        .isDerived = !fieldOf(which) && kind != CellKind::mark,
        .width = width};
}

QString text(const char* latin)
{
    return QString::fromLatin1(latin);
}

} // namespace

std::string_view fieldName(SupplyColumn which)
{
    constexpr std::array<std::string_view, 15> names{
        "fuelType",
        "fuelCategory",
        "provision",
        "endUse",
        "fuelCode",
        "quantity",
        "unit",
        "fuelTypeOther",
        "energyDensity",
        "isCanadaProduced",
        "isQ1Supplied",
        "recordedIntensity",
        "effectivenessRatio",
        "complianceUnits",
        ""};
    return names[static_cast<std::size_t>(which)];
}

std::optional<SupplyField> fieldOf(SupplyColumn which)
{
    const std::string_view name = fieldName(which);
    for (const SupplyField field : supplyFields) {
        if (nameOf(field) == name)
            return field;
    }
    return std::nullopt;
}

std::vector<SheetColumn> supplyColumns()
{
    using enum SupplyColumn;
    std::vector<SheetColumn> columns{
        column(fuelType, CellKind::choice, 160, {text("fuel")}),
        column(fuelCategory, CellKind::choice, 70, {text("fuel category")}),
        column(
            provision,
            CellKind::choice,
            96,
            {text("provision of the act"), text("determining carbon intensity")}
        ),
        column(endUse, CellKind::choice, 116, {text("end use type"), text("end-use")}),
        column(fuelCode, CellKind::choice, 96, {text("code")}),
        column(
            quantity,
            CellKind::number,
            94,
            {text("quantity supplied"), text("volume"), text("amount")}
        ),
        column(unit, CellKind::text, 44, {text("units"), text("unit of measure")}),
        column(fuelTypeOther, CellKind::text, 132, {text("fuel type other")}),
        column(energyDensity, CellKind::number, 104, {text("ed")}),
        column(
            isCanadaProduced, CellKind::check, 108, {text("canadian"), text("produced in canada")}
        ),
        column(isQ1Supplied, CellKind::check, 100, {text("q1")}),
        column(intensity, CellKind::number, 60, {text("carbon intensity"), text("rci")}),
        column(ratio, CellKind::number, 38, {text("energy effectiveness ratio")}),
        column(units, CellKind::number, 117, {text("compliance unit")}),
        column(mark, CellKind::mark, 26),
    };
    columns[static_cast<std::size_t>(energyDensity)].decimals = 2;
    constexpr std::array least{std::pair(fuelType, 128), std::pair(endUse, 84)};
    for (const auto& [which, width] : least)
        columns[static_cast<std::size_t>(which)].leastWidth = width;
    for (const SupplyColumn extra : {fuelTypeOther, energyDensity, isCanadaProduced, isQ1Supplied})
        columns[static_cast<std::size_t>(extra)].isShownFirst = false;
    return columns;
}

} // namespace tidemark::ui
