// Draws the cells of a sheet and makes their editors.
#pragma once

#include "models/core/fault.hpp"

#include <QStyledItemDelegate>

namespace tidemark::ui {

class SheetModel;
struct SheetColumn;

/// Cells as the look draws them: derived ones sunken, those with a problem outlined and tinted, the
/// current one framed. Editors accept what their column can hold and nothing else: Enter and Tab
/// stay in the cell and say why until the text fits.
class SheetDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
        const override;
    [[nodiscard]] QWidget* createEditor(
        QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index
    ) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index)
        const override;
    void updateEditorGeometry(
        QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index
    ) const override;

    /// The canonical value of what the editor holds.
    [[nodiscard]] Result<QString> valueOf(const QWidget* editor) const;
    /// Gives the editor the cell's value again.
    void refill(QWidget* editor, const QModelIndex& index) const;

Q_SIGNALS:
    /// The editor was left with a key: move this many rows and shown columns.
    void leftBy(int rows, int columns);
    /// The value went to another row than the edited one: an empty row became real there.
    void landedAt(int row) const;
    /// What was typed does not fit and was dropped.
    void refused(const QString& cause) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void leave(QWidget* editor, int rows, int columns);
};

/// The canonical value of a typed number, or why the column cannot hold it.
[[nodiscard]] Result<QString> typedNumber(const QString& text, const SheetColumn& column);

} // namespace tidemark::ui
