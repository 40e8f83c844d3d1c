#include "ui/reports/summary_tab.hpp"

#include "ui/kit/labels.hpp"
#include "ui/kit/symbol.hpp"

#include <QGridLayout>
#include <QVBoxLayout>

namespace tidemark::ui {

SummaryTab::SummaryTab(QWidget* parent)
    : QScrollArea(parent)
{
    const Tokens& tokens = Tokens::current();
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("Summary of the report"));
    auto* page = new Pane(Pane::Ground::surface, {}, this);
    auto* column = new QVBoxLayout(page);
    const int margin = tokens.px(length::pageMargin);
    column->setContentsMargins(margin, margin, margin, margin);
    column->addWidget(
        new Label(tr("Low carbon fuel target, lines 12 to 22"), TextStyle::strong, Tone::text, page)
    );
    column->addSpacing(tokens.px(length::grid));
    grid_ = new QGridLayout;
    grid_->setHorizontalSpacing(tokens.px(16));
    grid_->setVerticalSpacing(tokens.px(10));
    grid_->setColumnStretch(1, 1);
    column->addLayout(grid_);
    column->addStretch(1);
    page->setMaximumWidth(tokens.px(760));
    setWidget(page);
}

void SummaryTab::addRow(const SummaryLine& line)
{
    const int at = grid_->rowCount();
    auto* number = new Label(QString::number(line.number), TextStyle::body, Tone::muted, widget());
    Row row;
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    row.title = new Label(line.title, TextStyle::strong, Tone::text, widget());
    row.explanation = new Label({}, TextStyle::secondary, Tone::muted, widget());
    row.explanation->setWordWrap(true);
    words->addWidget(row.title);
    words->addWidget(row.explanation);
    row.value = new Label({}, TextStyle::strong, Tone::text, widget());
    row.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid_->addWidget(number, at, 0, Qt::AlignTop | Qt::AlignRight);
    grid_->addLayout(words, at, 1);
    grid_->addWidget(row.value, at, 2, Qt::AlignTop | Qt::AlignRight);
    rows_[line.number] = row;
}

void SummaryTab::show(const ReportSummary& summary)
{
    for (const SummaryLine& line : summary.lines) {
        if (!rows_.contains(line.number))
            addRow(line);
        const Row& row = rows_[line.number];
        row.explanation->setText(line.explanation);
        row.value->setText(summaryText(line));
        row.value->setAccessibleName(
            tr("Line %1, %2: %3").arg(line.number).arg(line.title, summaryText(line))
        );
        const bool isOwed = line.isMoney && !line.value.isZero();
        row.value->setTone(isOwed ? Tone::bad : Tone::text);
    }
}

} // namespace tidemark::ui
