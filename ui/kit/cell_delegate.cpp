// Painting of table cells: prepared values in, no decisions here.
#include "sync/client/row_window_model.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/style.hpp"
#include "ui/kit/table_view.hpp"

#include <QGlyphRun>
#include <QHeaderView>
#include <QPainter>
#include <QRawFont>

namespace tidemark::ui {
namespace {

constexpr int cellPadding = 8;

/// Outline, tint and ground of a cell.
void drawGround(
    QPainter& p, const Tokens& t, const QStyleOptionViewItem& o, const QModelIndex& index
)
{
    const bool isSelected = o.state.testFlag(QStyle::State_Selected);
    if (isSelected)
        p.fillRect(o.rect, t.selectedRow);
    else if (index.data(SunkenRole).toBool())
        p.fillRect(o.rect, t.canvas);
    const auto* view = qobject_cast<const QTableView*>(o.widget);
    if (view != nullptr && !view->showGrid()) {
        p.setPen(t.line);
        p.drawLine(o.rect.bottomLeft(), o.rect.bottomRight());
    }
    const QVariant problem = index.data(ProblemRole);
    if (problem.isValid()) {
        const auto kind = static_cast<Kind>(problem.toInt());
        p.fillRect(o.rect, t.tintOf(kind));
        p.setPen(QPen(t.textOf(kind), t.px(1.5)));
        p.drawRect(o.rect.adjusted(0, 0, -1, -1));
    }
}

/// A bar where the text will be: the frame of the row is there at once.
void drawPlaceholder(QPainter& p, const Tokens& t, const QRect& cell, int row)
{
    const int height = t.px(8);
    // Lengths that differ read as text; the same row always has the same.
    const int width = cell.width() * (45 + (row * 37) % 40) / 100;
    const QRect bar(cell.x(), cell.center().y() - height / 2, width, height);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(t.line);
    p.drawRoundedRect(bar, height / 2.0, height / 2.0);
}

void drawCellProgress(QPainter& p, const Tokens& t, const QRect& cell, double share)
{
    const int thick = t.px(3);
    const QRect track(cell.x(), cell.bottom() - thick - t.px(2), cell.width(), thick);
    p.fillRect(track, t.line);
    QRect done = track;
    done.setWidth(qRound(track.width() * qBound(0.0, share, 1.0)));
    p.fillRect(done, t.accent);
}

} // namespace

void CellDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index
) const
{
    const Tokens& tokens = Tokens::current();
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    painter->save();
    drawGround(*painter, tokens, option, index);
    const int padding = tokens.px(cellPadding);
    const bool isMirrored = option.direction == Qt::RightToLeft;
    // The first column keeps the margin of the page, so that it stands under the page's title.
    const bool isFirst = view != nullptr && view->verticalHeader()->isHidden() &&
                         view->horizontalHeader()->visualIndex(index.column()) == 0;
    const int before = isFirst ? tokens.px(length::pageMargin) : padding;
    QRect cell =
        option.rect.adjusted(isMirrored ? padding : before, 0, isMirrored ? -before : -padding, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    const QVariant loaded = index.data(sync::RowWindowModel::LoadedRole);
    if (loaded.isValid() && !loaded.toBool()) {
        drawPlaceholder(*painter, tokens, cell, index.row());
        painter->restore();
        return;
    }
    const QVariant chip = index.data(ChipRole);
    if (chip.isValid()) {
        painter->setLayoutDirection(option.direction);
        drawChip(*painter, cell, chip.value<ChipText>());
        painter->restore();
        return;
    }
    const QString iconName = index.data(IconNameRole).toString();
    if (!iconName.isEmpty()) {
        const int side = tokens.px(14);
        const QVariant tone = index.data(IconToneRole);
        const QRect slot = QStyle::visualRect(
            option.direction, cell, QRect(cell.x(), cell.y(), side, cell.height())
        );
        drawIcon(
            *painter,
            slot,
            iconName,
            tokens.of(tone.isValid() ? static_cast<Tone>(tone.toInt()) : Tone::muted)
        );
        const int used = side + tokens.px(6);
        cell = isMirrored ? cell.adjusted(0, 0, -used, 0) : cell.adjusted(used, 0, 0, 0);
    }
    const QVariant tone = index.data(ToneRole);
    painter->setFont(index.data(StrongRole).toBool() ? tokens.strong() : tokens.body());
    painter->setPen(tokens.of(tone.isValid() ? static_cast<Tone>(tone.toInt()) : Tone::text));
    const auto given = index.data(Qt::TextAlignmentRole);
    const auto alignment =
        given.isValid() ? given.value<Qt::Alignment>() : Qt::AlignLeading | Qt::AlignVCenter;
    const auto visual = QStyle::visualAlignment(option.direction, alignment);
    if (alignment.testFlag(Qt::AlignRight)) {
        drawTabular(*painter, cell, int(visual), text);
    } else {
        const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, cell.width());
        drawWords(*painter, cell, alignment, shown);
    }
    const QVariant progress = index.data(ProgressRole);
    if (progress.isValid())
        drawCellProgress(*painter, tokens, cell, progress.toDouble());
    // Where whole rows are chosen the tint says which; the ring is for who came by keyboard.
    const bool isRowwise = view != nullptr && view->selectionBehavior() == QTableView::SelectRows;
    const bool isCurrent =
        option.state.testFlag(QStyle::State_HasFocus) && (!isRowwise || showsFocus(*view));
    if (isCurrent) {
        painter->setPen(QPen(tokens.accent, tokens.px(2)));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = Tokens::current();
    const QVariant chip = index.data(ChipRole);
    const int content = chip.isValid()
                            ? chipSize(chip.value<ChipText>()).width()
                            : option.fontMetrics.horizontalAdvance(index.data().toString());
    return {content + 2 * tokens.px(cellPadding), tokens.px(length::row)};
}

void drawTabular(QPainter& painter, const QRect& where, int flags, const QString& text)
{
    if (text.isEmpty())
        return;
    const QRawFont font = QRawFont::fromFont(painter.font());
    const QList<quint32> glyphs = font.glyphIndexesForString(text);
    // One glyph for each character, or this text is beyond plain numbers.
    if (!font.isValid() || glyphs.size() != text.size() || glyphs.contains(0)) {
        painter.drawText(where, flags | Qt::TextSingleLine | readingFlags(text), text);
        return;
    }
    const QList<QPointF> advances = font.advancesForGlyphIndexes(glyphs);
    const QList<quint32> zero = font.glyphIndexesForString(QStringLiteral("0"));
    const qreal digit = font.advancesForGlyphIndexes(zero).value(0).x();
    QList<QPointF> positions;
    positions.reserve(glyphs.size());
    qreal x = 0;
    for (qsizetype i = 0; i < glyphs.size(); ++i) {
        const bool isDigit = text.at(i).isDigit();
        const qreal own = advances.at(i).x();
        positions.push_back(QPointF(isDigit ? x + (digit - own) / 2 : x, 0));
        x += isDigit ? digit : own;
    }
    if (x > where.width() + 0.5) {
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, where.width());
        painter.drawText(where, flags | Qt::TextSingleLine | readingFlags(text), shown);
        return;
    }
    QGlyphRun run;
    run.setRawFont(font);
    run.setGlyphIndexes(glyphs);
    run.setPositions(positions);
    const qreal left = (flags & Qt::AlignRight) != 0     ? where.x() + where.width() - x
                       : (flags & Qt::AlignHCenter) != 0 ? where.x() + (where.width() - x) / 2
                                                         : where.x();
    const QFontMetrics metrics = painter.fontMetrics();
    const int top = where.y() + (where.height() - metrics.height()) / 2;
    painter.drawGlyphRun(QPointF(left, top + metrics.ascent()), run);
}

} // namespace tidemark::ui
