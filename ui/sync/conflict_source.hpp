// Keeps the list of conflicts current and carries decisions to the agent.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/sync/conflict_item.hpp"

#include <QTimer>

namespace tidemark::ui {

/// What was decided together and can be undone together: an item of `conflicts.recent`.
struct Decision {
    std::int64_t batch = 0;
    std::optional<Timestamp> at = {};
    int fields = 0;
    ConflictItem first = {}; ///< The first row: entity, id and what it holds now.
};

/// What a row would break after a decision, in words.
struct DecisionProblem {
    std::string id = {}; ///< Of the row.
    bool isError = false;
    QString words = {};
};

/// Asks the agent again when the status or a result says that something moved. Works offline.
class ConflictSource final : public QObject {
    Q_OBJECT

public:
    explicit ConflictSource(sync::AgentClient& agent, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<ConflictItem>& items() const { return items_; }
    /// The newest first.
    [[nodiscard]] const std::vector<Decision>& decisions() const { return decisions_; }
    void refresh();
    /// From now on the newest decisions are kept current, too.
    void followDecisions();
    /// `choices` as in `conflicts.resolve`; then `decided` with the batch and how many rows.
    void decide(boost::json::array choices);
    void undo(std::int64_t batch);
    /// What the rows would break if one side were taken for all of these.
    void check(
        const std::vector<ConflictItem>& items,
        bool isMine,
        QObject* context,
        std::function<void(std::vector<DecisionProblem>)> then
    );

Q_SIGNALS:
    void changed();
    void decided(std::int64_t batch, int rows);
    void undone();
    void failed(const tidemark::Fault& fault);

private:
    void refreshDecisions();

    sync::AgentClient& agent_;
    std::vector<ConflictItem> items_ = {};
    std::vector<Decision> decisions_ = {};
    QTimer askSoon_;
    std::int64_t needYou_ = -1;
    bool isFollowing_ = false;
};

} // namespace tidemark::ui
