#include "ui/reports/report_session.hpp"

#include "models/entity/record_codec.hpp"
#include "models/fuel/report_lifecycle.hpp"
#include "ui/supply/rows_fetch.hpp"

#include <QLocale>
#include <QUndoCommand>

namespace tidemark::ui {

namespace {

constexpr int undoStepsMost = 1'000;
constexpr std::size_t stepsKeptMost = 100;
constexpr std::size_t stepRowsMost = 50; ///< Of a larger edit nobody asks what was merged.

/// One step of the undo history.
class SheetCommand final : public QUndoCommand {
public:
    SheetCommand(ReportSession& session, const QString& label, SheetChange change)
        : QUndoCommand(label)
        , session_(session)
        , change_(std::move(change))
    {
    }

    void redo() override
    {
        session_.perform(change_);
        // Done again after an undo, it is an edit of what is there then.
        for (SupplyRowChange& row : change_.rows)
            row.seen.reset();
    }
    void undo() override { session_.perform(inverted(change_)); }

private:
    ReportSession& session_;
    SheetChange change_;
};

bool flagIn(const boost::json::object& row, std::string_view key)
{
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool();
}

/// The intent's name: an edit of one row, or many rows at once.
std::string_view intentOf(const SheetChange& change)
{
    return change.rows.size() > 1 ? "fuelSupply.paste" : "fuelSupply.edit";
}

} // namespace

Result<StoredRow> storedRow(const boost::json::object& row)
{
    // A row that exists only on this device lacks what the platform adds.
    boost::json::object whole = row;
    for (const char* key : {"isCanadaProduced", "isQ1Supplied"}) {
        if (!whole.contains(key) || whole[key].is_null())
            whole[key] = false;
    }
    if (!whole.contains("organizationId") || whole["organizationId"].is_null())
        whole["organizationId"] = boost::json::string(Uuid().toString());
    Result<FuelSupply> values = readRecord<FuelSupply>(whole);
    if (!values)
        return values.error();
    return StoredRow{std::move(*values), flagIn(row, "_pending"), flagIn(row, "_conflict")};
}

ReportSession::ReportSession(
    sync::AgentClient& agent, ReferenceStore& references, std::string reportId, QObject* parent
)
    : QObject(parent)
    , agent_(agent)
    , references_(references)
    , reportId_(std::move(reportId))
    , saver_(agent)
    , conflicts_(agent, reportId_)
{
    undo_.setUndoLimit(undoStepsMost);
    fetchSoon_.setSingleShot(true);
    fetchSoon_.setInterval(20);
    connect(&fetchSoon_, &QTimer::timeout, this, &ReportSession::fetchWanted);
    connect(&agent, &sync::AgentClient::changed, this, &ReportSession::onChanged);
    connect(&agent, &sync::AgentClient::connected, this, [this] {
        isAllWanted_ = true;
        fetchSoon_.start();
    });
    connect(&saver_, &SupplySaver::rowsSaved, this, &ReportSession::onRowsSaved);
    connect(&saver_, &SupplySaver::rowsAnswered, this, &ReportSession::want);
    connect(&conflicts_, &ReportConflicts::changed, this, &ReportSession::markConflicts);
    connect(&saver_, &SupplySaver::merged, this, [this](quint64 step) {
        if (const auto mine = steps_.find(step); mine != steps_.end())
            Q_EMIT merged(mine->second);
    });
}

sync::RowQuery ReportSession::rowsQuery() const
{
    return {
        .entity = "fuelSupply",
        .filter = {{"reportId", "eq", boost::json::string(reportId_)}},
        .sort = {"position"}};
}

void ReportSession::load()
{
    agent_.rowsGet("complianceReport", reportId_, this, [this](Result<boost::json::object> row) {
        takeReport(row);
    });
}

void ReportSession::takeReport(const Result<boost::json::object>& row)
{
    const Result<ComplianceReport> report =
        row ? readRecord<ComplianceReport>(*row) : Result<ComplianceReport>(row.error());
    if (!report) {
        if (!isLoaded())
            Q_EMIT loadFailed(report.error());
        return;
    }
    report_ = *report;
    if (isLoaded()) {
        applyLock();
        Q_EMIT reportChanged();
        return;
    }
    references_.get(this, [this](Result<ReferenceStore::Reference> reference) {
        if (reference)
            makeGrid(*reference);
        else
            Q_EMIT loadFailed(reference.error());
    });
}

void ReportSession::makeGrid(ReferenceStore::Reference reference)
{
    if (isLoaded())
        return;
    auto grid = std::make_shared<std::unique_ptr<SupplyGridModel>>(
        std::make_unique<SupplyGridModel>(report_, std::move(reference))
    );
    fetchAllRows(agent_, rowsQuery(), this, [this, grid](auto rows) {
        if (!isLoaded())
            grid_ = std::move(*grid);
        takeRows(rows);
    });
}

void ReportSession::takeRows(const Result<std::vector<boost::json::object>>& rows)
{
    std::vector<StoredRow> stored;
    std::optional<Fault> fault = rows ? std::nullopt : std::optional(rows.error());
    for (std::size_t i = 0; !fault && i < rows->size(); ++i) {
        Result<StoredRow> row = storedRow((*rows)[i]);
        if (row)
            stored.push_back(std::move(*row));
        else
            fault = row.error();
    }
    isLarge_ = fault && fault->reason == "too_many_rows";
    if (fault && !isLarge_) {
        grid_.reset();
        Q_EMIT loadFailed(*fault);
        return;
    }
    grid_->replaceAll(std::move(stored));
    connect(
        grid_.get(),
        &SupplyGridModel::changeWanted,
        this,
        [this](const QString& label, const SheetChange& change) {
            undo_.push(new SheetCommand(*this, label, change)); // The stack takes it.
        }
    );
    applyLock();
    markConflicts();
    saver_.adoptPending([this](const boost::json::object& item) {
        const auto* id = item.if_contains("id");
        if (id == nullptr || !id->is_string())
            return false;
        const auto uuid = Uuid::parse(id->get_string());
        return id->get_string() == reportId_ || (uuid && grid_->sheet().find(*uuid));
    });
    Q_EMIT loaded();
}

QString ReportSession::lockedBecause() const
{
    if (isLarge_)
        return tr("This schedule has more than %1 rows. It is shown for reading; to edit so many "
                  "rows, split the report's data at its source and send it through the platform.")
            .arg(QLocale().toString(qlonglong(fetchedRowsMost)));
    if (!isEditable(report_.status)) {
        return report_.submittedBy.empty()
                   ? tr("This report is no longer a draft. Its rows can be read and copied.")
                   : tr("Submitted by %1. Its rows can be read and copied; the reviewer can return "
                        "it.")
                         .arg(QString::fromStdString(report_.submittedBy));
    }
    const auto& user = agent_.status().user;
    if (user && !user->may("schedule_row:update"))
        return tr("You may read this report. Editing needs the permission schedule_row:update.");
    return {};
}

void ReportSession::applyLock()
{
    grid_->setReadOnly(!lockedBecause().isEmpty());
    if (grid_->isReadOnly())
        undo_.clear();
}

void ReportSession::markConflicts()
{
    if (isLoaded())
        grid_->setConflicts(conflicts_.supplyFields());
}

void ReportSession::perform(const SheetChange& change)
{
    if (grid_->isReadOnly())
        return;
    AppliedChange applied = grid_->apply(change);
    ++editCount_;
    for (const sync::MutationOp& op : applied.ops)
        lastEdit_[op.id] = editCount_;
    if (change.rows.size() <= stepRowsMost)
        steps_[editCount_] = change;
    if (steps_.size() > stepsKeptMost)
        steps_.erase(steps_.begin());
    if (!applied.ops.empty())
        saver_.save(std::string(intentOf(change)), std::move(applied.ops), editCount_);
    if (applied.fieldsLeft > 0)
        Q_EMIT fieldsLeft(applied.fieldsLeft);
}

void ReportSession::undoMine(const SheetChange& change)
{
    undo_.push(new SheetCommand(*this, tr("Undo mine"), inverted(change))); // The stack takes it.
}

} // namespace tidemark::ui
