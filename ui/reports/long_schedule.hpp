// A schedule of any length, for reading.
#pragma once

#include "ui/reports/report_session.hpp"

#include <QWidget>

namespace tidemark::ui {

/// The Fuel supply tab of a schedule that is too long for the spreadsheet: a windowed list.
class LongSchedule final : public QWidget {
    Q_OBJECT

public:
    explicit LongSchedule(ReportSession& session, QWidget* parent = nullptr);

Q_SIGNALS:
    void totalChanged(qint64 rows);
};

} // namespace tidemark::ui
