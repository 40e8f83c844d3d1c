// The table of the look: 28 px rows, fixed heights, quiet heads.
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

#include <initializer_list>

namespace tidemark::sync {
class RowWindowModel;
} // namespace tidemark::sync

namespace tidemark::ui {

class EmptyState;

/// Roles that `CellDelegate` understands, besides Qt's own. A RowColumn gives them by `extra`.
enum CellRole {
    ChipRole = Qt::UserRole + 100, ///< ChipText: draw a chip in place of the text.
    ToneRole,                      ///< int(Tone): colour of the text.
    IconNameRole,                  ///< QString: an icon before the text.
    IconToneRole,                  ///< int(Tone) of that icon.
    StrongRole,                    ///< bool: semibold.
    SunkenRole,                    ///< bool: a derived value.
    ProblemRole,                   ///< int(Kind): outline and tint the cell.
    ProgressRole,                  ///< double 0..1: a thin bar under the text.
};

/// Paints cells from prepared values; numbers (trailing alignment) in tabular figures.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
        const override;
    [[nodiscard]] QSize
    sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Draws `text` with digits of equal width, so that columns of numbers line up. `flags` are those
/// of QPainter::drawText; the text is elided to `where`.
void drawTabular(QPainter& painter, const QRect& where, int flags, const QString& text);

/// A table view with the look's presets. Enter and double click emit `opened`.
class TableView : public QTableView {
    Q_OBJECT

public:
    explicit TableView(const QString& accessibleName, QWidget* parent = nullptr);

    /// Sets a windowed model: sorting by head click, visible rows told to the model.
    void setRowModel(sync::RowWindowModel* model);
    /// Widths at scale 1 for the columns in order; the one with 0 takes what is left.
    void setColumnWidths(std::initializer_list<int> widths);
    /// Columns that give way, the first one first, while the window is too narrow for all.
    void setOptionalColumns(std::initializer_list<int> columns);
    /// Shown over the table while it has no rows and is not loading; the table owns it.
    void setEmptyState(EmptyState* emptyState);
    /// Looks again whether the empty state belongs there; for models that are not windowed.
    void refreshEmptyState() { updateEmptyState(); }

Q_SIGNALS:
    void opened(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent* event) override;

private:
    void applyTokens();
    void layoutColumns();
    void hideOptionalColumns(int room);
    [[nodiscard]] int wantedWidth(int column) const;
    void tellVisibleRows();
    void updateEmptyState();

    sync::RowWindowModel* rowModel_ = nullptr;
    EmptyState* emptyState_ = nullptr;
    QList<int> widths_ = {};
    QList<int> optional_ = {};
};

} // namespace tidemark::ui
