#include "ui/shell/status_strip.hpp"

#include "ui/kit/labels.hpp"
#include "ui/kit/style.hpp"

#include <QAbstractButton>
#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace tidemark::ui {

namespace {

/// ` · 2 s ago` as `2 s ago · `, for a window that is read from the right.
QString separatorLast(const QString& text)
{
    const QString separator = QStringLiteral(" · ");
    return text.startsWith(separator) ? text.mid(separator.size()) + separator : text;
}

} // namespace

/// One part of the strip as a flat button.
class StripButton final : public QAbstractButton {
public:
    explicit StripButton(QWidget* parent)
        : QAbstractButton(parent)
    {
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }

    void setPart(const StripPart& part)
    {
        part_ = part;
        setText(part.words());
        setAccessibleName(part.words());
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const Tokens& tokens = Tokens::current();
        int width = QFontMetrics(strongFont()).horizontalAdvance(part_.strong) +
                    QFontMetrics(tokens.secondary()).horizontalAdvance(part_.text) +
                    tokens.px(2 * margin);
        if (part_.hasDot)
            width += tokens.px(dot + dotGap);
        return {width + 1, tokens.px(length::statusStrip)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& tokens = Tokens::current();
        QPainter p(this);
        QRect r = rect().adjusted(tokens.px(margin), 0, -tokens.px(margin), 0);
        const bool isMirrored = layoutDirection() == Qt::RightToLeft;
        const auto take = [&](int width) {
            const QRect slot = isMirrored ? QRect(r.right() + 1 - width, r.y(), width, r.height())
                                          : QRect(r.x(), r.y(), width, r.height());
            r = isMirrored ? r.adjusted(0, 0, -width, 0) : r.adjusted(width, 0, 0, 0);
            return slot;
        };
        if (part_.hasDot) {
            const QRect slot = take(tokens.px(dot + dotGap));
            const int side = tokens.px(dot);
            const int x = isMirrored ? slot.right() + 1 - side : slot.x();
            p.setRenderHint(QPainter::Antialiasing);
            p.setPen(Qt::NoPen);
            p.setBrush(tokens.textOf(part_.kind));
            p.drawEllipse(QRectF(x, (height() - side) / 2.0, side, side));
        }
        const bool isColored = !part_.hasDot && part_.kind != Kind::neutral;
        p.setFont(strongFont());
        p.setPen(isColored ? tokens.textOf(part_.kind) : tokens.text);
        const auto flags = Qt::AlignVCenter | Qt::AlignLeading;
        const int strong = p.fontMetrics().horizontalAdvance(part_.strong);
        drawWords(p, take(strong), flags, part_.strong);
        p.setFont(tokens.secondary());
        p.setPen(underMouse() ? tokens.text : tokens.muted);
        drawWords(p, r, flags, isMirrored ? separatorLast(part_.text) : part_.text);
        if (showsFocus(*this)) {
            p.setPen(QPen(tokens.accent, tokens.px(2)));
            p.setBrush(Qt::NoBrush);
            p.drawRoundedRect(rect().adjusted(2, 2, -2, -2), 4, 4);
        }
    }

    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    static constexpr int margin = 8;
    static constexpr int dot = 8;
    static constexpr int dotGap = 6;

    [[nodiscard]] static QFont strongFont()
    {
        QFont font = Tokens::current().secondary();
        font.setWeight(QFont::DemiBold);
        return font;
    }

    StripPart part_;
};

StatusStrip::StatusStrip(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Status"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    ages_.setInterval(1000);
    connect(&ages_, &QTimer::timeout, this, &StatusStrip::refresh);
    refresh();
}

void StatusStrip::setStatus(std::optional<sync::Status> status)
{
    status_ = std::move(status);
    refresh();
}

QStringList StatusStrip::words() const
{
    QStringList all;
    for (const StripPart& part : parts_)
        all << part.words();
    return all;
}

QSize StatusStrip::sizeHint() const
{
    return {600, Tokens::current().px(length::statusStrip)};
}

void StatusStrip::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.surface);
    painter.setPen(tokens.line);
    painter.drawLine(0, 0, width(), 0);
}

void StatusStrip::resizeEvent(QResizeEvent*)
{
    arrange();
}

void StatusStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange) {
        updateGeometry();
        arrange();
    }
}

void StatusStrip::showEvent(QShowEvent*)
{
    ages_.start();
}

void StatusStrip::hideEvent(QHideEvent*)
{
    ages_.stop();
}

void StatusStrip::refresh()
{
    auto parts = stripParts(status_);
    if (parts == parts_)
        return;
    parts_ = std::move(parts);
    while (buttons_.size() < parts_.size()) {
        auto* button = new StripButton(this);
        const std::size_t i = buttons_.size();
        connect(button, &QAbstractButton::clicked, this, [this, i] {
            if (i < parts_.size())
                Q_EMIT placeWanted(parts_[i].place);
        });
        buttons_.push_back(button);
    }
    for (std::size_t i = 0; i < parts_.size(); ++i)
        buttons_[i]->setPart(parts_[i]);
    arrange();
}

void StatusStrip::arrange()
{
    const Tokens& tokens = Tokens::current();
    const int gap = tokens.px(length::half);
    std::vector<std::size_t> shown;
    int needed = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        shown.push_back(i);
        needed += buttons_[i]->sizeHint().width() + gap;
    }
    while (needed > width() && shown.size() > 1) {
        const auto least =
            std::min_element(shown.begin(), shown.end(), [this](std::size_t a, std::size_t b) {
                return parts_[a].priority < parts_[b].priority;
            });
        needed -= buttons_[*least]->sizeHint().width() + gap;
        shown.erase(least);
    }
    for (StripButton* button : buttons_)
        button->hide();
    int leading = tokens.px(length::half);
    int trailing = width() - tokens.px(length::half);
    for (const std::size_t i : shown) {
        const int wanted = qMin(buttons_[i]->sizeHint().width(), width());
        int x = leading;
        if (parts_[i].isTrailing)
            x = trailing -= wanted;
        else
            leading += wanted + gap;
        const QRect place(x, 1, wanted, height() - 1);
        buttons_[i]->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
        buttons_[i]->show();
    }
}

} // namespace tidemark::ui
