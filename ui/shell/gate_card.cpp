#include "ui/shell/gate_card.hpp"

#include "ui/shell/mark.hpp"

#include <QScrollArea>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

constexpr int cardWidth = 372;
constexpr int markWidth = 118;

} // namespace

QVBoxLayout* makeGateCard(Pane* screen)
{
    const Tokens& tokens = Tokens::current();
    auto* scroll = new QScrollArea(screen);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* ground = new Pane(Pane::Ground::canvas, {}, scroll);
    scroll->setWidget(ground);
    auto* whole = new QVBoxLayout(screen);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);

    auto* card = new Card(ground);
    card->setFixedWidth(tokens.px(cardWidth));
    auto* column = new QVBoxLayout(card);
    const int margin = tokens.px(28);
    column->setContentsMargins(margin, tokens.px(24), margin, margin);
    column->setSpacing(tokens.px(length::half));
    auto* mark = new Mark(ground);
    mark->setFixedWidth(tokens.px(markWidth));
    // Stretches instead of an alignment: aligned items do not grow with wrapped text.
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(card);
    row->addStretch(1);
    auto* centred = new QVBoxLayout(ground);
    centred->setContentsMargins(tokens.px(16), tokens.px(16), tokens.px(16), tokens.px(16));
    centred->addStretch(2);
    centred->addWidget(mark, 0, Qt::AlignHCenter);
    centred->addLayout(row);
    centred->addStretch(3);
    return column;
}

} // namespace tidemark::ui
