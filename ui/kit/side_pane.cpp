#include "ui/kit/side_pane.hpp"

#include "ui/kit/labels.hpp"

#include <QScrollArea>

namespace tidemark::ui {

SidePane::SidePane(QWidget* parent, int width)
    : Pane(Ground::canvas, Qt::LeftEdge, parent)
{
    const Tokens& tokens = Tokens::current();
    setFixedWidth(tokens.px(width));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    ground_ = new Pane(Ground::canvas, {}, scroll);
    scroll->setWidget(ground_);
    column_ = new QVBoxLayout(ground_);
    const int margin = tokens.px(14);
    column_->setContentsMargins(margin, margin, margin, margin);
    column_->setSpacing(tokens.px(12));
    column_->addStretch(1);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, 0, 0, 0);
    whole->addWidget(scroll);
}

QVBoxLayout* SidePane::addCard(const QString& heading)
{
    const Tokens& tokens = Tokens::current();
    auto* card = new Card(ground_);
    auto* inside = new QVBoxLayout(card);
    const int margin = tokens.px(12);
    inside->setContentsMargins(margin, tokens.px(10), margin, margin);
    inside->setSpacing(tokens.px(8));
    inside->addWidget(new Label(heading, TextStyle::strong, Tone::text, card));
    add(card);
    return inside;
}

void SidePane::add(QWidget* part)
{
    column_->insertWidget(column_->count() - 1, part);
}

} // namespace tidemark::ui
