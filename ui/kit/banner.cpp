#include "ui/kit/banner.hpp"

#include "models/core/fault_id.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/symbol.hpp"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace tidemark::ui {
namespace {

Tone toneOf(Kind kind)
{
    switch (kind) {
    case Kind::ok:
        return Tone::ok;
    case Kind::warn:
        return Tone::warn;
    case Kind::bad:
        return Tone::bad;
    case Kind::info:
        return Tone::info;
    case Kind::accent:
        return Tone::accent;
    case Kind::neutral:
        break;
    }
    return Tone::muted;
}

QString iconOf(Kind kind)
{
    switch (kind) {
    case Kind::ok:
        return QStringLiteral("circle-check");
    case Kind::warn:
        return QStringLiteral("triangle-alert");
    case Kind::bad:
        return QStringLiteral("circle-x");
    default:
        return QStringLiteral("info");
    }
}

} // namespace

Banner::Banner(QWidget* parent)
    : QWidget(parent)
{
    const Tokens& tokens = Tokens::current();
    symbol_ = new Symbol({}, Tone::info, length::icon, this);
    cause_ = new Label({}, TextStyle::body, Tone::text, this);
    cause_->setWordWrap(true);
    nextStep_ = new Label({}, TextStyle::body, Tone::muted, this);
    nextStep_->setWordWrap(true);
    id_ = new Label({}, TextStyle::secondary, Tone::muted, this);
    id_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    id_->hide();
    action_ = new Button(ButtonKind::normal, {}, {}, this);
    action_->hide();
    close_ =
        Button::iconOnly(ButtonKind::quiet, tr("Close this notice"), QStringLiteral("x"), this);
    close_->hide();
    connect(action_, &Button::clicked, this, &Banner::actionTriggered);
    connect(close_, &Button::clicked, this, &Banner::clear);
    connect(close_, &Button::clicked, this, &Banner::dismissed);

    auto* words = new QVBoxLayout;
    words->setSpacing(tokens.px(2));
    words->addWidget(cause_);
    words->addWidget(nextStep_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(
        tokens.px(length::pageMargin), tokens.px(10), tokens.px(12), tokens.px(10)
    );
    row->setSpacing(tokens.px(10));
    row->addWidget(symbol_, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(id_, 0, Qt::AlignVCenter);
    row->addWidget(action_, 0, Qt::AlignVCenter);
    row->addWidget(close_, 0, Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void Banner::say(Kind kind, const QString& cause, const QString& nextStep)
{
    const bool isNews = isHidden() || cause != cause_->text();
    kind_ = kind;
    symbol_->setSymbol(iconOf(kind), toneOf(kind));
    cause_->setText(cause);
    nextStep_->setText(nextStep);
    nextStep_->setVisible(!nextStep.isEmpty());
    // Beside one line the sign stands in its middle, beside several at the first.
    layout()->setAlignment(symbol_, nextStep.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop);
    showId({});
    setAccessibleName(words());
    show();
    update();
    if (isNews) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void Banner::say(const Fault& fault)
{
    say(isWorthRetrying(fault.code) ? Kind::warn : Kind::bad,
        faultCause(fault),
        faultNextStep(fault));
    showId(QString::fromStdString(faultId(fault)));
}

void Banner::showId(const QString& id)
{
    id_->setText(id);
    id_->setVisible(!id.isEmpty());
    id_->setAccessibleName(id.isEmpty() ? QString() : tr("Id %1").arg(id));
    id_->setToolTip(tr("By this id the problem is found under Sync activity."));
}

void Banner::setAction(const QString& label)
{
    action_->setText(label);
    action_->setVisible(!label.isEmpty());
}

void Banner::setDismissable(bool isDismissable)
{
    close_->setVisible(isDismissable);
}

void Banner::clear()
{
    hide();
}

QString Banner::words() const
{
    const QString next = nextStep_->text();
    return next.isEmpty() ? cause_->text() : cause_->text() + QLatin1Char(' ') + next;
}

void Banner::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.tintOf(kind_));
    painter.setPen(tokens.textOf(kind_));
    // A line at the leading edge tells the kind where tints are hard to tell apart.
    const int line = tokens.px(3);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - line : 0;
    painter.fillRect(x, 0, line, height(), tokens.textOf(kind_));
}

} // namespace tidemark::ui
