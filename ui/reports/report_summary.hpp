// Lines 12 to 22 of a report as this device computes them, with their words.
#pragma once

#include "models/fuel/calculation.hpp"
#include "ui/supply/supply_sheet.hpp"

#include <QString>

#include <vector>

namespace tidemark::ui {

/// One line of the summary.
struct SummaryLine {
    int number = 0;
    QString title = {};       ///< "Units for supply"
    QString explanation = {}; ///< What it is made of, in a sentence.
    Decimal value = {};
    bool isMoney = false;
    bool isShort = false; ///< Part of the pane beside the grid.
};

/// The low-carbon part of a report.
struct ReportSummary {
    std::vector<SummaryLine> lines = {};
    Decimal line22 = {};
    std::string fault = {}; ///< Not empty: the figures are too large to be added.
};

/// Recalculated while that is what the status says, else the stored lines.
[[nodiscard]] ReportSummary summaryOf(const ComplianceReport& report, const Decimal& line18);

/// `1,150`, `−400`, `$0`
[[nodiscard]] QString summaryText(const SummaryLine& line);

} // namespace tidemark::ui
