#include "ui/shell/mark.hpp"

#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/tokens.hpp"

#include <QPainter>
#include <QStyle>

namespace tidemark::ui {

void drawMark(QPainter& painter, const QRect& square)
{
    const Tokens& tokens = Tokens::current();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accent);
    const qreal radius = square.width() * 0.28;
    painter.drawRoundedRect(square, radius, radius);
    const int inset = square.width() * 3 / 20;
    drawIcon(
        painter,
        square.adjusted(inset, inset, -inset, -inset),
        QStringLiteral("waves"),
        tokens.onAccent
    );
}

Mark::Mark(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize Mark::sizeHint() const
{
    const Tokens& tokens = Tokens::current();
    return {tokens.px(length::railWidth), tokens.px(46)};
}

void Mark::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    const int side = tokens.px(20);
    const auto place = [this](const QRect& r) {
        return QStyle::visualRect(layoutDirection(), rect(), r);
    };
    drawMark(painter, place(QRect(tokens.px(16), (height() - side) / 2 + 1, side, side)));
    QFont font = tokens.strong();
    font.setPixelSize(tokens.px(14));
    painter.setFont(font);
    painter.setPen(tokens.text);
    const int from = tokens.px(16) + side + tokens.px(8);
    const QString name = QStringLiteral("Tidemark");
    if (painter.fontMetrics().horizontalAdvance(name) <= width() - from)
        drawWords(
            painter,
            place(QRect(from, 1, width() - from, height())),
            Qt::AlignVCenter | Qt::AlignLeading,
            name
        );
}

} // namespace tidemark::ui
