// What others have changed in a report while it was open: which fields, who and when.
#pragma once

#include "models/core/timestamp.hpp"
#include "sync/client/agent_client.hpp"
#include "ui/supply/supply_change.hpp"

#include <QObject>
#include <QTimer>

#include <set>

namespace tidemark::ui {

/// Collects news until they are cleared. Who made them is asked of the activity feed.
class ReportNews final : public QObject {
    Q_OBJECT

public:
    explicit ReportNews(sync::AgentClient& agent, QObject* parent = nullptr);

    void add(const SheetChange& change);
    void clear();
    /// Field by field from what was shown first to what is there now.
    [[nodiscard]] const SheetChange& change() const { return change_; }
    [[nodiscard]] bool isEmpty() const { return change_.rows.empty(); }
    /// Fields that differ in these rows; in all of them without ids.
    [[nodiscard]] int fieldCount(const std::set<Uuid>& ids = {}) const;
    /// "D. Ilves", "D. Ilves and 1 other", "Another device" while it is not known.
    [[nodiscard]] QString who() const;
    /// Of the newest change.
    [[nodiscard]] const Timestamp& at() const { return at_; }

Q_SIGNALS:
    void changed();

private:
    void merge(const SupplyRowChange& news);
    void askWho();
    void takeWho(const sync::RowPage& page);

    sync::AgentClient& agent_;
    QTimer askSoon_;
    SheetChange change_ = {};
    QStringList names_ = {}; ///< The newest first.
    Timestamp at_ = {};
};

} // namespace tidemark::ui
