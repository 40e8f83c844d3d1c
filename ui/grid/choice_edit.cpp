#include "ui/grid/choice_edit.hpp"

#include "ui/kit/tokens.hpp"

#include <QKeyEvent>
#include <QListView>
#include <QPointer>
#include <QScrollBar>
#include <QStandardItemModel>

#include <algorithm>

namespace tidemark::ui {

namespace {

constexpr int rowsShownMost = 10;
constexpr int listWidthLeast = 180;

bool fits(const Choice& choice, const QString& text)
{
    return choice.label.contains(text, Qt::CaseInsensitive) ||
           choice.value.contains(text, Qt::CaseInsensitive);
}

bool startsWith(const Choice& choice, const QString& text)
{
    return choice.label.startsWith(text, Qt::CaseInsensitive);
}

} // namespace

ChoiceEdit::ChoiceEdit(std::vector<Choice> choices, QWidget* parent)
    : QLineEdit(parent)
    , choices_(std::move(choices))
    , list_(new QListView(parent->window()))
    , model_(new QStandardItemModel(list_))
{
    setFrame(false);
    list_->setModel(model_);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setUniformItemSizes(true);
    list_->setFrameShape(QFrame::Box);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(tr("Choices"));
    list_->hide();
    connect(this, &QLineEdit::textEdited, this, [this](const QString& typed) {
        isTyped_ = true;
        narrow(typed);
        showList();
    });
    connect(list_, &QListView::clicked, this, &ChoiceEdit::picked);
    narrow({});
}

ChoiceEdit::~ChoiceEdit()
{
    // The window may be on its way down and have deleted the list already.
    if (list_)
        list_->deleteLater();
}

void ChoiceEdit::setValue(const QString& value)
{
    original_ = value;
    const auto known = std::find_if(choices_.begin(), choices_.end(), [&](const Choice& choice) {
        return choice.value == value;
    });
    setText(known == choices_.end() ? value : known->label);
    selectAll();
    narrow({});
    for (std::size_t i = 0; i < fitting_.size(); ++i) {
        if (choices_[fitting_[i]].value == value)
            list_->setCurrentIndex(model_->index(static_cast<int>(i), 0));
    }
}

std::optional<QString> ChoiceEdit::chosen() const
{
    if (text().trimmed().isEmpty())
        return QString();
    const QModelIndex current = list_->currentIndex();
    if (current.isValid())
        return choices_[fitting_[static_cast<std::size_t>(current.row())]].value;
    return isTyped_ ? std::nullopt : std::optional(original_);
}

bool ChoiceEdit::isListShown() const
{
    return list_->isVisible();
}

void ChoiceEdit::showList()
{
    if (fitting_.empty()) {
        list_->hide();
        return;
    }
    placeList();
    list_->show();
    list_->raise();
    list_->scrollTo(list_->currentIndex());
}

void ChoiceEdit::narrow(const QString& typed)
{
    const QString text = typed.trimmed();
    fitting_.clear();
    for (const bool isAtStart : {true, false}) {
        for (std::size_t i = 0; i < choices_.size(); ++i) {
            if (fits(choices_[i], text) && startsWith(choices_[i], text) == isAtStart)
                fitting_.push_back(i);
        }
    }
    model_->clear();
    for (const std::size_t i : fitting_) {
        const Choice& choice = choices_[i];
        auto* item = new QStandardItem(
            choice.detail.isEmpty() ? choice.label
                                    : choice.label + QStringLiteral("  ") + choice.detail
        );
        item->setData(choice.label, Qt::AccessibleTextRole);
        item->setSizeHint(QSize(0, Tokens::current().px(length::row)));
        model_->appendRow(item);
    }
    if (!text.isEmpty())
        markFirst();
}

void ChoiceEdit::markFirst()
{
    list_->setCurrentIndex(model_->index(0, 0));
}

void ChoiceEdit::placeList()
{
    const Tokens& tokens = Tokens::current();
    QWidget* area = list_->parentWidget();
    const int rows = std::min<int>(static_cast<int>(fitting_.size()), rowsShownMost);
    const int height = rows * tokens.px(length::row) + 2 * list_->frameWidth();
    int wide = std::max(width(), tokens.px(listWidthLeast));
    for (const std::size_t i : fitting_) {
        const QString line = choices_[i].label + QStringLiteral("  ") + choices_[i].detail;
        wide = std::max(wide, fontMetrics().horizontalAdvance(line) + tokens.px(32));
    }
    wide = std::min(wide, area->width());
    const QPoint below = mapTo(area, QPoint(0, this->height() + 2));
    const QPoint above = mapTo(area, QPoint(0, -height - 2));
    const bool hasRoomBelow = below.y() + height <= area->height() || above.y() < 0;
    const int left = std::clamp(below.x(), 0, std::max(0, area->width() - wide));
    list_->setGeometry(left, hasRoomBelow ? below.y() : above.y(), wide, height);
}

void ChoiceEdit::move(int rows)
{
    if (!list_->isVisible()) {
        showList();
        return;
    }
    const int last = model_->rowCount() - 1;
    const int from = list_->currentIndex().isValid() ? list_->currentIndex().row() : -1;
    list_->setCurrentIndex(model_->index(std::clamp(from + rows, 0, last), 0));
    setText(choices_[fitting_[static_cast<std::size_t>(list_->currentIndex().row())]].label);
    selectAll();
}

void ChoiceEdit::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Down:
        move(1);
        return;
    case Qt::Key_Up:
        move(-1);
        return;
    case Qt::Key_PageDown:
        move(rowsShownMost);
        return;
    case Qt::Key_PageUp:
        move(-rowsShownMost);
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void ChoiceEdit::hideEvent(QHideEvent* event)
{
    if (list_)
        list_->hide();
    QLineEdit::hideEvent(event);
}

void ChoiceEdit::moveEvent(QMoveEvent* event)
{
    QLineEdit::moveEvent(event);
    if (list_ && list_->isVisible())
        placeList();
}

void ChoiceEdit::focusOutEvent(QFocusEvent* event)
{
    if (list_)
        list_->hide();
    QLineEdit::focusOutEvent(event);
}

} // namespace tidemark::ui
