#include "ui/grid/frozen_column.hpp"

#include "ui/kit/tokens.hpp"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>

namespace tidemark::ui {
namespace {

/// A column that takes more of the window than this hides what it is to name.
constexpr double breadthMost = 0.45;

} // namespace

FrozenColumn::FrozenColumn(QTableView& view)
    : QWidget(&view)
    , view_(view)
{
    setFocusPolicy(Qt::NoFocus);
    hide();
}

int FrozenColumn::column() const
{
    const QHeaderView& head = *view_.horizontalHeader();
    for (int visual = 0; visual < head.count(); ++visual) {
        const int logical = head.logicalIndex(visual);
        if (head.isSectionHidden(logical))
            continue;
        const bool fits = view_.columnWidth(logical) < view_.viewport()->width() * breadthMost;
        return fits ? logical : -1;
    }
    return -1;
}

int FrozenColumn::breadth() const
{
    const int shown = column();
    return shown < 0 ? 0 : view_.columnWidth(shown);
}

void FrozenColumn::follow()
{
    const int shown = column();
    if (shown < 0) {
        hide();
        return;
    }
    const int wide = view_.columnWidth(shown);
    const int at = view_.columnViewportPosition(shown);
    const bool isMirrored = view_.isRightToLeft();
    const int room = view_.viewport()->width();
    const bool isCut = isMirrored ? at + wide > room : at < 0;
    if (isCut) {
        const QRect inner = view_.viewport()->geometry();
        const int head = view_.horizontalHeader()->height();
        const int x = isMirrored ? inner.right() + 1 - wide : inner.left();
        setGeometry(x, inner.top() - head, wide, head + inner.height());
        raise();
        update();
    }
    setVisible(isCut);
}

void FrozenColumn::paintEvent(QPaintEvent*)
{
    if (column() < 0)
        return;
    QPainter painter(this);
    paintHead(painter);
    paintCells(painter);
    painter.setPen(Tokens::current().strongLine);
    const int edge = isRightToLeft() ? 0 : width() - 1;
    painter.drawLine(edge, 0, edge, height());
}

void FrozenColumn::paintHead(QPainter& painter)
{
    QHeaderView& head = *view_.horizontalHeader();
    QStyleOptionHeader option;
    option.initFrom(&head);
    option.rect = QRect(0, 0, width(), head.height());
    option.orientation = Qt::Horizontal;
    option.position = QStyleOptionHeader::Beginning;
    option.section = column();
    const auto said = [this](int role) {
        return view_.model()->headerData(column(), Qt::Horizontal, role);
    };
    option.text = said(Qt::DisplayRole).toString();
    option.textAlignment = Qt::Alignment(said(Qt::TextAlignmentRole).toInt());
    head.style()->drawControl(QStyle::CE_Header, &option, &painter, &head);
}

void FrozenColumn::paintCells(QPainter& painter)
{
    const Tokens& tokens = Tokens::current();
    const int top = view_.horizontalHeader()->height();
    painter.fillRect(0, top, width(), height() - top, tokens.surface);
    painter.setClipRect(0, top, width(), height() - top);
    const int shown = column();
    QStyleOptionViewItem option;
    option.initFrom(&view_);
    option.widget = &view_;
    for (int row = view_.rowAt(0); row >= 0 && row < view_.model()->rowCount(); ++row) {
        const int y = view_.rowViewportPosition(row);
        if (y > view_.viewport()->height())
            break;
        if (view_.isRowHidden(row))
            continue;
        const QModelIndex index = view_.model()->index(row, shown);
        option.rect = QRect(0, top + y, width(), view_.rowHeight(row));
        option.state.setFlag(QStyle::State_Selected, view_.selectionModel()->isSelected(index));
        view_.itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

void FrozenColumn::mousePressEvent(QMouseEvent* event)
{
    const int row = view_.rowAt(event->pos().y() - view_.horizontalHeader()->height());
    if (row >= 0)
        Q_EMIT pressed(row, column());
}

} // namespace tidemark::ui
