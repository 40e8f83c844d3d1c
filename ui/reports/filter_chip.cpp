#include "ui/reports/filter_chip.hpp"

#include "ui/kit/tokens.hpp"

#include <QPainter>

namespace tidemark::ui {

FilterChip::FilterChip(const QString& label, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(label);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize FilterChip::sizeHint() const
{
    const Tokens& tokens = Tokens::current();
    return {QFontMetrics(tokens.body()).horizontalAdvance(text()) + tokens.px(24), tokens.px(26)};
}

void FilterChip::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool isOn = isChecked();
    painter.setPen(
        hasFocus() ? QPen(tokens.accent, 2) : QPen(isOn ? tokens.accent : tokens.strongLine)
    );
    painter.setBrush(isOn ? tokens.accentTint : underMouse() ? tokens.sunken : tokens.surface);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setFont(tokens.body());
    painter.setPen(isOn ? tokens.accent : tokens.text);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace tidemark::ui
