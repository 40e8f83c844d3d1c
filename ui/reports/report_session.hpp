// One open report: its rows, its undo history, what is saved and what others change.
#pragma once

#include "models/entities/compliance_report.hpp"
#include "ui/reports/report_conflicts.hpp"
#include "ui/reports/supply_saver.hpp"
#include "ui/supply/reference_store.hpp"
#include "ui/supply/supply_grid_model.hpp"

#include <QUndoStack>

#include <memory>
#include <unordered_map>

namespace tidemark::ui {

/// Loads a report with its schedule, saves each committed edit at once as a mutation, and takes in
/// what others change without touching what is being typed.
class ReportSession final : public QObject {
    Q_OBJECT

public:
    ReportSession(
        sync::AgentClient& agent,
        ReferenceStore& references,
        std::string reportId,
        QObject* parent = nullptr
    );

    void load();
    [[nodiscard]] bool isLoaded() const { return grid_ != nullptr; }
    [[nodiscard]] const ComplianceReport& report() const { return report_; }
    [[nodiscard]] const std::string& reportId() const { return reportId_; }
    /// The schedule is too long to be held: it is listed, and `grid` stays empty.
    [[nodiscard]] bool isLarge() const { return isLarge_; }
    /// Only after `loaded`.
    [[nodiscard]] SupplyGridModel& grid() { return *grid_; }
    [[nodiscard]] QUndoStack& undoStack() { return undo_; }
    [[nodiscard]] SupplySaver& saver() { return saver_; }
    /// What of the report, its rows and files waits for a decision.
    [[nodiscard]] const ReportConflicts& conflicts() const { return conflicts_; }
    /// There are undo steps, or edits that are not confirmed.
    [[nodiscard]] bool holdsWork() const { return undo_.count() > 0 || !saver_.isSettled(); }
    [[nodiscard]] sync::AgentClient& agent() { return agent_; }
    /// Why rows cannot be edited; empty when they can.
    [[nodiscard]] QString lockedBecause() const;

    /// Carries a change out and saves it; the undo commands call it.
    void perform(const SheetChange& change);
    /// Takes an edit back as a step of its own, where nobody has changed it since.
    void undoMine(const SheetChange& change);

Q_SIGNALS:
    void loaded();
    void loadFailed(const tidemark::Fault& fault);
    void reportChanged();
    /// Rows differ from what was shown, by what was not done here.
    void changedElsewhere(const tidemark::ui::SheetChange& change);
    /// The platform has merged this edit with what somebody else had changed in the same rows.
    void merged(const tidemark::ui::SheetChange& mine);
    /// An undo left fields alone, since somebody else had changed them.
    void fieldsLeft(int count);

private:
    void takeReport(const Result<boost::json::object>& row);
    void takeRows(const Result<std::vector<boost::json::object>>& rows);
    void makeGrid(ReferenceStore::Reference reference);
    void onChanged(const sync::Changes& changes);
    void onRowsSaved(const std::vector<std::string>& ids);
    void want(const std::vector<std::string>& ids);
    void fetchWanted();
    void takeSome(
        const std::vector<std::string>& asked, quint64 askedAt, const Result<sync::RowPage>& page
    );
    void takeAll(quint64 askedAt, const Result<std::vector<boost::json::object>>& rows);
    [[nodiscard]] bool isNewerHere(const std::string& id, quint64 askedAt) const;
    void applyLock();
    void markConflicts();
    [[nodiscard]] sync::RowQuery rowsQuery() const;

    sync::AgentClient& agent_;
    ReferenceStore& references_;
    std::string reportId_;
    ComplianceReport report_ = {};
    std::unique_ptr<SupplyGridModel> grid_ = {};
    QUndoStack undo_;
    SupplySaver saver_;
    ReportConflicts conflicts_;
    QTimer fetchSoon_;
    std::set<std::string> wanted_ = {};
    bool isLarge_ = false;
    bool isAllWanted_ = false;
    bool isFetching_ = false;
    quint64 editCount_ = 0;
    std::unordered_map<std::string, quint64> lastEdit_ = {};
    std::map<quint64, SheetChange> steps_ = {}; ///< The newest small edits, by number.
};

/// A row of the agent, with its marks. Fault when it cannot be read.
[[nodiscard]] Result<StoredRow> storedRow(const boost::json::object& row);

} // namespace tidemark::ui
