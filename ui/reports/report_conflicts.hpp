// The open conflicts of one report: of the report itself, its rows and its files.
#pragma once

#include "models/core/uuid.hpp"
#include "ui/sync/conflict_source.hpp"

#include <map>
#include <set>

namespace tidemark::ui {

/// While there is one, the report is not signed: what would be signed is not settled.
class ReportConflicts final : public QObject {
    Q_OBJECT

public:
    ReportConflicts(sync::AgentClient& agent, std::string reportId, QObject* parent = nullptr);

    [[nodiscard]] int count() const { return static_cast<int>(items_.size()); }
    /// The row of the first one, as “Needs you” takes it; empty when there is none.
    [[nodiscard]] QString firstId() const;
    /// The fields in conflict of each row of the schedule. A row that is in conflict as a whole has
    /// none.
    [[nodiscard]] std::map<Uuid, std::set<std::string>> supplyFields() const;

Q_SIGNALS:
    void changed();

private:
    void onChanged();

    std::string reportId_;
    ConflictSource source_;
    std::vector<ConflictItem> items_ = {};
};

} // namespace tidemark::ui
