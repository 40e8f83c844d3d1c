#include "ui/reports/report_summary.hpp"

#include "models/fuel/report_lifecycle.hpp"
#include "ui/grid/number_text.hpp"

#include <QCoreApplication>
#include <QLocale>

namespace tidemark::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Summary", text);
}

QString whole(const Decimal& value)
{
    return writeNumber(value, QLocale(), 0);
}

/// Lines 12 to 17, which the platform sets.
std::vector<SummaryLine> linesFromElsewhere(const ComplianceReport& report)
{
    const QString year = QString::number(report.year);
    const QString next = QString::number(report.year + 1);
    return {
        {12,
         tr("Transferred out"),
         tr("Units transferred to others until March 31, %1.").arg(next),
         report.line12,
         false,
         true},
        {13,
         tr("Received"),
         tr("Units received from others until March 31, %1.").arg(next),
         report.line13,
         false,
         true},
        {14,
         tr("Initiative agreements"),
         tr("Units issued in %1 under initiative agreements.").arg(year),
         report.line14},
        {15,
         tr("Assessed for supply"),
         tr("Line 18 of the assessed report of %1, if there is one.").arg(year),
         report.line15},
        {16,
         tr("Assessed for export"),
         tr("Line 19 of the assessed report of %1, if there is one.").arg(year),
         report.line16},
        {17,
         tr("Available balance"),
         tr("Units that are available for %1.").arg(year),
         report.line17,
         false,
         true},
    };
}

/// Lines 18 to 22, which follow from the schedules.
std::vector<SummaryLine> linesOfTheReport(
    const ComplianceReport& report, const Decimal& supply, const LowCarbonSummary& made
)
{
    const QString next = QString::number(report.year + 1);
    const QString penalty = made.penaltyUnits.isZero()
                                ? tr("Nothing is payable: the balance covers the report.")
                                : tr("%1 units are lacking, at $%2 each.")
                                      .arg(whole(-made.penaltyUnits), whole(made.penaltyRate));
    return {
        {18,
         tr("Units for supply"),
         tr("The sum of the compliance units of the fuel-supply schedule, whole."),
         supply,
         false,
         true},
        {19, tr("Units for export"), tr("No exports are reported."), Decimal()},
        {20,
         tr("Net units of the report"),
         tr("Lines 18 and 19 less lines 15 and 16."),
         made.line20,
         false,
         true},
        {21, tr("Penalty payable"), penalty, made.line21, true, true},
        {22,
         tr("Balance at March 31, %1").arg(next),
         tr("Lines 17 and 20 together, never below 0."),
         made.line22},
    };
}

} // namespace

ReportSummary summaryOf(const ComplianceReport& report, const Decimal& line18)
{
    const Decimal supply = isRecalculated(report.status) ? line18 : report.line18;
    const LowCarbonInput input{
        .year = report.year,
        .line12 = report.line12,
        .line13 = report.line13,
        .line14 = report.line14,
        .line15 = report.line15,
        .line16 = report.line16,
        .line17 = report.line17,
        .line18 = supply};
    const Result<LowCarbonSummary> made = lowCarbonSummary(input);
    ReportSummary out;
    if (!made) {
        out.fault = made.error().cause;
        return out;
    }
    out.line22 = isRecalculated(report.status) ? made->line22 : report.line22;
    out.lines = linesFromElsewhere(report);
    for (SummaryLine& line : linesOfTheReport(report, supply, *made))
        out.lines.push_back(std::move(line));
    out.lines.back().value = out.line22;
    return out;
}

QString summaryText(const SummaryLine& line)
{
    return line.isMoney ? QStringLiteral("$") + whole(line.value) : whole(line.value);
}

} // namespace tidemark::ui
