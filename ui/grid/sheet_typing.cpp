// Cells of the grid that are being typed into.
#include "ui/grid/choice_edit.hpp"
#include "ui/grid/sheet_delegate.hpp"
#include "ui/grid/sheet_view.hpp"

namespace tidemark::ui {

bool SheetView::edit(const QModelIndex& index, EditTrigger trigger, QEvent* event)
{
    const bool wasEditing = isEditing();
    const bool isHandled = QTableView::edit(index, trigger, event);
    if (!wasEditing && isEditing()) {
        sheet_->beginTyping(index);
        Q_EMIT typingMoved(index);
    }
    return isHandled;
}

std::optional<QString> SheetView::typedValue() const
{
    const QWidget* editor = isEditing() ? indexWidget(currentIndex()) : nullptr;
    const Result<QString> value = editor == nullptr ? Fault{} : delegate_->valueOf(editor);
    return value ? std::optional(*value) : std::nullopt;
}

void SheetView::retype()
{
    if (QWidget* editor = isEditing() ? indexWidget(currentIndex()) : nullptr)
        delegate_->refill(editor, currentIndex());
}

void SheetView::closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, hint);
    sheet_->endTyping();
    Q_EMIT typingMoved({});
}

void SheetView::openChoices()
{
    if (!edit(currentIndex(), EditKeyPressed, nullptr))
        return;
    if (auto* choices = qobject_cast<ChoiceEdit*>(indexWidget(currentIndex())))
        choices->showList();
}

} // namespace tidemark::ui
