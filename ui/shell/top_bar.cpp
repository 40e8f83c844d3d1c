#include "ui/shell/top_bar.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/style.hpp"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace tidemark::ui {
namespace {

QString initialsOf(const QString& name)
{
    QString initials;
    for (const QString& part : name.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (initials.size() < 2)
            initials += part.at(0).toUpper();
    }
    return initials;
}

void drawFocus(QPainter& p, const Tokens& t, const QRect& rect, int radius)
{
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(t.accent, t.px(2)));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
}

/// One clickable step of the path.
class CrumbButton final : public QAbstractButton {
public:
    CrumbButton(const Crumb& crumb, bool isLast, QWidget* parent)
        : QAbstractButton(parent)
        , isLast_(isLast)
    {
        setText(crumb.text);
        setAccessibleName(crumb.text);
        setEnabled(!isLast && !crumb.place.page.isEmpty());
        setFocusPolicy(isEnabled() ? Qt::TabFocus : Qt::NoFocus);
        setSizePolicy(isLast ? QSizePolicy::Maximum : QSizePolicy::Fixed, QSizePolicy::Preferred);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(fontInUse());
        return {metrics.horizontalAdvance(text()) + 3, metrics.height() + 8};
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {qMin(Tokens::current().px(24), sizeHint().width()), sizeHint().height()};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = Tokens::current();
        QPainter p(this);
        p.setFont(fontInUse());
        p.setPen(isLast_ || (underMouse() && isEnabled()) ? t.text : t.muted);
        const QString shown = p.fontMetrics().elidedText(text(), Qt::ElideRight, width());
        drawWords(p, rect(), Qt::AlignVCenter | Qt::AlignLeading, shown);
        if (showsFocus(*this))
            drawFocus(p, t, rect(), 4);
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    [[nodiscard]] QFont fontInUse() const
    {
        QFont font = Tokens::current().body();
        font.setWeight(isLast_ ? QFont::Medium : QFont::Normal);
        return font;
    }

    bool isLast_;
};

/// The slash between two steps.
class Slash final : public QWidget {
public:
    explicit Slash(QWidget* parent)
        : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    }
    [[nodiscard]] QSize sizeHint() const override { return {Tokens::current().px(16), 16}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = Tokens::current();
        QPainter p(this);
        p.setFont(t.body());
        p.setPen(t.muted);
        p.drawText(rect(), Qt::AlignCenter, QStringLiteral("/"));
    }
};

} // namespace

/// The path, as buttons.
class TopBar::Path final : public QWidget {
public:
    explicit Path(TopBar* bar)
        : QWidget(bar)
        , bar_(bar)
        , row_(new QHBoxLayout(this))
    {
        row_->setContentsMargins(0, 0, 0, 0);
        row_->setSpacing(0);
        setAccessibleName(TopBar::tr("You are here"));
    }

    void show(const std::vector<Crumb>& crumbs)
    {
        while (QLayoutItem* item = row_->takeAt(0)) {
            if (item->widget() != nullptr)
                item->widget()->deleteLater();
            delete item;
        }
        for (std::size_t i = 0; i < crumbs.size(); ++i) {
            const bool isLast = i + 1 == crumbs.size();
            auto* button = new CrumbButton(crumbs[i], isLast, this);
            row_->addWidget(button, 0);
            const Place place = crumbs[i].place;
            connect(button, &QAbstractButton::clicked, bar_, [bar = bar_, place] {
                Q_EMIT bar->placeWanted(place);
            });
            if (!isLast)
                row_->addWidget(new Slash(this));
        }
        row_->addStretch(1);
    }

private:
    TopBar* bar_;
    QHBoxLayout* row_;
};

/// Looks like a field, is a button: quick open has its own field.
class TopBar::SearchBox final : public QAbstractButton {
public:
    explicit SearchBox(QWidget* parent)
        : QAbstractButton(parent)
    {
        setText(TopBar::tr("Search or jump to…"));
        setAccessibleName(TopBar::tr("Quick open, Control K"));
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setCursor(Qt::IBeamCursor);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const Tokens& t = Tokens::current();
        return {t.px(300), t.px(length::control)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const Tokens& t = Tokens::current();
        return {t.px(140), t.px(length::control)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = Tokens::current();
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(underMouse() ? t.muted : t.strongLine);
        p.setBrush(t.canvas);
        const int radius = t.px(length::radiusControl);
        p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        const auto place = [this](const QRect& r) {
            return QStyle::visualRect(layoutDirection(), rect(), r);
        };
        const int side = t.px(14);
        drawIcon(p, place(QRect(t.px(10), 0, side, height())), QStringLiteral("search"), t.muted);
        p.setFont(t.section());
        const QString keys = QStringLiteral("Ctrl K");
        const int keyWidth = p.fontMetrics().horizontalAdvance(keys) + t.px(12);
        const QRect key =
            place(QRect(width() - keyWidth - t.px(7), (height() - t.px(18)) / 2, keyWidth, t.px(18))
            );
        const bool hasRoom = width() > t.px(200);
        if (hasRoom) {
            p.setPen(t.strongLine);
            p.setBrush(t.surface);
            p.drawRoundedRect(QRectF(key).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
            p.setPen(t.muted);
            p.drawText(key, Qt::AlignCenter, keys);
        }
        p.setFont(t.body());
        p.setPen(t.muted);
        const int from = t.px(10) + side + t.px(8);
        const QRect words =
            place(QRect(from, 0, width() - from - (hasRoom ? keyWidth : 0) - t.px(12), height()));
        drawWords(
            p,
            words,
            Qt::AlignLeading | Qt::AlignVCenter,
            p.fontMetrics().elidedText(text(), Qt::ElideRight, words.width())
        );
        if (showsFocus(*this))
            drawFocus(p, t, rect(), radius);
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
};

/// The initials of who is signed in.
class TopBar::Avatar final : public QAbstractButton {
public:
    explicit Avatar(QWidget* parent)
        : QAbstractButton(parent)
    {
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setAccessibleName(TopBar::tr("Account"));
    }

    void show(const std::optional<sync::User>& user)
    {
        const QString name = user ? QString::fromStdString(user->displayName) : QString();
        initials_ = initialsOf(name);
        setAccessibleName(
            name.isEmpty() ? TopBar::tr("Account") : TopBar::tr("Account of %1").arg(name)
        );
        setToolTip(name.toHtmlEscaped());
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const int side = Tokens::current().px(26);
        return {side, side};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = Tokens::current();
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(t.theme == Theme::highContrast ? QPen(t.accent) : QPen(Qt::NoPen));
        p.setBrush(t.accentTint);
        p.drawEllipse(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
        if (initials_.isEmpty()) {
            drawIcon(p, rect().adjusted(5, 5, -5, -5), QStringLiteral("users"), t.accent);
        } else {
            QFont font = t.section();
            font.setWeight(QFont::DemiBold);
            p.setFont(font);
            p.setPen(t.accent);
            p.drawText(rect(), Qt::AlignCenter, initials_);
        }
        if (showsFocus(*this))
            drawFocus(p, t, rect(), width() / 2);
    }

private:
    QString initials_;
};

TopBar::TopBar(QWidget* parent)
    : QWidget(parent)
{
    const Tokens& tokens = Tokens::current();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    path_ = new Path(this);
    search_ = new SearchBox(this);
    bell_ = Button::iconOnly(ButtonKind::normal, tr("Notices"), QStringLiteral("bell"), this);
    avatar_ = new Avatar(this);
    connect(search_, &QAbstractButton::clicked, this, &TopBar::quickOpenWanted);
    connect(bell_, &QAbstractButton::clicked, this, &TopBar::noticesWanted);
    connect(avatar_, &QAbstractButton::clicked, this, &TopBar::accountWanted);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(tokens.px(length::pageMargin), 0, tokens.px(length::pageMargin), 1);
    row->setSpacing(tokens.px(10));
    row->addWidget(path_, 1);
    row->addWidget(search_, 0);
    row->addWidget(bell_);
    row->addWidget(avatar_);
}

void TopBar::setBreadcrumb(const std::vector<Crumb>& crumbs)
{
    path_->show(crumbs);
}

void TopBar::setUser(const std::optional<sync::User>& user)
{
    avatar_->show(user);
}

void TopBar::setHasNews(bool hasNews)
{
    hasNews_ = hasNews;
    bell_->setAccessibleName(hasNews ? tr("Notices, new") : tr("Notices"));
    bell_->setIconName(hasNews ? QStringLiteral("bell-dot") : QStringLiteral("bell"));
}

QWidget* TopBar::bell() const
{
    return bell_;
}

QWidget* TopBar::account() const
{
    return avatar_;
}

QWidget* TopBar::quickOpenBox() const
{
    return search_;
}

QSize TopBar::sizeHint() const
{
    return {600, Tokens::current().px(length::topBar)};
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.surface);
    painter.setPen(tokens.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

void TopBar::resizeEvent(QResizeEvent*)
{
    // The path is worth more than the box, which Ctrl+K opens at any width.
    const Tokens& tokens = Tokens::current();
    search_->setFixedWidth(qBound(tokens.px(110), width() * 28 / 100, tokens.px(300)));
}

void TopBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace tidemark::ui
