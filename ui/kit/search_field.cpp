#include "ui/kit/search_field.hpp"

#include "ui/kit/icon.hpp"
#include "ui/kit/tokens.hpp"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QShortcut>

namespace tidemark::ui {
namespace {

constexpr int leastWidth = 120;
constexpr int mostWidth = 280;

} // namespace

SearchField::SearchField(const QString& placeholder, const QString& accessibleName, QWidget* parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(accessibleName);
    setClearButtonEnabled(true);
    addAction(icon(QStringLiteral("search"), Tone::muted), LeadingPosition);
    setMinimumWidth(Tokens::current().px(leastWidth));
    setMaximumWidth(Tokens::current().px(mostWidth));
    auto* find = new QShortcut(QKeySequence::Find, parent);
    connect(find, &QShortcut::activated, this, [this] {
        setFocus(Qt::ShortcutFocusReason);
        selectAll();
    });
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        goToList();
        return;
    case Qt::Key_Escape:
        if (text().isEmpty())
            goToList();
        else
            clear();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchField::goToList()
{
    if (list_ == nullptr || list_->model() == nullptr)
        return;
    if (!list_->currentIndex().isValid() && list_->model()->rowCount() > 0)
        list_->setCurrentIndex(list_->model()->index(0, 0));
    list_->setFocus(Qt::ShortcutFocusReason);
}

} // namespace tidemark::ui
