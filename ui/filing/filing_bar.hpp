// "Keep ready offline" on one report: the action, and the line that says how it stands.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QWidget>

namespace tidemark::ui {

class Banner;
class Button;

/// Hidden until the report is kept ready; then one line, green only when all of it is here.
class FilingBar final : public QWidget {
    Q_OBJECT

public:
    FilingBar(sync::AgentClient& agent, std::string reportId, QWidget* parent = nullptr);

    /// Begins it; for the head of the page. Not shown while the report is kept ready.
    [[nodiscard]] Button* action() const { return keep_; }
    [[nodiscard]] QString words() const;

private:
    void ask();
    void take(const boost::json::object& list);
    void show(const boost::json::object* item);
    void keep();
    void end();

    sync::AgentClient& agent_;
    std::string reportId_;
    Banner* banner_ = nullptr;
    Button* keep_ = nullptr;
};

} // namespace tidemark::ui
