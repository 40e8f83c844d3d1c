// Keeps the list of conflicts current and carries decisions to the agent.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/sync/conflict_item.hpp"

#include <QTimer>

namespace tidemark::ui {

/// Asks the agent again when the status or a result says that something moved. Works offline.
class ConflictSource final : public QObject {
    Q_OBJECT

public:
    explicit ConflictSource(sync::AgentClient& agent, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<ConflictItem>& items() const { return items_; }
    void refresh();
    /// `choices` as in `conflicts.resolve`; then `decided` with the batch and how many rows.
    void decide(boost::json::array choices);
    void undo(std::int64_t batch);

Q_SIGNALS:
    void changed();
    void decided(std::int64_t batch, int rows);
    void undone();
    void failed(const tidemark::Fault& fault);

private:
    sync::AgentClient& agent_;
    std::vector<ConflictItem> items_ = {};
    QTimer askSoon_;
    std::int64_t needYou_ = -1;
};

} // namespace tidemark::ui
