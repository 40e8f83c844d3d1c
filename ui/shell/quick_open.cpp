#include "ui/shell/quick_open.hpp"

#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace {

constexpr std::size_t hitsMost = 16;
constexpr int hitHeight = 32;
constexpr int detailRole = Qt::UserRole + 1;
constexpr int iconRole = Qt::UserRole + 2;

/// Icon, title and quieter detail in one row.
class HitDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* p, const QStyleOptionViewItem& o, const QModelIndex& index) const override
    {
        const Tokens& t = Tokens::current();
        p->save();
        p->setRenderHint(QPainter::Antialiasing);
        if (o.state.testFlag(QStyle::State_Selected)) {
            p->setPen(Qt::NoPen);
            p->setBrush(t.selectedRow);
            p->drawRoundedRect(o.rect, t.px(4), t.px(4));
        }
        const auto place = [&o](const QRect& r) {
            return QStyle::visualRect(o.direction, o.rect, r);
        };
        const int side = t.px(length::icon);
        const QRect r = o.rect;
        drawIcon(
            *p,
            place(QRect(r.x() + t.px(10), r.y(), side, r.height())),
            index.data(iconRole).toString(),
            t.muted
        );
        const int from = r.x() + t.px(10) + side + t.px(10);
        const QString title = index.data().toString();
        const auto align = Qt::AlignLeading | Qt::AlignVCenter;
        p->setFont(t.body());
        p->setPen(t.text);
        const int titleWidth =
            qMin(p->fontMetrics().horizontalAdvance(title) + 2, r.right() - from - t.px(10));
        drawWords(
            *p,
            place(QRect(from, r.y(), titleWidth, r.height())),
            align,
            p->fontMetrics().elidedText(title, Qt::ElideRight, titleWidth)
        );
        p->setFont(t.secondary());
        p->setPen(t.muted);
        const QRect rest(
            from + titleWidth + t.px(10),
            r.y(),
            r.right() - from - titleWidth - t.px(20),
            r.height()
        );
        if (rest.width() > t.px(20)) {
            const QString detail = index.data(detailRole).toString();
            drawWords(
                *p,
                place(rest),
                align,
                p->fontMetrics().elidedText(detail, Qt::ElideRight, rest.width())
            );
        }
        p->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {200, Tokens::current().px(hitHeight)};
    }
};

} // namespace

QuickOpen::QuickOpen(QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
{
    setAccessibleName(tr("Quick open"));
    field_ = new QLineEdit(this);
    field_->setPlaceholderText(tr("Search or jump to…"));
    field_->setAccessibleName(tr("Search pages and reports"));
    field_->setClearButtonEnabled(false);
    field_->installEventFilter(this);
    list_ = new QListWidget(this);
    list_->setAccessibleName(tr("Results"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setItemDelegate(new HitDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setUniformItemSizes(true);
    none_ = new Label(tr("Nothing has this name."), TextStyle::body, Tone::muted, this);
    none_->setAlignment(Qt::AlignCenter);
    none_->hide();
    auto* column = new QVBoxLayout(this);
    column->setSpacing(6);
    column->setContentsMargins(10, 10, 10, 10);
    column->addWidget(field_);
    column->addWidget(list_);
    column->addWidget(none_);
    connect(field_, &QLineEdit::textChanged, this, &QuickOpen::search);
    connect(list_, &QListWidget::itemClicked, this, &QuickOpen::openCurrent);
}

void QuickOpen::popUp()
{
    const Tokens& tokens = Tokens::current();
    QWidget* over = parentWidget();
    const int wide = qMin(tokens.px(560), over->width() - tokens.px(32));
    const QPoint corner((over->width() - wide) / 2, tokens.px(length::topBar + 8));
    setFixedWidth(wide);
    move(over->mapToGlobal(corner));
    field_->clear();
    search();
    QFrame::show();
    field_->setFocus();
}

bool QuickOpen::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int row = list_->currentRow();
    switch (key) {
    case Qt::Key_Down:
        list_->setCurrentRow(qMin(row + 1, list_->count() - 1));
        return true;
    case Qt::Key_Up:
        list_->setCurrentRow(qMax(row - 1, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        openCurrent();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void QuickOpen::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.surface);
    painter.setPen(tokens.strongLine);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void QuickOpen::search()
{
    const QString text = field_->text().trimmed();
    const quint64 generation = ++generation_;
    list_->setCurrentRow(0); // The first hit is the best one for what is typed now.
    show(matchingPages(pages_, text));
    if (text.isEmpty())
        return;
    for (const QuickOpenSource& source : sources_) {
        source(text, this, [this, generation](std::vector<QuickOpenHit> found) {
            if (generation != generation_)
                return;
            std::vector<QuickOpenHit> all = hits_;
            all.insert(all.end(), found.begin(), found.end());
            show(all);
        });
    }
}

void QuickOpen::show(const std::vector<QuickOpenHit>& hits)
{
    const int kept = qMax(0, list_->currentRow());
    hits_.assign(
        hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(qMin(hits.size(), hitsMost))
    );
    list_->clear();
    for (const QuickOpenHit& hit : hits_) {
        auto* item = new QListWidgetItem(hit.title, list_);
        item->setData(detailRole, hit.detail);
        item->setData(iconRole, hit.iconName);
        item->setData(Qt::AccessibleTextRole, hit.title + QStringLiteral(", ") + hit.detail);
    }
    list_->setCurrentRow(qMin(kept, list_->count() - 1));
    list_->setVisible(!hits_.empty());
    none_->setVisible(hits_.empty());
    fitHeight();
}

/// As tall as what was found, and never taller than the window.
void QuickOpen::fitHeight()
{
    const Tokens& tokens = Tokens::current();
    const int row = tokens.px(hitHeight);
    const int most = qMax(row, parentWidget()->height() - tokens.px(160)) / row * row;
    list_->setFixedHeight(qMin(most, row * static_cast<int>(hits_.size())));
    none_->setFixedHeight(2 * row);
    setFixedHeight(layout()->sizeHint().height());
}

void QuickOpen::openCurrent()
{
    const int row = list_->currentRow();
    if (row < 0 || row >= static_cast<int>(hits_.size()))
        return;
    const QuickOpenHit chosen = hits_[static_cast<std::size_t>(row)];
    hide();
    if (chosen.act)
        chosen.act();
    else
        Q_EMIT placeWanted(chosen.place);
}

std::vector<QuickOpenHit> matchingPages(const std::vector<QuickOpenHit>& pages, const QString& text)
{
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<QuickOpenHit> found;
    for (const QuickOpenHit& page : pages) {
        const bool hasAll = std::all_of(words.begin(), words.end(), [&page](const QString& word) {
            return page.title.contains(word, Qt::CaseInsensitive);
        });
        if (hasAll)
            found.push_back(page);
    }
    std::stable_partition(found.begin(), found.end(), [&text](const QuickOpenHit& hit) {
        return hit.title.startsWith(text, Qt::CaseInsensitive);
    });
    return found;
}

} // namespace tidemark::ui
