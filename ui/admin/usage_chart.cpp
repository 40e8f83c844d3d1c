#include "ui/admin/usage_chart.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/tokens.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tidemark::ui {
namespace {

constexpr int chartHeight = 84;

} // namespace

UsageChart::UsageChart(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Requests by day"));
}

QSize UsageChart::sizeHint() const
{
    return {Tokens::current().px(220), Tokens::current().px(chartHeight)};
}

void UsageChart::setDays(std::vector<UsageDay> days)
{
    days_ = std::move(days);
    most_ = 0;
    QStringList words;
    for (const UsageDay& day : days_) {
        most_ = std::max(most_, day.served + day.refused);
        if (day.served + day.refused > 0)
            words << wordsOf(day);
    }
    setAccessibleDescription(
        words.isEmpty() ? tr("No request in this time.") : words.join(QStringLiteral("; "))
    );
    update();
}

QString UsageChart::wordsOf(const UsageDay& day)
{
    return tr("%1: %2 requests, %3 refused")
        .arg(day.day, formatNumber(day.served + day.refused), formatNumber(day.refused));
}

QRectF UsageChart::barOf(std::size_t day, qint64 from, qint64 to) const
{
    const double step = double(width()) / double(std::max<std::size_t>(1, days_.size()));
    const double room = height() - 1.0;
    const double scale = room / double(std::max<qint64>(1, most_));
    const double gap = std::min(2.0, step / 4);
    const QRectF bar(
        step * double(day) + gap / 2,
        room - double(to) * scale,
        step - gap,
        double(to - from) * scale
    );
    if (layoutDirection() == Qt::LeftToRight)
        return bar;
    return {width() - bar.right(), bar.y(), bar.width(), bar.height()};
}

void UsageChart::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    for (std::size_t i = 0; i < days_.size(); ++i) {
        const UsageDay& day = days_[i];
        painter.fillRect(barOf(i, 0, day.served), tokens.accent);
        painter.fillRect(barOf(i, day.served, day.served + day.refused), tokens.bad);
    }
    painter.setPen(tokens.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    if (most_ == 0) {
        painter.setPen(tokens.muted);
        painter.setFont(tokens.secondary());
        painter.drawText(rect(), Qt::AlignCenter, tr("No request in this time."));
    }
}

bool UsageChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || days_.empty())
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const double step = double(width()) / double(days_.size());
    auto at = static_cast<std::size_t>(std::max(0.0, help->x() / step));
    at = std::min(at, days_.size() - 1);
    if (layoutDirection() == Qt::RightToLeft)
        at = days_.size() - 1 - at;
    QToolTip::showText(help->globalPos(), wordsOf(days_[at]), this);
    return true;
}

} // namespace tidemark::ui
