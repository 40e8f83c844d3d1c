// What is wrong with a row, in words.
#pragma once

#include "models/fuel/supply_rules.hpp"

#include <QString>

namespace tidemark::ui {

/// "a quantity above 0 is required": what is wrong, without the place.
[[nodiscard]] QString problemSentence(const SupplyProblem& problem);
/// "Row 11, Quantity: a quantity above 0 is required."; `row` counts from 0.
[[nodiscard]] QString problemLine(const SupplyProblem& problem, int row);
/// The head of the column that shows the field.
[[nodiscard]] QString fieldTitle(std::string_view field);
/// The same untranslated, as tables from elsewhere may have it; empty for an unknown field.
[[nodiscard]] QString englishTitle(std::string_view field);

} // namespace tidemark::ui
