// Keeps the list of work that was set aside current for the page that shows it.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/sync/set_aside_items.hpp"

#include <QTimer>

namespace tidemark::ui {

/// Asks the agent again when its status says that the list has moved.
class SetAsideSource final : public QObject {
    Q_OBJECT

public:
    explicit SetAsideSource(sync::AgentClient& agent, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<SetAsideItem>& items() const { return items_; }
    void refresh();
    /// Writes all that may be exported to a file, its attachments beside it; then `exported`.
    void exportTo(const QString& file);
    /// Asks the platform now to take what it has not got; then `handedOver`.
    void handOver();
    void discard(std::int64_t qid);

Q_SIGNALS:
    void changed();
    void exported(const QString& file, int items);
    void handedOver(int items, int left);
    void failed(const tidemark::Fault& fault);

private:
    void onStatus(const sync::Status& status);
    void
    ask(std::string_view method,
        boost::json::object params,
        std::function<void(const boost::json::object&)> then);

    sync::AgentClient& agent_;
    std::vector<SetAsideItem> items_ = {};
    QTimer askSoon_;
    std::int64_t count_ = -1;
};

} // namespace tidemark::ui
