// The regulator's figures, ready for look-up: what applies to a fuel in a year, and what may be
// chosen with it.
#pragma once

#include "models/core/decimal.hpp"
#include "models/core/fault.hpp"
#include "models/entities/fuel_reference.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tidemark {

/// The reference tables as rows of their entities. Ids are nil when they come from JSON.
struct ReferenceTables {
    std::vector<CompliancePeriod> periods = {};
    std::vector<FuelCategory> categories = {};
    std::vector<FuelType> fuelTypes = {};
    std::vector<EndUse> endUses = {};
    std::vector<Provision> provisions = {};
    std::vector<FuelFactor> factors = {};
    std::vector<FuelCode> fuelCodes = {}; ///< None in the published tables.
};

/// Reads `reference_fuel_data.json` and applies its `recommended_overrides`: ratios (EER) and
/// additional intensities (UCI) of an override replace the whole table of their period, an energy
/// density replaces that of its fuel and period. Fault `corrupt`/`malformed_reference`.
[[nodiscard]] Result<ReferenceTables> parseReferenceTables(std::string_view json);

/// First period of the present regulation; before it the legacy formula and tables hold.
inline constexpr std::int64_t presentRegulationFrom = 2024;

[[nodiscard]] constexpr bool isLegacyPeriod(std::int64_t year)
{
    return year < presentRegulationFrom;
}

/// How the intensity of a fuel is found; the meaning of a provision's name.
enum class ProvisionKind { prescribed, fuelCode, defaultIntensity, other };

[[nodiscard]] ProvisionKind provisionKindOf(std::string_view provision);

/// Look-ups by year and published names. Immutable; cheap to ask from any thread.
class ReferenceData {
public:
    explicit ReferenceData(const ReferenceTables& tables);

    /// From the project's JSON resource.
    [[nodiscard]] static Result<ReferenceData> parse(std::string_view json);

    // Figures. An unknown name answers like a missing row.

    /// TCI; none when the period has no target for the category.
    [[nodiscard]] std::optional<Decimal>
    targetIntensity(std::int64_t year, std::string_view category) const;
    /// Intensity of an unrecognised fuel.
    [[nodiscard]] std::optional<Decimal>
    categoryIntensity(std::int64_t year, std::string_view category) const;
    /// Default RCI: of the period, else the type's fallback, else 0.
    [[nodiscard]] Decimal defaultIntensity(std::int64_t year, std::string_view fuelType) const;
    /// ED, MJ per unit: of the newest period that is not later; none for "Other".
    [[nodiscard]] std::optional<Decimal>
    energyDensity(std::int64_t year, std::string_view fuelType) const;
    /// EER: of the end use, else the row for any use, else 1.
    [[nodiscard]] Decimal effectivenessRatio(
        std::int64_t year,
        std::string_view category,
        std::string_view fuelType,
        std::string_view endUse
    ) const;
    /// UCI: of the end use, else 0.
    [[nodiscard]] Decimal additionalIntensity(
        std::int64_t year, std::string_view fuelType, std::string_view endUse
    ) const;

    // Rows.

    [[nodiscard]] const FuelType* fuelType(std::string_view name) const;
    [[nodiscard]] const FuelCode* fuelCode(std::string_view code) const;

    // What may be chosen: the dependent drop-downs. Empty when nothing fits.

    [[nodiscard]] std::vector<std::string> fuelTypes(std::int64_t year) const;
    [[nodiscard]] std::vector<std::string>
    categories(std::int64_t year, std::string_view fuelType) const;
    [[nodiscard]] std::vector<std::string>
    provisions(std::int64_t year, std::string_view fuelType) const;
    [[nodiscard]] std::vector<std::string>
    endUses(std::int64_t year, std::string_view fuelType, std::string_view category) const;
    /// Approved codes of the type that are in effect in the year.
    [[nodiscard]] std::vector<std::string>
    fuelCodes(std::int64_t year, std::string_view fuelType) const;
    /// The unit of quantities, or empty.
    [[nodiscard]] std::string unit(std::string_view fuelType) const;

    /// Whether a code may be used for a fuel in a year.
    [[nodiscard]] static bool
    isUsable(const FuelCode& code, std::int64_t year, std::string_view fuelType);

    // The same as questions, without building lists.

    [[nodiscard]] bool isInPeriod(std::int64_t year, std::string_view fuelType) const;
    [[nodiscard]] bool allowsCategory(std::string_view fuelType, std::string_view category) const;
    [[nodiscard]] bool
    allowsProvision(std::int64_t year, std::string_view fuelType, std::string_view provision) const;
    /// An end use that has figures for the fuel; "Any" where a fuel has none.
    [[nodiscard]] bool allowsEndUse(
        std::int64_t year,
        std::string_view fuelType,
        std::string_view category,
        std::string_view endUse
    ) const;
    /// The end use makes a difference to the figures.
    [[nodiscard]] bool
    needsEndUse(std::int64_t year, std::string_view fuelType, std::string_view category) const;

private:
    using Key = std::uint64_t;
    struct NameHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const
        {
            return std::hash<std::string_view>{}(name);
        }
    };
    template <class T>
    using ByName = std::unordered_map<std::string, T, NameHash, std::equal_to<>>;
    struct TypeEntry {
        FuelType row = {};
        std::vector<std::string> categories = {};
        std::vector<std::string> provisions = {};
    };

    /// The number that stands for a name in keys; 0 for no name and for an unknown one.
    [[nodiscard]] std::uint64_t numberOf(std::string_view name) const;
    [[nodiscard]] std::uint64_t number(const std::optional<std::string>& name);
    [[nodiscard]] Key keyOf(
        FuelFactorKind kind,
        std::int64_t year,
        std::string_view category,
        std::string_view fuelType,
        std::string_view endUse
    ) const;
    [[nodiscard]] const Decimal* figure(Key key) const;
    [[nodiscard]] const TypeEntry* entry(std::string_view fuelType) const;
    [[nodiscard]] const std::vector<std::string>*
    endUsesOf(std::int64_t year, std::string_view fuelType, std::string_view category) const;
    void add(const FuelFactor& factor);

    ByName<std::uint64_t> numbers_ = {};
    std::unordered_map<Key, Decimal> figures_ = {};
    std::unordered_map<Key, std::vector<std::string>> endUses_ = {};
    std::unordered_map<Key, bool> typesOfYear_ = {}; ///< Types that have any figure in a year.
    ByName<std::size_t> typeByName_ = {};
    ByName<std::size_t> codeByName_ = {};
    std::vector<TypeEntry> types_ = {};
    std::vector<std::string> legacyProvisions_ = {};
    std::vector<FuelCode> codes_ = {};
};

} // namespace tidemark
