// What others changed, as the lines of a table.
#pragma once

#include "ui/supply/supply_grid_model.hpp"

class QStandardItemModel;

namespace tidemark::ui {

/// Row, field, yours, before, theirs, result.
inline constexpr int newsColumns = 6;

/// The cell that is being typed into, when others changed its row.
struct TypedCell {
    QModelIndex cell = {};
    std::optional<QString> value = {}; ///< Nothing: it does not fit the column yet.
    bool isMerging = false;            ///< The last column says what would come of it.
};

/// Yours stands at the leading side, as everywhere.
void fillNewsLines(
    QStandardItemModel& lines,
    const SupplyGridModel& grid,
    const SheetChange& news,
    const TypedCell& typed
);

/// What the field is called over its column.
[[nodiscard]] QString newsField(SupplyField field);

} // namespace tidemark::ui
