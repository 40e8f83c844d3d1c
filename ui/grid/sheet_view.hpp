// A spreadsheet: cells are walked, typed, copied, pasted and filled as in Excel.
#pragma once

#include "ui/grid/paste_plan.hpp"

#include <QTableView>

namespace tidemark::ui {

class FrozenColumn;
class SheetDelegate;

/// The grid. Movement: arrows, Tab, Enter (back to the column where a run of Tabs began), F2 or
/// typing edits, Alt+Down opens the choices, Space ticks, Delete clears, Ctrl+D fills down, Ctrl+C
/// copies (with heads: Ctrl+Shift+C), Ctrl+X cuts, Ctrl+V pastes at the cursor, Ctrl+Plus adds
/// rows, Ctrl+Minus deletes them. F6 leaves the grid, so Tab inside it is no trap.
class SheetView final : public QTableView {
    Q_OBJECT

public:
    explicit SheetView(const QString& accessibleName, QWidget* parent = nullptr);

    void setSheet(SheetModel* sheet);
    [[nodiscard]] SheetModel* sheet() const { return sheet_; }
    /// Makes the cell current and visible.
    void goTo(int row, int column);
    /// Spreads the width over the columns that may shrink and grow, until the reader sizes one.
    void fitColumns();
    /// Leaves room for the first column, which stays in view while the others scroll under it.
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    /// Rows that have a selected cell, ascending.
    [[nodiscard]] std::vector<int> selectedRows() const;

    /// A cell is being typed into.
    [[nodiscard]] bool isEditing() const { return state() == EditingState; }
    /// The canonical value that is being typed; nothing when none is, or it does not fit yet.
    [[nodiscard]] std::optional<QString> typedValue() const;
    /// What is typed gives way to the cell's value.
    void retype();
    /// What pasting now would do.
    struct PlannedPaste {
        ClipboardTable table = {};
        PastePlan plan = {};
    };
    [[nodiscard]] PlannedPaste plannedPaste() const;

    void copySelected(bool withHeads);
    void cutSelected();
    void pasteClipboard();
    void fillDown();
    void clearSelected();
    /// Below the current row; on an empty row: goes to the first empty one.
    void addRows(int count);
    void removeSelectedRows();

Q_SIGNALS:
    /// `loss` says what was left out; empty when nothing was.
    void pasted(int rows, bool byHeads, const QString& loss);
    void refused(const QString& cause);
    void selectionTold(int cells);
    /// A cell is being typed into; an invalid index: none is any more.
    void typingMoved(const QModelIndex& cell);

protected:
    using QTableView::edit;
    bool edit(const QModelIndex& index, EditTrigger trigger, QEvent* event) override;
    void closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void
    selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void applyTokens();
    bool handleCommandKey(const QKeyEvent& event);
    bool handleMoveKey(const QKeyEvent& event);
    void moveBy(int rows, int columns);
    void openChoices();
    void moveToEdge(int rows, int columns);
    void tick();
    [[nodiscard]] bool isWritable();
    [[nodiscard]] std::vector<int> shownColumns() const;
    [[nodiscard]] PasteTarget pasteTarget() const;
    [[nodiscard]] QRect selectedBox() const; ///< In rows and shown columns.
    [[nodiscard]] bool isEnterable(int column) const;

    SheetModel* sheet_ = nullptr;
    SheetDelegate* delegate_ = nullptr;
    FrozenColumn* frozen_ = nullptr;
    bool isFitting_ = false;
    bool isSizedByReader_ = false;
    int tabColumn_ = -1; ///< Where a run of Tabs began; −1 outside one.
};

} // namespace tidemark::ui
