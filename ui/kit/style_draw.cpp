#include "ui/kit/style_draw.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/table_view.hpp"

#include <QHeaderView>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>

namespace tidemark::ui::draw {
namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

/// The first head of a list whose rows begin at the edge of the page: it keeps the page's margin.
bool startsPage(const QStyleOptionHeader& header, const QWidget* widget)
{
    const auto* table =
        widget == nullptr ? nullptr : qobject_cast<TableView*>(widget->parentWidget());
    const bool isFirst = header.position == QStyleOptionHeader::Beginning ||
                         header.position == QStyleOptionHeader::OnlyOneSection;
    return isFirst && table != nullptr && table->verticalHeader()->isHidden();
}

QColor mix(const QColor& one, const QColor& other, double share)
{
    const auto part = [share](int a, int b) { return qRound(a * (1 - share) + b * share); };
    return {
        part(one.red(), other.red()),
        part(one.green(), other.green()),
        part(one.blue(), other.blue())};
}

ButtonKind kindOf(const QWidget* widget)
{
    const auto* button = qobject_cast<const Button*>(widget);
    return button == nullptr ? ButtonKind::normal : button->kind();
}

bool showsFocus(const QStyleOption& option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

void ring(QPainter& p, const Tokens& t, const QRect& rect, int radius, const QColor& color)
{
    p.setRenderHint(QPainter::Antialiasing);
    const qreal width = t.px(2);
    p.setPen(QPen(color, width));
    p.setBrush(Qt::NoBrush);
    const qreal inset = width / 2;
    p.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
}

QColor buttonText(const Tokens& t, ButtonKind kind, bool isEnabled)
{
    if (kind == ButtonKind::primary)
        return t.onAccent;
    if (!isEnabled)
        return t.faint;
    return kind == ButtonKind::danger ? t.bad : t.text;
}

} // namespace

void rounded(QPainter& p, const QRect& rect, int radius, const QColor& fill, const QColor& line)
{
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(line.alpha() == 0 ? QPen(Qt::NoPen) : QPen(line));
    p.setBrush(fill);
    p.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void buttonPanel(QPainter& p, const Tokens& t, const QStyleOption& option, const QWidget* widget)
{
    const ButtonKind kind = kindOf(widget);
    const bool isDown = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    const bool isOver = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    const int radius = t.px(length::radiusControl);
    QColor fill = t.surface;
    QColor line = t.strongLine;
    if (kind == ButtonKind::primary) {
        fill = isDown   ? mix(t.accent, t.text, 0.25)
               : isOver ? mix(t.accent, t.text, 0.12)
                        : t.accent;
        if (!has(option, QStyle::State_Enabled))
            fill = mix(t.accent, t.surface, 0.42);
        line = fill;
    } else if (isDown) {
        fill = t.accentTint;
    } else if (isOver) {
        fill = t.sunken;
    } else if (kind == ButtonKind::quiet) {
        fill = QColor(0, 0, 0, 0);
    }
    if (kind == ButtonKind::quiet)
        line = QColor(0, 0, 0, 0);
    rounded(p, option.rect, radius, fill, line);
    if (!showsFocus(option))
        return;
    if (kind == ButtonKind::primary)
        ring(p, t, option.rect.adjusted(2, 2, -2, -2), radius - 2, t.onAccent);
    else
        ring(p, t, option.rect, radius, t.accent);
}

void buttonLabel(
    QPainter& p, const Tokens& t, const QStyleOptionButton& option, const QWidget* widget
)
{
    const auto* button = qobject_cast<const Button*>(widget);
    const QString iconName = button == nullptr ? QString() : button->iconName();
    const QColor color = buttonText(t, kindOf(widget), has(option, QStyle::State_Enabled));
    const int side = iconName.isEmpty() ? 0 : t.px(length::icon);
    const int gap = iconName.isEmpty() || option.text.isEmpty() ? 0 : t.px(length::grid);
    const int textWidth = option.text.isEmpty()
                              ? 0
                              : option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    const bool isMenu = option.features.testFlag(QStyleOptionButton::HasMenu);
    const int total = side + gap + textWidth + (isMenu ? side + gap : 0);
    const int x = option.rect.x() + (option.rect.width() - total) / 2;
    const bool isMirrored = option.direction == Qt::RightToLeft;
    QRect iconRect(x, option.rect.y(), side, option.rect.height());
    QRect textRect(x + side + gap, option.rect.y(), textWidth + 1, option.rect.height());
    if (isMirrored) {
        iconRect.moveLeft(x + total - side);
        textRect.moveLeft(x);
    }
    if (side > 0)
        drawIcon(p, iconRect, iconName, color);
    p.setPen(color);
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute | Qt::TextShowMnemonic;
    p.drawText(textRect, flags | readingFlags(option.text), option.text);
}

void linePanel(QPainter& p, const Tokens& t, const QStyleOption& option, bool isFramed)
{
    if (!isFramed) {
        p.fillRect(option.rect, t.surface);
        return;
    }
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const int radius = t.px(length::radiusControl);
    rounded(p, option.rect, radius, isEnabled ? t.surface : t.sunken, t.strongLine);
    if (has(option, QStyle::State_HasFocus))
        ring(p, t, option.rect, radius, t.accent);
}

void checkMark(QPainter& p, const Tokens& t, const QStyleOption& option)
{
    const bool isOn = has(option, QStyle::State_On);
    const bool isPartly = has(option, QStyle::State_NoChange);
    const QColor fill = isOn || isPartly ? t.accent : t.surface;
    rounded(p, option.rect, t.px(4), fill, isOn || isPartly ? t.accent : t.muted);
    if (isOn)
        drawIcon(p, option.rect.adjusted(2, 2, -2, -2), QStringLiteral("check"), t.onAccent);
    if (showsFocus(option))
        ring(p, t, option.rect.adjusted(-2, -2, 2, 2), t.px(5), t.accent);
}

void radioMark(QPainter& p, const Tokens& t, const QStyleOption& option)
{
    const int side = qMin(option.rect.width(), option.rect.height());
    const QRect circle(option.rect.topLeft(), QSize(side, side));
    const bool isOn = has(option, QStyle::State_On);
    rounded(p, circle, side / 2, isOn ? t.accent : t.surface, isOn ? t.accent : t.muted);
    if (isOn) {
        const int inset = side * 5 / 16;
        const QRect dot = circle.adjusted(inset, inset, -inset, -inset);
        rounded(p, dot, dot.width() / 2, t.onAccent, t.onAccent);
    }
    if (showsFocus(option))
        ring(p, t, circle.adjusted(-2, -2, 2, 2), side / 2 + 2, t.accent);
}

void focusRing(QPainter& p, const Tokens& t, const QStyleOption& option)
{
    ring(p, t, option.rect, t.px(4), t.accent);
}

void comboBox(QPainter& p, const Tokens& t, const QStyleOptionComboBox& option)
{
    const int radius = t.px(length::radiusControl);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    if (option.frame)
        rounded(p, option.rect, radius, isEnabled ? t.surface : t.sunken, t.strongLine);
    else
        p.fillRect(option.rect, t.surface);
    if (has(option, QStyle::State_HasFocus) && option.frame)
        ring(p, t, option.rect, radius, t.accent);
    const int side = t.px(14);
    QRect arrow(0, option.rect.y(), side, option.rect.height());
    if (option.direction == Qt::RightToLeft)
        arrow.moveLeft(option.rect.left() + t.px(length::grid));
    else
        arrow.moveRight(option.rect.right() - t.px(length::grid));
    drawIcon(p, arrow, QStringLiteral("chevron-down"), isEnabled ? t.muted : t.faint);
}

void headerSection(QPainter& p, const Tokens& t, const QStyleOption& option)
{
    const bool isOver = has(option, QStyle::State_MouseOver);
    p.fillRect(option.rect, isOver ? t.sunken : t.canvas);
    p.setPen(t.strongLine);
    p.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

void headerLabel(
    QPainter& p, const Tokens& t, const QStyleOptionHeader& option, const QWidget* widget
)
{
    // The option's rectangle has lost one half already, as PM_HeaderMargin asks.
    const int before =
        t.px(startsPage(option, widget) ? length::pageMargin - length::half : length::half);
    QRect rect = option.direction == Qt::RightToLeft
                     ? option.rect.adjusted(t.px(length::half), 0, -before, 0)
                     : option.rect.adjusted(before, 0, -t.px(length::half), 0);
    const bool isSorted = option.sortIndicator != QStyleOptionHeader::None;
    if (isSorted && option.orientation == Qt::Horizontal) {
        const int side = t.px(12);
        const bool isTrailing = option.textAlignment.testFlag(Qt::AlignRight);
        const QRect arrow(
            isTrailing ? rect.left() : rect.right() - side, rect.y(), side, rect.height()
        );
        const bool isUp = option.sortIndicator == QStyleOptionHeader::SortDown;
        drawIcon(
            p, arrow, isUp ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"), t.text
        );
        rect = isTrailing ? rect.adjusted(side + 2, 0, 0, 0) : rect.adjusted(0, 0, -side - 2, 0);
    }
    p.setFont(t.secondary());
    p.setPen(isSorted ? t.text : t.muted);
    const auto alignment = QStyle::visualAlignment(option.direction, option.textAlignment);
    const QString shown = p.fontMetrics().elidedText(option.text, Qt::ElideRight, rect.width());
    drawWords(p, rect, alignment | Qt::AlignVCenter, shown);
}

void tabShape(QPainter& p, const Tokens& t, const QStyleOptionTab& option)
{
    const bool isSelected = has(option, QStyle::State_Selected);
    p.setPen(t.line);
    p.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (isSelected) {
        const int thick = t.px(2);
        const QRect r = option.rect;
        p.fillRect(
            r.left() + t.px(6), r.bottom() - thick + 1, r.width() - t.px(12), thick, t.accent
        );
    }
    if (has(option, QStyle::State_HasFocus))
        ring(p, t, option.rect.adjusted(1, 3, -1, -4), t.px(4), t.accent);
}

void tabLabel(QPainter& p, const Tokens& t, const QStyleOptionTab& option, const QWidget* widget)
{
    const bool isSelected = has(option, QStyle::State_Selected);
    const auto* bar = qobject_cast<const QTabBar*>(widget);
    const QString count = bar == nullptr ? QString() : bar->tabData(option.tabIndex).toString();
    QFont font = t.body();
    font.setWeight(isSelected ? QFont::DemiBold : QFont::Normal);
    p.setFont(font);
    const QFontMetrics metrics(font);
    const int textWidth = metrics.size(Qt::TextShowMnemonic, option.text).width();
    const int countWidth = count.isEmpty() ? 0 : QFontMetrics(t.section()).horizontalAdvance(count);
    const int gap = count.isEmpty() ? 0 : t.px(5);
    const int total = textWidth + gap + countWidth;
    QRect rect = option.rect;
    const int x = rect.x() + (rect.width() - total) / 2;
    const bool isMirrored = option.direction == Qt::RightToLeft;
    const bool isEnabled = has(option, QStyle::State_Enabled);
    p.setPen(!isEnabled ? t.faint : isSelected ? t.text : t.muted);
    p.drawText(
        QRect(isMirrored ? x + countWidth + gap : x, rect.y(), textWidth + 2, rect.height()),
        Qt::AlignVCenter | Qt::AlignHCenter | Qt::TextShowMnemonic | readingFlags(option.text),
        option.text
    );
    if (count.isEmpty())
        return;
    p.setFont(t.section());
    p.setPen(t.muted);
    drawWords(
        p,
        QRect(isMirrored ? x : x + textWidth + gap, rect.y(), countWidth + 2, rect.height()),
        Qt::AlignCenter,
        count
    );
}

void menuItem(QPainter& p, const Tokens& t, const QStyleOptionMenuItem& option)
{
    const QRect r = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        p.setPen(t.line);
        p.drawLine(r.left(), r.center().y(), r.right(), r.center().y());
        return;
    }
    const bool isEnabled = has(option, QStyle::State_Enabled);
    if (has(option, QStyle::State_Selected) && isEnabled)
        rounded(p, r.adjusted(t.px(4), 0, -t.px(4), 0), t.px(4), t.selectedRow, QColor(0, 0, 0, 0));
    const QColor color = isEnabled ? t.text : t.faint;
    const int side = t.px(length::icon);
    const bool isMirrored = option.direction == Qt::RightToLeft;
    const QRect iconSlot = QStyle::visualRect(
        option.direction, r, QRect(r.left() + t.px(12), r.top(), side, r.height())
    );
    if (option.checked)
        drawIcon(p, iconSlot, QStringLiteral("check"), t.accent);
    else if (!option.icon.isNull())
        option.icon.paint(
            &p, iconSlot, Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled
        );
    const QRect words = QStyle::visualRect(
        option.direction, r, r.adjusted(t.px(12) + side + t.px(10), 0, -t.px(14), 0)
    );
    const QStringList parts = option.text.split(QLatin1Char('\t'));
    const int leading = isMirrored ? Qt::AlignRight : Qt::AlignLeft;
    const int trailing = isMirrored ? Qt::AlignLeft : Qt::AlignRight;
    p.setFont(option.font);
    p.setPen(color);
    const int flags = Qt::AlignVCenter | Qt::AlignAbsolute;
    const QString title = parts.value(0);
    p.drawText(words, flags | leading | Qt::TextShowMnemonic | readingFlags(title), title);
    p.setPen(isEnabled ? t.muted : t.faint);
    p.drawText(words, flags | trailing | readingFlags(parts.value(1)), parts.value(1));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect arrow = QStyle::visualRect(
            option.direction, r, QRect(r.right() - t.px(22), r.top(), t.px(14), r.height())
        );
        drawIcon(
            p,
            arrow,
            isMirrored ? QStringLiteral("chevron-left") : QStringLiteral("chevron-right"),
            t.muted
        );
    }
}

void progressBar(QPainter& p, const Tokens& t, const QStyleOptionProgressBar& option)
{
    const int thick = t.px(4);
    QRect track = option.rect;
    track.setTop(track.center().y() - thick / 2);
    track.setHeight(thick);
    rounded(p, track, thick / 2, t.line, QColor(0, 0, 0, 0));
    const int span = option.maximum - option.minimum;
    if (span <= 0)
        return;
    const double share = double(option.progress - option.minimum) / span;
    QRect done = track;
    done.setWidth(qRound(track.width() * qBound(0.0, share, 1.0)));
    if (option.direction == Qt::RightToLeft)
        done.moveRight(track.right());
    rounded(p, done, thick / 2, t.accent, QColor(0, 0, 0, 0));
}

void scrollBar(QPainter& p, const Tokens& t, const QStyleOptionSlider& option, const QRect& handle)
{
    p.fillRect(option.rect, t.surface);
    if (option.maximum <= option.minimum)
        return;
    const int inset = t.px(3);
    const bool isTall = option.orientation == Qt::Vertical;
    const QRect bar =
        isTall ? handle.adjusted(inset, 1, -inset, -1) : handle.adjusted(1, inset, -1, -inset);
    const bool isActive = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    const int radius = qMin(bar.width(), bar.height()) / 2;
    rounded(p, bar, radius, isActive ? t.muted : t.faint, QColor(0, 0, 0, 0));
}

} // namespace tidemark::ui::draw
