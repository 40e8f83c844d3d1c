#include "ui/kit/symbol.hpp"

#include "ui/kit/icon.hpp"

#include <QPainter>

namespace tidemark::ui {

Symbol::Symbol(const QString& iconName, Tone tone, int side, QWidget* parent)
    : QWidget(parent)
    , iconName_(iconName)
    , tone_(tone)
    , side_(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Symbol::setSymbol(const QString& iconName, Tone tone)
{
    iconName_ = iconName;
    tone_ = tone;
    update();
}

QSize Symbol::sizeHint() const
{
    const int side = Tokens::current().px(side_);
    return {side, side};
}

void Symbol::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawIcon(painter, rect(), iconName_, Tokens::current().of(tone_));
}

Pane::Pane(Ground ground, Qt::Edges lines, QWidget* parent)
    : QWidget(parent)
    , ground_(ground)
    , lines_(lines)
{
}

void Pane::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(
        rect(),
        ground_ == Ground::canvas    ? tokens.canvas
        : ground_ == Ground::surface ? tokens.surface
                                     : tokens.sunken
    );
    painter.setPen(tokens.line);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int leading = isMirrored ? width() - 1 : 0;
    const int trailing = isMirrored ? 0 : width() - 1;
    if (lines_ & Qt::TopEdge)
        painter.drawLine(0, 0, width(), 0);
    if (lines_ & Qt::BottomEdge)
        painter.drawLine(0, height() - 1, width(), height() - 1);
    if (lines_ & Qt::LeftEdge)
        painter.drawLine(leading, 0, leading, height());
    if (lines_ & Qt::RightEdge)
        painter.drawLine(trailing, 0, trailing, height());
}

void Card::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens.line);
    painter.setBrush(tokens.surface);
    const int radius = tokens.px(length::radiusCard);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace tidemark::ui
