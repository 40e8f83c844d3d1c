// Keeps the list of pending changes current for the pages that show it.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/sync/pending_items.hpp"

#include <QTimer>

#include <vector>

namespace tidemark::ui {

/// Asks the agent again when the status or a result says that the list has moved.
class PendingSource final : public QObject {
    Q_OBJECT

public:
    explicit PendingSource(sync::AgentClient& agent, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<PendingItem>& items() const { return items_; }
    [[nodiscard]] bool isLoaded() const { return isLoaded_; }
    void refresh();
    void retry(std::int64_t mid);
    void discard(std::int64_t mid);
    void edit(std::int64_t mid, boost::json::array ops);
    /// Writes all that waits to a file of the person's choice; then `exported`.
    void exportTo(const QString& file);

Q_SIGNALS:
    void changed();
    void exported(const QString& file, int items);
    void failed(const tidemark::Fault& fault);

private:
    void onStatus(const sync::Status& status);
    void act(std::string_view method, std::int64_t mid);

    sync::AgentClient& agent_;
    std::vector<PendingItem> items_ = {};
    QTimer askSoon_;
    std::int64_t pending_ = -1;
    std::int64_t needYou_ = -1;
    bool isLoaded_ = false;
};

} // namespace tidemark::ui
