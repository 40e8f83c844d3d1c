#include "ui/kit/chip.hpp"

#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"

#include <QEvent>
#include <QPainter>

namespace tidemark::ui {
namespace {

constexpr int chipHeight = 20;
constexpr int chipPadding = 8;
constexpr int chipIcon = 13;
constexpr int chipGap = 5;

QFont chipFont(const Tokens& tokens)
{
    QFont font = tokens.secondary();
    font.setWeight(QFont::Medium);
    return font;
}

} // namespace

QSize chipSize(const ChipText& text)
{
    const Tokens& tokens = Tokens::current();
    const QFontMetrics metrics(chipFont(tokens));
    int width = metrics.horizontalAdvance(text.text) + 2 * tokens.px(chipPadding);
    if (!text.iconName.isEmpty())
        width += tokens.px(chipIcon) + (text.text.isEmpty() ? 0 : tokens.px(chipGap));
    return {width, tokens.px(chipHeight)};
}

void drawChip(QPainter& painter, const QRect& where, const ChipText& text)
{
    const Tokens& tokens = Tokens::current();
    const QSize wanted = chipSize(text).boundedTo(QSize(where.width(), where.height()));
    const bool isMirrored = painter.layoutDirection() == Qt::RightToLeft;
    const int left = isMirrored ? where.right() + 1 - wanted.width() : where.left();
    const QRect pill(QPoint(left, where.top() + (where.height() - wanted.height()) / 2), wanted);
    const QColor color = tokens.textOf(text.kind);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // Without colours to tell it from the ground a pill needs its outline.
    painter.setPen(tokens.theme == Theme::highContrast ? QPen(color) : QPen(Qt::NoPen));
    painter.setBrush(tokens.tintOf(text.kind));
    const qreal radius = qMin<qreal>(tokens.px(length::radiusChip), pill.height() / 2.0);
    painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    QRect inner = pill.adjusted(tokens.px(chipPadding), 0, -tokens.px(chipPadding), 0);
    if (!text.iconName.isEmpty()) {
        const int side = tokens.px(chipIcon);
        QRect iconRect(inner.left(), pill.top(), side, pill.height());
        if (isMirrored)
            iconRect.moveRight(inner.right());
        drawIcon(painter, iconRect, text.iconName, color);
        const int used = side + tokens.px(chipGap);
        inner = isMirrored ? inner.adjusted(0, 0, -used, 0) : inner.adjusted(used, 0, 0, 0);
    }
    painter.setFont(chipFont(tokens));
    painter.setPen(color);
    const QString shown =
        painter.fontMetrics().elidedText(text.text, Qt::ElideRight, inner.width() + 1);
    drawWords(painter, inner, Qt::AlignVCenter | Qt::AlignLeading, shown);
    painter.restore();
}

Chip::Chip(ChipText text, QWidget* parent)
    : QWidget(parent)
    , text_(std::move(text))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text_.text);
}

void Chip::setChip(ChipText text)
{
    text_ = std::move(text);
    setAccessibleName(text_.text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return chipSize(text_);
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    drawChip(painter, rect(), text_);
}

} // namespace tidemark::ui
