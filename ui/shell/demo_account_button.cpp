#include "ui/shell/demo_account_button.hpp"

#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/style.hpp"
#include "ui/kit/style_draw.hpp"

#include <QPainter>
#include <QStyle>

namespace tidemark::ui {

DemoAccountButton::DemoAccountButton(const QString& name, const QString& login, QWidget* parent)
    : QAbstractButton(parent)
    , name_(name)
    , login_(login)
{
    setText(name);
    setAccessibleName(tr("Sign in as %1, %2").arg(name, login));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

QSize DemoAccountButton::sizeHint() const
{
    const Tokens& tokens = Tokens::current();
    return {tokens.px(300), tokens.px(44)};
}

void DemoAccountButton::paintEvent(QPaintEvent*)
{
    const Tokens& t = Tokens::current();
    QPainter p(this);
    const int radius = t.px(length::radiusControl);
    const bool isOver = underMouse() && isEnabled();
    draw::rounded(p, rect(), radius, isOver ? t.accentTint : t.surface, t.strongLine);
    const auto place = [this](const QRect& r) {
        return QStyle::visualRect(layoutDirection(), rect(), r);
    };
    const int side = t.px(26);
    const QRect circle = place(QRect(t.px(10), (height() - side) / 2, side, side));
    p.setPen(Qt::NoPen);
    p.setBrush(t.accentTint);
    p.drawEllipse(circle);
    p.setFont(t.section());
    p.setPen(t.accent);
    const QStringList parts = name_.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    p.drawText(
        circle, Qt::AlignCenter, parts.value(0).left(1).toUpper() + parts.value(1).left(1).toUpper()
    );
    const auto align = Qt::AlignLeading | Qt::AlignVCenter;
    const int from = t.px(10) + side + t.px(10);
    const int line = height() / 2;
    const QRect words = place(QRect(from, 0, width() - from - t.px(32), height()));
    p.setFont(t.strong());
    p.setPen(isEnabled() ? t.text : t.faint);
    drawWords(p, words.adjusted(0, t.px(5), 0, -line), align, name_);
    p.setFont(t.secondary());
    p.setPen(t.muted);
    drawWords(p, words.adjusted(0, line, 0, -t.px(5)), align, login_);
    const QRect arrow = place(QRect(width() - t.px(28), 0, t.px(16), height()));
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    drawIcon(
        p,
        arrow,
        isMirrored ? QStringLiteral("arrow-left") : QStringLiteral("arrow-right"),
        isOver ? t.accent : t.muted
    );
    if (showsFocus(*this)) {
        p.setPen(QPen(t.accent, t.px(2)));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
    }
}

void DemoAccountButton::enterEvent(QEnterEvent*)
{
    update();
}

void DemoAccountButton::leaveEvent(QEvent*)
{
    update();
}

} // namespace tidemark::ui
