#include "ui/grid/sheet_delegate.hpp"

#include "ui/grid/choice_edit.hpp"
#include "ui/grid/number_text.hpp"
#include "ui/grid/sheet_model.hpp"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QToolTip>

namespace tidemark::ui {

namespace {

/// Set on an editor once it has its text, so that a change from elsewhere does not overwrite
/// typing.
constexpr const char* filledProperty = "tidemarkFilled";
constexpr const char* columnProperty = "tidemarkColumn";
constexpr const char* leavingProperty = "tidemarkLeaving";

const SheetModel& sheetOf(const QModelIndex& index)
{
    return *static_cast<const SheetModel*>(index.model());
}

const SheetColumn& columnOf(const QModelIndex& index)
{
    return sheetOf(index).columns()[static_cast<std::size_t>(index.column())];
}

Fault unfit(const char* reason, const QString& cause, const QString& nextStep)
{
    return {FaultCode::invalid, reason, cause.toStdString(), nextStep.toStdString()};
}

QString tr(const char* text)
{
    return QCoreApplication::translate("SheetDelegate", text);
}

} // namespace

Result<QString> typedNumber(const QString& text, const SheetColumn& column)
{
    if (text.trimmed().isEmpty())
        return QString();
    const Result<Decimal> value = readNumber(text, decimalSignOf(QLocale()));
    if (!value)
        return value.error();
    if (value->rounded(column.decimals) != *value) {
        if (column.decimals == 0)
            return unfit(
                "not_whole",
                tr("%1 takes whole numbers.").arg(column.title),
                tr("Leave out the digits after the decimal sign.")
            );
        return unfit(
            "too_many_digits",
            tr("%1 takes at most %2 digits after the decimal sign.")
                .arg(column.title)
                .arg(column.decimals),
            tr("Round the number.")
        );
    }
    return QString::fromStdString(value->rounded(column.decimals).toString());
}

QWidget* SheetDelegate::createEditor(
    QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index
) const
{
    const SheetColumn& column = columnOf(index);
    QLineEdit* editor = nullptr;
    if (column.kind == CellKind::choice) {
        auto* choice = new ChoiceEdit(sheetOf(index).choicesFor(index), parent);
        auto* self = const_cast<SheetDelegate*>(this); // A click leaves the editor as Enter does.
        connect(choice, &ChoiceEdit::picked, self, [self, choice] { self->leave(choice, 0, 0); });
        editor = choice;
    } else {
        editor = new QLineEdit(parent);
        editor->setFrame(false);
        editor->setMaxLength(column.kind == CellKind::number ? 60 : 1000);
        if (column.kind == CellKind::number)
            editor->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    }
    editor->setProperty(columnProperty, index.column());
    editor->setAutoFillBackground(true);
    editor->setFont(option.font);
    editor->setTextMargins(Tokens::current().px(3), 0, Tokens::current().px(3), 0);
    editor->setAccessibleName(
        tr("%1, row %2").arg(column.title, QLocale().toString(index.row() + 1))
    );
    return editor;
}

void SheetDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    if (editor->property(filledProperty).toBool())
        return;
    editor->setProperty(filledProperty, true);
    if (auto* choice = qobject_cast<ChoiceEdit*>(editor)) {
        choice->setValue(index.data(SheetModel::ValueRole).toString());
        return;
    }
    auto* line = static_cast<QLineEdit*>(editor);
    line->setText(index.data(Qt::EditRole).toString());
    line->selectAll();
}

void SheetDelegate::refill(QWidget* editor, const QModelIndex& index) const
{
    editor->setProperty(filledProperty, false);
    setEditorData(editor, index);
}

Result<QString> SheetDelegate::valueOf(const QWidget* editor) const
{
    const auto* view = static_cast<const QAbstractItemView*>(parent());
    const auto* sheet = static_cast<const SheetModel*>(view->model());
    const SheetColumn& column =
        sheet->columns()[static_cast<std::size_t>(editor->property(columnProperty).toInt())];
    if (const auto* choice = qobject_cast<const ChoiceEdit*>(editor)) {
        const std::optional<QString> chosen = choice->chosen();
        if (chosen)
            return *chosen;
        return unfit(
            "not_a_choice",
            tr("“%1” is not a choice for %2 here.").arg(choice->text().left(40), column.title),
            tr("Press Alt+Down for the choices, or Escape to keep what was there.")
        );
    }
    const QString text = static_cast<const QLineEdit*>(editor)->text();
    return column.kind == CellKind::number ? typedNumber(text, column) : Result<QString>(text);
}

void SheetDelegate::setModelData(
    QWidget* editor, QAbstractItemModel* model, const QModelIndex& index
) const
{
    const Result<QString> value = valueOf(editor);
    if (!value) {
        Q_EMIT refused(QString::fromStdString(value.error().cause));
        return;
    }
    // Nothing was typed: whatever somebody else has put here by now stays.
    if (*value == index.data(SheetModel::SeenRole).toString())
        return;
    const int row = index.row();
    const CellEdit edit{row, index.column(), *value};
    const QString label = tr("Edit %1").arg(columnOf(index).title);
    const int landed = static_cast<SheetModel*>(model)->applyEdits(label, {&edit, 1});
    if (landed >= 0 && landed != row)
        Q_EMIT landedAt(landed);
}

void SheetDelegate::
    updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&)
        const
{
    editor->setGeometry(option.rect.adjusted(2, 2, -3, -3));
}

void SheetDelegate::leave(QWidget* editor, int rows, int columns)
{
    const Result<QString> value = valueOf(editor);
    if (!value) {
        const QString words = QString::fromStdString(value.error().cause) + u' ' +
                              QString::fromStdString(value.error().nextStep);
        QToolTip::showText(editor->mapToGlobal(QPoint(0, editor->height())), words, editor);
        editor->setAccessibleDescription(words);
        return;
    }
    editor->setProperty(leavingProperty, true);
    Q_EMIT commitData(editor);
    Q_EMIT closeEditor(editor, NoHint);
    Q_EMIT leftBy(rows, columns);
}

bool SheetDelegate::eventFilter(QObject* watched, QEvent* event)
{
    auto* editor = qobject_cast<QWidget*>(watched);
    if (editor == nullptr || event->type() != QEvent::KeyPress)
        return QStyledItemDelegate::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isShifted = key->modifiers().testFlag(Qt::ShiftModifier);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        leave(editor, isShifted ? -1 : 1, 0);
        return true;
    case Qt::Key_Tab:
        leave(editor, 0, 1);
        return true;
    case Qt::Key_Backtab:
        leave(editor, 0, -1);
        return true;
    case Qt::Key_Escape:
        Q_EMIT closeEditor(editor, RevertModelCache);
        return true;
    default:
        return QStyledItemDelegate::eventFilter(watched, event);
    }
}

} // namespace tidemark::ui
