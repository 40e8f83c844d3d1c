// The columns of the fuel-supply schedule.
#pragma once

#include "ui/supply/supply_grid_model.hpp"

namespace tidemark::ui {

[[nodiscard]] std::vector<SheetColumn> supplyColumns();
/// The entered field of a column; nothing for derived ones.
[[nodiscard]] std::optional<SupplyField> fieldOf(SupplyColumn column);
/// The key of the field that a column shows, entered or derived; empty for marks.
[[nodiscard]] std::string_view fieldName(SupplyColumn column);

} // namespace tidemark::ui
