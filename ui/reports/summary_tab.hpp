// Lines 12 to 22 in words.
#pragma once

#include "ui/reports/report_summary.hpp"

#include <QScrollArea>

#include <map>

class QGridLayout;

namespace tidemark::ui {

class Label;

/// The Summary tab of the workbench.
class SummaryTab final : public QScrollArea {
    Q_OBJECT

public:
    explicit SummaryTab(QWidget* parent = nullptr);

    void show(const ReportSummary& summary);

private:
    struct Row {
        Label* title = nullptr;
        Label* explanation = nullptr;
        Label* value = nullptr;
    };

    void addRow(const SummaryLine& line);

    QGridLayout* grid_ = nullptr;
    std::map<int, Row> rows_ = {};
};

} // namespace tidemark::ui
