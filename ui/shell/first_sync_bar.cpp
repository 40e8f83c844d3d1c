#include "ui/shell/first_sync_bar.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/symbol.hpp"

#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>

namespace tidemark::ui {

FirstSyncBar::FirstSyncBar(QWidget* parent)
    : QWidget(parent)
{
    const Tokens& tokens = Tokens::current();
    words_ = new Label({}, TextStyle::body, Tone::text, this);
    words_->setWordWrap(true);
    bar_ = new QProgressBar(this);
    bar_->setTextVisible(false);
    bar_->setRange(0, 1000);
    bar_->setMinimumWidth(tokens.px(120));
    bar_->setMaximumWidth(tokens.px(280));
    bar_->setAccessibleName(tr("First sync"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(
        tokens.px(length::pageMargin), tokens.px(8), tokens.px(length::pageMargin), tokens.px(9)
    );
    row->setSpacing(tokens.px(10));
    row->addWidget(new Symbol(QStringLiteral("cloud-download"), Tone::info, length::icon, this));
    row->addWidget(words_, 2);
    row->addWidget(bar_, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void FirstSyncBar::setStatus(const sync::Status& status)
{
    const bool isOn =
        status.state == sync::AgentState::open && status.pull == sync::PullState::bootstrap;
    setVisible(isOn);
    if (!isOn)
        return;
    if (status.progress && status.progress->total > 0) {
        words_->setText(
            tr("First sync: %1 of %2 rows are here. You can work already; the rest arrives by "
               "itself.")
                .arg(formatNumber(status.progress->done), formatNumber(status.progress->total))
        );
        bar_->setValue(static_cast<int>(status.progress->done * 1000 / status.progress->total));
        bar_->show();
        return;
    }
    words_->setText(tr("First sync: asking the platform what there is for you."));
    bar_->hide();
}

void FirstSyncBar::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.infoTint);
    painter.setPen(tokens.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace tidemark::ui
