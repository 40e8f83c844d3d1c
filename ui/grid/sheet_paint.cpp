// How a cell of a sheet is drawn.
#include "ui/grid/sheet_delegate.hpp"
#include "ui/grid/sheet_model.hpp"
#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/table_view.hpp"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

#include <optional>

namespace tidemark::ui {

namespace {

std::optional<Kind> problemOf(const QModelIndex& index)
{
    const QVariant kind = index.data(ProblemRole);
    return kind.isValid() ? std::optional(static_cast<Kind>(kind.toInt())) : std::nullopt;
}

QColor groundOf(
    const QModelIndex& index, std::optional<Kind> problem, bool isSelected, const Tokens& tokens
)
{
    if (problem)
        return tokens.tintOf(*problem);
    if (isSelected)
        return tokens.selectedRow;
    return index.data(SunkenRole).toBool() ? tokens.canvas : tokens.surface;
}

void drawFrame(QPainter& painter, const QRect& cell, const QColor& color, int wide)
{
    painter.save();
    painter.setPen(QPen(color, wide, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    const double half = wide / 2.0;
    painter.drawRect(QRectF(cell).adjusted(half, half, -half - 1, -half - 1));
    painter.restore();
}

constexpr int markSide = 14;

/// An icon of the usual size in the middle of the cell.
void drawMark(QPainter& painter, const QRect& cell, const QString& name, const QColor& color)
{
    const int side = Tokens::current().px(markSide);
    QRect where(0, 0, side, side);
    where.moveCenter(cell.center());
    drawIcon(painter, where, name, color);
}

void drawCheck(QPainter& painter, const QRect& cell, bool isChecked, const Tokens& tokens)
{
    if (isChecked)
        drawMark(painter, cell, QStringLiteral("check"), tokens.accent);
}

void drawValue(QPainter& painter, const QRect& cell, const QModelIndex& index, const Tokens& tokens)
{
    const QVariant tone = index.data(ToneRole);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    const bool isNumber = (alignment.toInt() & Qt::AlignRight) != 0;
    painter.setFont(index.data(StrongRole).toBool() ? tokens.strong() : tokens.body());
    painter.setPen(tone.isValid() ? tokens.of(static_cast<Tone>(tone.toInt())) : tokens.text);
    const int margin = tokens.px(8);
    const QRect room = cell.adjusted(margin, 0, -margin - 1, 0);
    const QString text = index.data().toString();
    if (isNumber) {
        // A number that is cut off would read as another number. Before that it may use the margin.
        const QRect wide = room.adjusted(-margin + 2, 0, 0, 0);
        if (painter.fontMetrics().horizontalAdvance(text) > wide.width()) {
            const int fitting = room.width() / painter.fontMetrics().horizontalAdvance(u'#');
            drawTabular(painter, room, alignment.toInt(), QString(std::max(1, fitting), u'#'));
            return;
        }
        drawTabular(painter, wide, alignment.toInt(), text);
        return;
    }
    // Text may come closer to the line behind it than to the one before it.
    const QRect line = room.adjusted(0, 0, margin - 3, 0);
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, line.width());
    drawWords(painter, line, Qt::AlignVCenter | Qt::AlignLeading, shown);
}

} // namespace

void SheetDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index
) const
{
    const Tokens& tokens = Tokens::current();
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const QRect cell = option.rect;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isCurrent = view != nullptr && view->currentIndex() == index;
    const std::optional<Kind> problem = problemOf(index);

    painter->save();
    painter->fillRect(cell, groundOf(index, problem, isSelected && !isCurrent, tokens));
    painter->setPen(tokens.line);
    painter->drawLine(cell.bottomLeft(), cell.bottomRight());
    painter->drawLine(cell.topRight(), cell.bottomRight());

    const auto kind = static_cast<const SheetModel*>(index.model())
                          ->columns()[static_cast<std::size_t>(index.column())]
                          .kind;
    const QString iconName = index.data(IconNameRole).toString();
    if (!iconName.isEmpty()) {
        drawMark(
            *painter, cell, iconName, tokens.of(static_cast<Tone>(index.data(IconToneRole).toInt()))
        );
    } else if (kind == CellKind::check) {
        drawCheck(
            *painter,
            cell.adjusted(0, 0, -1, -1),
            index.data(SheetModel::ValueRole).toString() == QLatin1String("true"),
            tokens
        );
    } else {
        drawValue(*painter, cell, index, tokens);
    }

    if (isCurrent) {
        const bool isActive = view->hasFocus() || view->isAncestorOf(QApplication::focusWidget());
        drawFrame(*painter, cell, isActive ? tokens.accent : tokens.strongLine, 2);
    } else if (problem) {
        drawFrame(*painter, cell, tokens.textOf(*problem), 1);
    }
    painter->restore();
}

} // namespace tidemark::ui
