#include "ui/reports/summary_pane.hpp"

#include "models/fuel/report_lifecycle.hpp"
#include "ui/grid/number_text.hpp"
#include "ui/kit/labels.hpp"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

/// A line between two rows of a card.
QWidget* rule(QWidget* parent)
{
    auto* line = new Pane(Pane::Ground::surface, Qt::TopEdge, parent);
    line->setFixedHeight(1);
    return line;
}

} // namespace

SummaryPane::SummaryPane(QWidget* parent)
    : Pane(Pane::Ground::canvas, Qt::LeftEdge, parent)
{
    const Tokens& tokens = Tokens::current();
    setFixedWidth(tokens.px(length::sidePane));
    setAccessibleName(tr("Summary"));
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(14);
    column->setContentsMargins(margin, margin, margin - tokens.px(2), margin);
    column->setSpacing(tokens.px(12));
    buildBalance(column);
    auto* lineCard = new Card(this);
    lines_ = new QVBoxLayout(lineCard);
    lines_->setContentsMargins(tokens.px(12), tokens.px(4), tokens.px(12), tokens.px(4));
    lines_->setSpacing(0);
    column->addWidget(lineCard);
    categoryCard_ = new Card(this);
    categories_ = new QVBoxLayout(categoryCard_);
    categories_->setContentsMargins(tokens.px(12), tokens.px(10), tokens.px(12), tokens.px(10));
    categories_->setSpacing(tokens.px(6));
    categories_->addWidget(new Label(tr("Units by category"), TextStyle::strong, Tone::text, this));
    column->addWidget(categoryCard_);
    column->addStretch(1);
}

void SummaryPane::buildBalance(QVBoxLayout* column)
{
    const Tokens& tokens = Tokens::current();
    auto* card = new Card(this);
    auto* rows = new QVBoxLayout(card);
    rows->setContentsMargins(tokens.px(12), tokens.px(11), tokens.px(12), tokens.px(11));
    rows->setSpacing(tokens.px(2));
    caption_ = new Label({}, TextStyle::secondary, Tone::muted, card);
    figure_ = new Label({}, TextStyle::figure, Tone::text, card);
    figure_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    origin_ = new Label({}, TextStyle::secondary, Tone::muted, card);
    for (Label* label : {caption_, figure_, origin_})
        rows->addWidget(label);
    column->addWidget(card);
}

void SummaryPane::show(
    const ReportSummary& summary, const ComplianceReport& report, const SupplySheet& sheet
)
{
    caption_->setText(tr("Line 22 · balance at March 31, %1").arg(report.year + 1));
    if (!summary.fault.empty()) {
        figure_->setText(QStringLiteral("—"));
        origin_->setText(QString::fromStdString(summary.fault));
        return;
    }
    figure_->setText(writeNumber(summary.line22, QLocale(), 0));
    figure_->setAccessibleName(tr("Line 22, balance: %1").arg(figure_->text()));
    origin_->setText(
        isRecalculated(report.status) ? tr("computed on this device, rules %1").arg(report.year)
                                      : tr("as stored by the platform")
    );
    showLines(summary);
    showCategories(sheet);
}

void SummaryPane::showLines(const ReportSummary& summary)
{
    const Tokens& tokens = Tokens::current();
    for (const SummaryLine& line : summary.lines) {
        if (!line.isShort)
            continue;
        if (!values_.contains(line.number)) {
            if (!values_.empty())
                lines_->addWidget(rule(this));
            auto* row = new QHBoxLayout;
            row->setContentsMargins(0, tokens.px(6), 0, tokens.px(6));
            row->setSpacing(tokens.px(6));
            auto* number =
                new Label(QString::number(line.number), TextStyle::body, Tone::muted, this);
            number->setFixedWidth(tokens.px(16));
            row->addWidget(number);
            row->addWidget(new Label(line.title, TextStyle::body, Tone::text, this), 1);
            auto* value = new Label({}, TextStyle::strong, Tone::text, this);
            row->addWidget(value);
            lines_->addLayout(row);
            values_[line.number] = value;
        }
        Label* value = values_[line.number];
        value->setText(summaryText(line));
        value->setToolTip(line.explanation);
        value->setAccessibleName(
            tr("Line %1, %2: %3").arg(line.number).arg(line.title, value->text())
        );
        const bool isOwed = line.isMoney && !line.value.isZero();
        value->setTone(isOwed ? Tone::bad : Tone::text);
    }
}

void SummaryPane::showCategories(const SupplySheet& sheet)
{
    const auto sums = sheet.byCategory();
    categoryCard_->setVisible(!sums.empty());
    for (auto& [name, labels] : categoryRows_) {
        const bool isUsed = sums.contains(name.toStdString());
        labels.first->setVisible(isUsed);
        labels.second->setVisible(isUsed);
    }
    for (const auto& [name, sum] : sums) {
        const QString title = QString::fromStdString(name);
        if (!categoryRows_.contains(title)) {
            auto* row = new QHBoxLayout;
            auto* label = new Label({}, TextStyle::secondary, Tone::muted, this);
            auto* value = new Label({}, TextStyle::strong, Tone::text, this);
            row->addWidget(label, 1);
            row->addWidget(value);
            categories_->addLayout(row);
            categoryRows_[title] = {label, value};
        }
        const auto [label, value] = categoryRows_[title];
        label->setText(
            sum.rows == 1 ? tr("%1 · 1 row").arg(title)
                          : tr("%1 · %2 rows").arg(title).arg(sum.rows)
        );
        value->setText(writeNumber(sum.units, QLocale(), 0));
        value->setTone(sum.units.isNegative() ? Tone::bad : Tone::text);
    }
}

} // namespace tidemark::ui
