#include "ui/shell/rail.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/style.hpp"
#include "ui/shell/mark.hpp"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tidemark::ui {

/// One entry of the rail.
class RailItem final : public QAbstractButton {
public:
    RailItem(const PageEntry& entry, QWidget* parent)
        : QAbstractButton(parent)
        , iconName_(entry.iconName)
        , title_(entry.title)
    {
        setCheckable(true);
        setAutoExclusive(false);
        setText(entry.title);
        setAccessibleName(entry.title);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    /// The page is not open without this permission.
    void setMissing(const QString& permission)
    {
        missing_ = Rail::tr("Needs the permission %1").arg(permission);
        setAccessibleDescription(missing_);
    }

    void setNarrow(bool isNarrow)
    {
        isNarrow_ = isNarrow;
        QStringList words;
        if (isNarrow)
            words << title_.toHtmlEscaped();
        if (!missing_.isEmpty())
            words << missing_;
        setToolTip(words.join(QStringLiteral(". ")));
        updateGeometry();
        update();
    }

    void setCount(const RailCount& count)
    {
        if (count.count == count_.count && count.kind == count_.kind)
            return;
        count_ = count;
        setAccessibleName(
            count.count == 0 ? title_ : title_ + QStringLiteral(", ") + formatNumber(count.count)
        );
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const Tokens& tokens = Tokens::current();
        const int rail = isNarrow_ ? length::narrowRail : length::railWidth;
        return {tokens.px(rail - 2 * length::grid), tokens.px(29)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = Tokens::current();
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        const int radius = t.px(length::radiusControl);
        if (isChecked()) {
            p.setPen(t.line);
            p.setBrush(t.surface);
            p.drawRoundedRect(pill, radius, radius);
        } else if (underMouse()) {
            p.setPen(Qt::NoPen);
            p.setBrush(t.line);
            p.drawRoundedRect(pill, radius, radius);
        }
        const bool isLit = missing_.isEmpty() && (isChecked() || underMouse());
        const QColor color = isLit ? t.text : t.muted;
        const auto place = [this](const QRect& r) {
            return QStyle::visualRect(layoutDirection(), rect(), r);
        };
        const int side = t.px(length::icon);
        if (isNarrow_) {
            drawIcon(p, QRect((width() - side) / 2, 0, side, height()), iconName_, color);
            paintDot(p, t);
            paintFocus(p, t, pill, radius);
            return;
        }
        drawIcon(p, place(QRect(t.px(8), 0, side, height())), iconName_, color);
        QFont font = t.body();
        font.setWeight(isChecked() ? QFont::Medium : QFont::Normal);
        const int counted = missing_.isEmpty() ? paintCount(p, t) : paintLock(p, t);
        p.setFont(font);
        p.setPen(color);
        const int from = t.px(8) + side + t.px(9);
        const QRect words = place(QRect(from, 0, width() - from - counted - t.px(8), height()));
        const QString shown = p.fontMetrics().elidedText(title_, Qt::ElideRight, words.width());
        if (shown != title_ && toolTip().isEmpty())
            setToolTip(title_.toHtmlEscaped());
        drawWords(p, words, Qt::AlignVCenter | Qt::AlignLeading, shown);
        paintFocus(p, t, pill, radius);
    }

    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    void paintFocus(QPainter& p, const Tokens& t, const QRectF& pill, int radius) const
    {
        if (!showsFocus(*this))
            return;
        p.setPen(QPen(t.accent, t.px(2)));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(pill.adjusted(1, 1, -1, -1), radius, radius);
    }

    /// Says in a narrow rail that something waits; how much is in the accessible name.
    void paintDot(QPainter& p, const Tokens& t) const
    {
        if (count_.count == 0 || count_.kind == Kind::neutral)
            return;
        const int side = t.px(7);
        const QRect slot((width() + t.px(length::icon)) / 2 - t.px(3), t.px(4), side, side);
        p.setPen(Qt::NoPen);
        p.setBrush(t.textOf(count_.kind));
        p.drawEllipse(QStyle::visualRect(layoutDirection(), rect(), slot));
    }

    /// A closed page has a lock where others have a count; answers the width it took.
    int paintLock(QPainter& p, const Tokens& t) const
    {
        const int side = t.px(12);
        const QRect slot(width() - side - t.px(8), 0, side, height());
        drawIcon(
            p, QStyle::visualRect(layoutDirection(), rect(), slot), QStringLiteral("lock"), t.muted
        );
        return side + t.px(6);
    }

    /// The count at the trailing edge; answers the width it took.
    int paintCount(QPainter& p, const Tokens& t) const
    {
        if (count_.count == 0)
            return 0;
        const QString text = formatNumber(count_.count);
        QFont font = t.section();
        const bool isLoud = count_.kind != Kind::neutral;
        font.setWeight(isLoud ? QFont::DemiBold : QFont::Normal);
        p.setFont(font);
        const int words = p.fontMetrics().horizontalAdvance(text);
        const int width = words + t.px(isLoud ? 14 : 0);
        const QRect slot(this->width() - width - t.px(8), 0, width, height());
        const QRect r = QStyle::visualRect(layoutDirection(), rect(), slot);
        if (isLoud) {
            const int tall = t.px(18);
            const QRectF pill(r.x(), (height() - tall) / 2.0, r.width(), tall);
            p.setPen(
                t.theme == Theme::highContrast ? QPen(t.textOf(count_.kind)) : QPen(Qt::NoPen)
            );
            p.setBrush(t.tintOf(count_.kind));
            p.drawRoundedRect(pill, tall / 2.0, tall / 2.0);
        }
        p.setPen(isLoud ? t.textOf(count_.kind) : t.muted);
        p.drawText(r, Qt::AlignCenter, text);
        return width + t.px(6);
    }

    QString iconName_;
    QString title_;
    QString missing_ = {}; ///< Empty: the page is open.
    RailCount count_ = {};
    bool isNarrow_ = false;
};

Rail::Rail(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Navigation"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 1, 0);
    all->setSpacing(0);
    all->addWidget(new Mark(this));
    all->addWidget(scroll, 1);
    content_ = new QWidget(scroll);
    content_->setAutoFillBackground(false);
    column_ = new QVBoxLayout(content_);
    scroll->setWidget(content_);
    content_->setAutoFillBackground(false);
}

void Rail::setEntries(const std::vector<PageEntry>& entries, const std::set<QString>& closed)
{
    closed_ = closed;
    const Tokens& tokens = Tokens::current();
    items_.clear();
    order_.clear();
    headings_.clear();
    while (QLayoutItem* item = column_->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    const int side = tokens.px(length::grid);
    column_->setContentsMargins(side, tokens.px(2), side, tokens.px(length::grid));
    column_->setSpacing(0);
    addSection(RailSection::work, {}, entries);
    addSection(RailSection::connections, tr("Connections"), entries);
    addSection(RailSection::administration, tr("Administration"), entries);
    addSection(RailSection::sync, tr("Sync"), entries);
    column_->addStretch(1);
    addSection(RailSection::foot, {}, entries);
    setCurrent(current_);
}

void Rail::addSection(RailSection section, const QString& title, const std::vector<PageEntry>& all)
{
    const Tokens& tokens = Tokens::current();
    bool isFirst = true;
    for (const PageEntry& entry : all) {
        if (entry.section != section)
            continue;
        if (isFirst && !title.isEmpty()) {
            auto* heading = new SectionLabel(title, content_);
            heading->setIndent(tokens.px(8));
            column_->addSpacing(tokens.px(12));
            heading->setVisible(!isNarrow_);
            headings_.push_back(heading);
            column_->addWidget(heading);
            column_->addSpacing(tokens.px(6));
        }
        isFirst = false;
        auto* item = new RailItem(entry, content_);
        if (closed_.count(entry.id) > 0)
            item->setMissing(QString::fromStdString(entry.permission));
        const QString id = entry.id;
        connect(item, &QAbstractButton::clicked, this, [this, item, id] {
            item->setChecked(id == current_);
            Q_EMIT placeWanted(Place{id, {}});
        });
        item->setNarrow(isNarrow_);
        column_->addWidget(item);
        items_[id] = item;
        order_.push_back(id);
    }
}

void Rail::setCurrent(const QString& pageId)
{
    current_ = pageId;
    for (const auto& [id, item] : items_)
        item->setChecked(id == pageId);
}

void Rail::setCount(const QString& pageId, const RailCount& count)
{
    if (const auto item = items_.find(pageId); item != items_.end())
        item->second->setCount(count);
}

QSize Rail::sizeHint() const
{
    return {Tokens::current().px(isNarrow_ ? length::narrowRail : length::railWidth), 400};
}

void Rail::setNarrow(bool isNarrow)
{
    if (std::exchange(isNarrow_, isNarrow) == isNarrow)
        return;
    for (QWidget* heading : headings_)
        heading->setVisible(!isNarrow_);
    for (const auto& [id, item] : items_)
        item->setNarrow(isNarrow_);
    updateGeometry();
}

void Rail::focusCurrent()
{
    const auto item = items_.find(current_);
    if (item != items_.end())
        item->second->setFocus(Qt::ShortcutFocusReason);
    else if (!order_.empty())
        items_[order_.front()]->setFocus(Qt::ShortcutFocusReason);
}

void Rail::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.sunken);
    painter.setPen(tokens.line);
    const int x = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.drawLine(x, 0, x, height());
}

void Rail::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down)
        moveFocus(1);
    else if (event->key() == Qt::Key_Up)
        moveFocus(-1);
    else
        QWidget::keyPressEvent(event);
}

void Rail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

void Rail::moveFocus(int step)
{
    const auto focused = std::find_if(order_.begin(), order_.end(), [this](const QString& id) {
        return items_[id]->hasFocus();
    });
    if (focused == order_.end()) {
        focusCurrent();
        return;
    }
    const auto next = std::distance(order_.begin(), focused) + step;
    if (next >= 0 && next < static_cast<std::ptrdiff_t>(order_.size()))
        items_[order_[static_cast<std::size_t>(next)]]->setFocus(Qt::TabFocusReason);
}

} // namespace tidemark::ui
