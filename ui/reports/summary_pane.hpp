// What follows from the schedule, beside the grid: the balance, the lines, the categories.
#pragma once

#include "ui/kit/symbol.hpp"
#include "ui/reports/report_summary.hpp"

#include <map>

class QVBoxLayout;

namespace tidemark::ui {

class Label;

/// The 272 px pane of the workbench.
class SummaryPane final : public Pane {
    Q_OBJECT

public:
    explicit SummaryPane(QWidget* parent = nullptr);

    void
    show(const ReportSummary& summary, const ComplianceReport& report, const SupplySheet& sheet);

private:
    void buildBalance(QVBoxLayout* column);
    void showLines(const ReportSummary& summary);
    void showCategories(const SupplySheet& sheet);

    Label* caption_ = nullptr;
    Label* figure_ = nullptr;
    Label* origin_ = nullptr;
    QVBoxLayout* lines_ = nullptr;
    Card* categoryCard_ = nullptr;
    QVBoxLayout* categories_ = nullptr;
    std::map<int, Label*> values_ = {};
    std::map<QString, std::pair<Label*, Label*>> categoryRows_ = {};
};

} // namespace tidemark::ui
