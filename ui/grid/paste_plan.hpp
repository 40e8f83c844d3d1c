// Where the cells of a pasted table go, and what of it cannot be taken.
#pragma once

#include "ui/grid/clipboard_table.hpp"
#include "ui/grid/number_text.hpp"
#include "ui/grid/sheet_model.hpp"

namespace tidemark::ui {

/// Where a paste starts.
struct PasteTarget {
    std::vector<int> shownColumns = {}; ///< Sheet columns from left to right, as they are shown.
    int row = 0;
    int shownIndex = 0;   ///< Of the cursor, in `shownColumns`.
    int selectedRows = 1; ///< A paste that fits into the selection several times is repeated.
    int selectedColumns = 1;
    int realRows = 0;
};

/// What was pasted and not taken.
struct PasteLoss {
    std::size_t cellsBeyond = 0; ///< Right of the last column.
    std::size_t rowsBeyond = 0;  ///< Rows that have such cells.
    std::size_t rowsNotRead = 0;
    std::size_t blankRows = 0;
    std::size_t notNumbers = 0;
    QString firstNotNumber = {}; ///< `row 5, Quantity: “abc”`
    std::size_t rounded = 0;     ///< Numbers with more digits than their column takes.
    QStringList unknownHeads = {};
    QStringList derivedColumns = {};

    /// Cells or rows with content were dropped; derived columns do not count.
    [[nodiscard]] bool isLossy() const;
};

/// The edits that a paste amounts to.
struct PastePlan {
    bool hasHeader = false;
    std::vector<int> columnOf = {}; ///< Sheet column of each source column, −1 for none.
    std::vector<CellEdit> edits = {};
    int firstRow = 0;
    int rows = 0; ///< Sheet rows that are touched.
    PasteLoss loss = {};
};

/// Maps by the first row when it holds at least two known heads, else by position from the cursor.
/// Numbers are read with the decimal sign that their column shows, `assumed` when it shows none.
[[nodiscard]] PastePlan planPaste(
    const ClipboardTable& table,
    const std::vector<SheetColumn>& columns,
    const PasteTarget& target,
    DecimalSign assumed
);

/// What was left out, in sentences; empty when nothing was.
[[nodiscard]] QString describeLoss(const PasteLoss& loss);

/// `yes`, `x`, `1`, `✓` and their like.
[[nodiscard]] bool readsAsYes(const QString& text);

} // namespace tidemark::ui
