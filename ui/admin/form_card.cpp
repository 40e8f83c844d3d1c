#include "ui/admin/form_card.hpp"

#include "ui/kit/labels.hpp"

#include <QAbstractButton>
#include <QGridLayout>
#include <QVBoxLayout>

namespace tidemark::ui {

FormCard::FormCard(const QString& heading, QWidget* parent)
    : Card(parent)
    , grid_(new QGridLayout)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(16);
    column->setContentsMargins(margin, tokens.px(14), margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(new Label(heading, TextStyle::strong, Tone::text, this));
    grid_->setHorizontalSpacing(tokens.px(20));
    grid_->setVerticalSpacing(tokens.px(10));
    grid_->setColumnMinimumWidth(0, tokens.px(170));
    grid_->setColumnStretch(1, 1);
    column->addLayout(grid_);
}

void FormCard::addRow(const QString& name, QWidget* field, const QString& hint)
{
    const int row = grid_->rowCount();
    auto* label = new Label(name, TextStyle::body, Tone::muted, this);
    label->setBuddy(field);
    field->setAccessibleName(name);
    const bool isTall = field->sizeHint().height() > Tokens::current().px(60);
    grid_->addWidget(label, row, 0, isTall ? Qt::AlignTop : Qt::AlignVCenter);
    grid_->addWidget(field, row, 1);
    if (hint.isEmpty())
        return;
    auto* words = new Label(hint, TextStyle::secondary, Tone::muted, this);
    words->setWordWrap(true);
    field->setAccessibleDescription(hint);
    grid_->addWidget(words, row + 1, 1);
}

void FormCard::addChoice(QAbstractButton* button, const QString& hint)
{
    if (hint.isEmpty()) {
        addWide(button);
        return;
    }
    const Tokens& tokens = Tokens::current();
    auto* whole = new QWidget(this);
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(2));
    auto* words = new Label(hint, TextStyle::secondary, Tone::muted, whole);
    words->setWordWrap(true);
    words->setContentsMargins(tokens.px(24), 0, 0, 0);
    button->setAccessibleDescription(hint);
    column->addWidget(button);
    column->addWidget(words);
    addWide(whole);
}

void FormCard::addWide(QWidget* part)
{
    grid_->addWidget(part, grid_->rowCount(), 0, 1, 2);
}

void FormCard::addWords(const QString& words)
{
    auto* label = new Label(words, TextStyle::secondary, Tone::muted, this);
    label->setWordWrap(true);
    addWide(label);
}

CardScroll::CardScroll(QWidget* parent)
    : QScrollArea(parent)
    , cards_(new QVBoxLayout)
{
    const Tokens& tokens = Tokens::current();
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    auto* ground = new Pane(Pane::Ground::canvas, Qt::TopEdge, this);
    cards_->setSpacing(tokens.px(12));
    cards_->addStretch(1);
    auto* aside = new QHBoxLayout(ground);
    const int margin = tokens.px(length::pageMargin);
    aside->setContentsMargins(margin, margin, margin, margin);
    aside->addLayout(cards_, 4);
    aside->addStretch(1);
    setWidget(ground);
}

void CardScroll::add(QWidget* card)
{
    card->setMaximumWidth(Tokens::current().px(720));
    cards_->insertWidget(cards_->count() - 1, card);
}

} // namespace tidemark::ui
