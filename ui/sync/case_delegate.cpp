#include "ui/sync/case_delegate.hpp"

#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/style.hpp"

#include <QPainter>

namespace tidemark::ui {
namespace {

constexpr int side = 14;
constexpr int wordsPadding = 17;
constexpr int headerHeight = 30;

} // namespace

void CaseDelegate::paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index)
    const
{
    const Tokens& t = Tokens::current();
    const QRect r = option.rect;
    if (index.data(HeaderRole).toBool()) {
        p->save();
        p->fillRect(r, t.surface);
        p->setFont(t.section());
        p->setPen(t.muted);
        const QRect words = r.adjusted(t.px(wordsPadding), t.px(6), -t.px(12), -t.px(4));
        drawWords(
            *p,
            QStyle::visualRect(option.direction, r, words),
            Qt::AlignLeading | Qt::AlignBottom,
            p->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width())
        );
        p->setPen(t.line);
        p->drawLine(r.bottomLeft(), r.bottomRight());
        p->restore();
        return;
    }
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const auto place = [&option](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    p->save();
    p->fillRect(r, isSelected ? t.selectedRow : t.surface);
    p->setPen(t.line);
    p->drawLine(r.bottomLeft(), r.bottomRight());
    if (isSelected)
        p->fillRect(place(QRect(r.x(), r.y(), t.px(3), r.height())), t.accent);
    int from = r.x() + t.px(wordsPadding);
    const int lineHeight = t.px(18);
    const int top = r.y() + t.px(10);
    if (index.data(RefusedRole).toBool()) {
        drawIcon(
            *p, place(QRect(from, top, t.px(side), lineHeight)), QStringLiteral("circle-x"), t.bad
        );
        from += t.px(side + 6);
    }
    const int wide = r.right() - from - t.px(12);
    QFont font = t.body();
    font.setWeight(QFont::Medium);
    p->setFont(font);
    p->setPen(t.text);
    drawWords(
        *p,
        place(QRect(from, top, wide, lineHeight)),
        Qt::AlignLeading | Qt::AlignVCenter,
        p->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, wide)
    );
    p->setFont(t.secondary());
    p->setPen(t.muted);
    const int detailFrom = r.x() + t.px(wordsPadding);
    const QRect detail(detailFrom, top + lineHeight, r.right() - detailFrom - t.px(12), t.px(34));
    const QString words = index.data(DetailRole).toString();
    const int align = int(QStyle::visualAlignment(option.direction, Qt::AlignLeading));
    const int wrap = align | Qt::AlignTop | Qt::TextWordWrap;
    p->drawText(place(detail), wrap | readingFlags(words), words);
    if (option.widget != nullptr && isSelected && showsFocus(*option.widget)) {
        p->setPen(QPen(t.accent, t.px(2)));
        p->setBrush(Qt::NoBrush);
        p->drawRect(r.adjusted(1, 1, -1, -1));
    }
    p->restore();
}

QSize CaseDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = Tokens::current();
    if (index.data(HeaderRole).toBool())
        return {t.px(200), t.px(headerHeight)};
    const int width = option.rect.width() - t.px(wordsPadding + 12);
    const QRect words = QFontMetrics(t.secondary())
                            .boundingRect(
                                QRect(0, 0, qMax(width, t.px(120)), 1000),
                                Qt::TextWordWrap,
                                index.data(DetailRole).toString()
                            );
    return {t.px(200), t.px(18 + 20) + qMin(words.height(), t.px(34))};
}

} // namespace tidemark::ui
