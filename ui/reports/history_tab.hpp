// What happened to a report, newest first.
#pragma once

#include "ui/kit/page.hpp"

namespace tidemark::ui {

/// The History tab of the workbench: the activity of one report, from the mirror.
class HistoryTab final : public QWidget {
    Q_OBJECT

public:
    HistoryTab(sync::AgentClient& agent, const std::string& reportId, QWidget* parent = nullptr);
};

} // namespace tidemark::ui
