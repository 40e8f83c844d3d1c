// The dependent drop-downs of a fuel-supply row, with the short names that the grid shows.
#pragma once

#include "ui/grid/sheet_model.hpp"
#include "ui/supply/supply_field.hpp"

#include <memory>
#include <unordered_map>

namespace tidemark::ui {

/// "Default CI" for "Default carbon intensity - section 19 (b) (ii)"; unknown names stay.
[[nodiscard]] QString shortProvision(const std::string& provision);
/// "m³" for "m³ (15°C and 1 atm)".
[[nodiscard]] QString shortUnit(const std::string& unit);

/// What may be chosen for a field, given the fields before it. Remembers what it looked up, since a
/// paste asks the same for thousands of rows. One for each report.
class SupplyChoices {
public:
    SupplyChoices(std::shared_ptr<const ReferenceData> reference, std::int64_t year);

    /// Empty when the field takes no choice now.
    [[nodiscard]] const std::vector<Choice>& of(const FuelSupply& row, SupplyField field) const;
    /// The stored value for what somebody typed or pasted: a value or label in any case, else the
    /// text itself.
    [[nodiscard]] std::string
    valueFor(const FuelSupply& row, SupplyField field, const QString& text) const;
    /// Fields that no longer fit the others are cleared, and those with a single choice are filled,
    /// except the `entered` ones, which stay as they are.
    void settle(FuelSupply& row, std::span<const SupplyField> entered) const;
    /// Whether the row's provision takes a fuel code.
    [[nodiscard]] static bool takesFuelCode(const FuelSupply& row);

    [[nodiscard]] const ReferenceData* reference() const { return reference_.get(); }
    [[nodiscard]] std::int64_t year() const { return year_; }

private:
    [[nodiscard]] std::vector<Choice> look(const FuelSupply& row, SupplyField field) const;

    std::shared_ptr<const ReferenceData> reference_;
    std::int64_t year_;
    mutable std::unordered_map<std::string, std::vector<Choice>> known_ = {};
};

} // namespace tidemark::ui
