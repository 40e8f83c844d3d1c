// Copy, paste, fill and the other commands of the sheet.
#include "ui/grid/clipboard_table.hpp"
#include "ui/grid/paste_plan.hpp"
#include "ui/grid/sheet_view.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>

#include <algorithm>

namespace tidemark::ui {

bool SheetView::handleCommandKey(const QKeyEvent& event)
{
    const bool isControl = event.modifiers().testFlag(Qt::ControlModifier);
    const bool isShifted = event.modifiers().testFlag(Qt::ShiftModifier);
    if (event.matches(QKeySequence::Copy) || (isControl && isShifted && event.key() == Qt::Key_C)) {
        copySelected(isShifted);
    } else if (event.matches(QKeySequence::Cut)) {
        cutSelected();
    } else if (event.matches(QKeySequence::Paste)) {
        pasteClipboard();
    } else if (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace) {
        clearSelected();
    } else if (isControl && event.key() == Qt::Key_D) {
        fillDown();
    } else if (isControl && (event.key() == Qt::Key_Plus || event.key() == Qt::Key_Equal)) {
        addRows(1);
    } else if (isControl && event.key() == Qt::Key_Minus) {
        removeSelectedRows();
    } else if (event.key() == Qt::Key_Space && event.modifiers() == Qt::NoModifier
        && currentIndex().isValid()
        && sheet_->columns()[static_cast<std::size_t>(currentIndex().column())].kind
            == CellKind::check) {
        tick();
    } else {
        return false;
    }
    return true;
}

bool SheetView::isWritable()
{
    if (sheet_->isReadOnly())
        Q_EMIT refused(tr("This report is locked; its rows can be read and copied only."));
    return !sheet_->isReadOnly();
}

QRect SheetView::selectedBox() const
{
    const std::vector<int> shown = shownColumns();
    int top = sheet_->rowCount(), bottom = -1, left = static_cast<int>(shown.size()), right = -1;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        top = std::min(top, range.top());
        bottom = std::max(bottom, range.bottom());
        for (int i = 0; i < static_cast<int>(shown.size()); ++i) {
            const int column = shown[static_cast<std::size_t>(i)];
            if (column < range.left() || column > range.right())
                continue;
            left = std::min(left, i);
            right = std::max(right, i);
        }
    }
    if (bottom < 0 || right < 0)
        return {};
    return {QPoint(left, top), QPoint(right, bottom)};
}

void SheetView::copySelected(bool withHeads)
{
    const QRect box = selectedBox();
    if (box.isEmpty())
        return;
    const std::vector<int> shown = shownColumns();
    std::vector<std::vector<QString>> rows;
    const auto isCopied = [&](int i) {
        return sheet_->columns()[static_cast<std::size_t>(shown[static_cast<std::size_t>(i)])]
                   .kind != CellKind::mark;
    };
    if (withHeads) {
        rows.emplace_back();
        for (int i = box.left(); i <= box.right(); ++i) {
            if (isCopied(i))
                rows.back().push_back(
                    sheet_->columns()[static_cast<std::size_t>(shown[static_cast<std::size_t>(i)])]
                        .title
                );
        }
    }
    const int last = std::min(box.bottom(), sheet_->realRowCount() - 1);
    for (int row = box.top(); row <= last; ++row) {
        rows.emplace_back();
        for (int i = box.left(); i <= box.right(); ++i) {
            const QModelIndex index = sheet_->index(row, shown[static_cast<std::size_t>(i)]);
            if (isCopied(i))
                rows.back().push_back(index.data(SheetModel::CopyRole).toString());
        }
    }
    auto* copied = new QMimeData; // The clipboard takes it.
    copied->setText(writeTabSeparated(rows));
    copied->setHtml(writeHtmlTable(rows));
    QGuiApplication::clipboard()->setMimeData(copied);
}

void SheetView::cutSelected()
{
    if (!isWritable())
        return;
    copySelected(false);
    clearSelected();
}

PasteTarget SheetView::pasteTarget() const
{
    const QRect box = selectedBox();
    PasteTarget target{
        .shownColumns = shownColumns(),
        .row = std::max(0, box.top()),
        .shownIndex = std::max(0, box.left()),
        .realRows = sheet_->realRowCount()};
    target.selectedRows = std::max(1, box.height());
    target.selectedColumns = std::max(1, box.width());
    // Whole columns are selected by their head: start at the top, repeat nothing.
    if (target.selectedRows >= sheet_->rowCount())
        target.selectedRows = 1;
    return target;
}

SheetView::PlannedPaste SheetView::plannedPaste() const
{
    PlannedPaste planned;
    const QMimeData* offered = QGuiApplication::clipboard()->mimeData();
    if (offered == nullptr)
        return planned;
    planned.table = readClipboard(*offered);
    const DecimalSign sign = decimalSignOf(QLocale());
    planned.plan = planPaste(planned.table, sheet_->columns(), pasteTarget(), sign);
    return planned;
}

void SheetView::pasteClipboard()
{
    if (!isWritable())
        return;
    const auto [table, plan] = plannedPaste();
    if (table.isEmpty()) {
        Q_EMIT refused(tr("There is no text or table on the clipboard."));
        return;
    }
    const QString loss = describeLoss(plan.loss);
    if (plan.edits.empty()) {
        Q_EMIT refused(tr("Nothing of the clipboard fits here.") + u' ' + loss);
        return;
    }
    const std::vector<int> shown = shownColumns();
    const int first = plan.hasHeader ? 0 : pasteTarget().shownIndex;
    const int wide = static_cast<int>(plan.columnOf.size());
    const int last = std::min(static_cast<int>(shown.size()), first + wide) - 1;
    const QString label = plan.rows == 1 ? tr("Paste 1 row") : tr("Paste %1 rows").arg(plan.rows);
    const int row = sheet_->applyEdits(label, plan.edits);
    goTo(row, shown[static_cast<std::size_t>(first)]);
    const QModelIndex corner = sheet_->index(
        std::max(row, row + plan.rows - 1), shown[static_cast<std::size_t>(std::max(first, last))]
    );
    selectionModel()->select(
        QItemSelection(currentIndex(), corner), QItemSelectionModel::ClearAndSelect
    );
    Q_EMIT pasted(plan.rows, plan.hasHeader, loss);
}

void SheetView::clearSelected()
{
    if (!isWritable())
        return;
    std::vector<CellEdit> edits;
    for (const QModelIndex& index : selectionModel()->selectedIndexes()) {
        if (index.row() >= sheet_->realRowCount() || !isEnterable(index.column()) ||
            horizontalHeader()->isSectionHidden(index.column()))
            continue;
        if (!index.data(SheetModel::ValueRole).toString().isEmpty())
            edits.push_back({index.row(), index.column(), {}});
    }
    if (!edits.empty())
        sheet_->applyEdits(tr("Clear cells"), edits);
}

void SheetView::fillDown()
{
    const QRect box = selectedBox();
    if (box.isEmpty() || !isWritable())
        return;
    // One row selected: take the row above, as spreadsheets do.
    const int source = box.height() == 1 ? box.top() - 1 : box.top();
    if (source < 0 || source >= sheet_->realRowCount())
        return;
    const std::vector<int> shown = shownColumns();
    std::vector<CellEdit> edits;
    const int last = std::min(box.bottom(), sheet_->realRowCount() - (box.height() == 1 ? 0 : 1));
    for (int row = source + 1; row <= last; ++row) {
        for (int i = box.left(); i <= box.right(); ++i) {
            const int column = shown[static_cast<std::size_t>(i)];
            if (isEnterable(column))
                edits.push_back(
                    {row,
                     column,
                     sheet_->index(source, column).data(SheetModel::ValueRole).toString()}
                );
        }
    }
    if (!edits.empty())
        sheet_->applyEdits(tr("Fill down"), edits);
}

void SheetView::tick()
{
    if (!isWritable())
        return;
    const QModelIndex index = currentIndex();
    const bool isTicked = index.data(SheetModel::ValueRole).toString() == QLatin1String("true");
    const CellEdit edit{
        index.row(), index.column(), isTicked ? QStringLiteral("false") : QStringLiteral("true")};
    const QString title = sheet_->columns()[static_cast<std::size_t>(index.column())].title;
    sheet_->applyEdits(tr("Edit %1").arg(title), {&edit, 1});
}

void SheetView::addRows(int count)
{
    if (!isWritable())
        return;
    const int row = currentIndex().isValid() ? currentIndex().row() : sheet_->realRowCount();
    if (row >= sheet_->realRowCount() && count == 1) {
        goTo(sheet_->realRowCount(), shownColumns().front());
        setFocus();
        return;
    }
    const int at = std::min(row + 1, sheet_->realRowCount());
    sheet_->insertEmptyRows(at, count);
    goTo(at, shownColumns().front());
    setFocus();
}

void SheetView::removeSelectedRows()
{
    if (!isWritable())
        return;
    std::vector<int> rows = selectedRows();
    std::erase_if(rows, [this](int row) { return row >= sheet_->realRowCount(); });
    if (!rows.empty())
        sheet_->removeSheetRows(rows);
}

} // namespace tidemark::ui
