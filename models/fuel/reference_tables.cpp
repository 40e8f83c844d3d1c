// Reads the published tables, and puts right what their own list of defects says.
#include "models/core/json_reader.hpp"
#include "models/fuel/reference_data.hpp"

#include <charconv>
#include <functional>
#include <set>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

constexpr std::size_t referenceBytesMost = 8U << 20U;

Fault malformedReference(std::string cause)
{
    return Fault{
        FaultCode::corrupt,
        "malformed_reference",
        std::move(cause),
        "Install Tidemark again; if it stays so, report it."};
}

/// A figure as it is printed: the shortest text that reads back as the same number.
Result<Decimal> decimalOf(const json::value& value)
{
    if (value.is_int64())
        return Decimal(value.get_int64());
    if (const json::string* text = value.if_string())
        return Decimal::parse({text->data(), text->size()});
    if (!value.is_double())
        return malformedReference("A figure of the reference data is not a number.");
    char digits[64];
    const auto [end, error] =
        std::to_chars(digits, digits + sizeof digits, value.get_double(), std::chars_format::fixed);
    if (error != std::errc{})
        return malformedReference("A figure of the reference data is too long.");
    return Decimal::parse({digits, static_cast<std::size_t>(end - digits)});
}

/// Reads one table of the file; the first fault stops everything.
class TableReader {
public:
    explicit TableReader(const json::value& root)
        : root_(root)
    {
    }

    /// Calls `row` for each entry of the array `table` inside `root`.
    void each(
        const json::value& root, std::string_view table, const std::function<void(JsonReader&)>& row
    )
    {
        JsonReader outer(root, "reference data");
        for (const json::value& item : outer.array(table)) {
            JsonReader in(item, table);
            row(in);
            note(in);
        }
        note(outer);
    }
    void each(std::string_view table, const std::function<void(JsonReader&)>& row)
    {
        each(root_, table, row);
    }

    Decimal figure(JsonReader& in, std::string_view key)
    {
        const auto value = decimalOf(in.any(key));
        if (!value)
            in.refuse(key, "is not a figure");
        return value ? *value : Decimal();
    }

    std::int64_t year(JsonReader& in)
    {
        const std::string text = in.text("period", 4);
        std::int64_t year = 0;
        const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), year);
        if (error != std::errc{} || stop != text.data() + text.size())
            in.refuse("period", "is not a year");
        return year;
    }

    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

private:
    void note(const JsonReader& in)
    {
        if (!fault_ && in.fault())
            fault_ = malformedReference(in.fault()->cause);
    }

    const json::value& root_;
    std::optional<Fault> fault_ = {};
};

void readNames(TableReader& reader, ReferenceTables& tables)
{
    reader.each("fuel_categories", [&](JsonReader& in) {
        tables.categories.push_back(
            {.name = in.text("category"), .defaultIntensity = reader.figure(in, "default_ci")}
        );
    });
    reader.each("fuel_types", [&](JsonReader& in) {
        tables.fuelTypes.push_back(
            {.name = in.text("name"),
             .unit = in.text("unit"),
             .fossilDerived = in.boolean("fossil_derived"),
             .renewable = in.boolean("renewable"),
             .unrecognized = in.boolean("unrecognized"),
             .isLegacy = in.boolean("is_legacy"),
             .fallbackIntensity = reader.figure(in, "default_ci_fallback"),
             .provisions = in.any("provisions"),
             .categories = in.any("categories")}
        );
    });
    reader.each("end_use_types", [&](JsonReader& in) {
        tables.endUses.push_back(
            {.name = in.text("type"), .intendedUse = in.boolean("intended_use")}
        );
    });
    reader.each("provisions_of_the_act", [&](JsonReader& in) {
        tables.provisions.push_back({.name = in.text("name"), .isLegacy = in.boolean("is_legacy")});
    });
    reader.each("compliance_periods", [&](JsonReader& in) {
        const auto startsOn = Date::parse(in.text("start"));
        const auto endsOn = Date::parse(in.text("end"));
        if (!startsOn || !endsOn)
            in.refuse("start", "is not a date");
        else
            tables.periods.push_back(
                {.year = in.integer("year"), .startsOn = *startsOn, .endsOn = *endsOn}
            );
    });
}

/// A table of figures: where its value, names and unit are.
struct FigureTable {
    std::string_view table;
    std::string_view value;
    FuelFactorKind kind;
    std::string_view unit; ///< Empty: the rows have their own.
};

constexpr FigureTable figureTables[] = {
    {"target_ci", "target_ci", FuelFactorKind::targetIntensity, "gCO2e/MJ"},
    {"category_ci", "category_ci", FuelFactorKind::categoryIntensity, "gCO2e/MJ"},
    {"default_ci", "default_ci", FuelFactorKind::defaultIntensity, "gCO2e/MJ"},
    {"energy_density", "density", FuelFactorKind::energyDensity, ""},
    {"eer", "eer", FuelFactorKind::effectivenessRatio, "ratio"},
    {"uci", "uci", FuelFactorKind::additionalIntensity, "gCO2e/MJ"},
};

std::vector<FuelFactor>
readFigures(TableReader& reader, const json::value& root, const FigureTable& table)
{
    std::vector<FuelFactor> factors;
    reader.each(root, table.table, [&](JsonReader& in) {
        FuelFactor factor{
            .kind = table.kind,
            .year = reader.year(in),
            .category = in.optionalText("category"),
            .fuelType = in.optionalText("fuel_type"),
            .endUse = in.optionalText("end_use"),
            .value = reader.figure(in, table.value),
            .unit = table.unit.empty() ? in.text("unit") : std::string(table.unit)};
        factors.push_back(std::move(factor));
    });
    return factors;
}

/// Puts the figures of an override in the place of those they correct.
void applyOverride(std::vector<FuelFactor>& factors, std::vector<FuelFactor> better)
{
    // Ratios and additional intensities depend on each other's end uses: whole periods at once.
    const auto placeOf = [](const FuelFactor& factor) {
        const bool wholePeriod = factor.kind == FuelFactorKind::effectivenessRatio ||
                                 factor.kind == FuelFactorKind::additionalIntensity;
        const auto name = [&](const std::optional<std::string>& part) {
            return wholePeriod ? std::string() : part.value_or("");
        };
        return std::tuple(
            factor.kind,
            factor.year,
            name(factor.category),
            name(factor.fuelType),
            name(factor.endUse)
        );
    };
    std::set<decltype(placeOf(better.front()))> places;
    for (const FuelFactor& factor : better)
        places.insert(placeOf(factor));
    std::erase_if(factors, [&](const FuelFactor& factor) {
        return places.contains(placeOf(factor));
    });
    std::move(better.begin(), better.end(), std::back_inserter(factors));
}

} // namespace

Result<ReferenceTables> parseReferenceTables(std::string_view text)
{
    const auto root = parseJson(text, referenceBytesMost);
    if (!root)
        return malformedReference(root.error().cause);
    ReferenceTables tables;
    TableReader reader(*root);
    readNames(reader, tables);
    for (const FigureTable& table : figureTables) {
        auto factors = readFigures(reader, *root, table);
        std::move(factors.begin(), factors.end(), std::back_inserter(tables.factors));
    }
    JsonReader in(*root, "reference data");
    const json::value& overrides = in.any("recommended_overrides");
    for (const FigureTable& table : figureTables) {
        if (overrides.is_object() && overrides.get_object().contains(table.table))
            applyOverride(tables.factors, readFigures(reader, overrides, table));
    }
    if (reader.fault())
        return *reader.fault();
    return tables;
}

} // namespace tidemark
