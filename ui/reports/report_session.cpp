#include "ui/reports/report_session.hpp"

#include "models/entity/record_codec.hpp"
#include "models/fuel/report_lifecycle.hpp"
#include "ui/reports/rows_fetch.hpp"

#include <QUndoCommand>

namespace tidemark::ui {

namespace {

constexpr std::size_t idsMost = 200; ///< More are fetched as the whole schedule.
constexpr int undoStepsMost = 1'000;

/// One step of the undo history.
class SheetCommand final : public QUndoCommand {
public:
    SheetCommand(ReportSession& session, const QString& label, SheetChange change)
        : QUndoCommand(label)
        , session_(session)
        , change_(std::move(change))
    {
    }

    void redo() override { session_.perform(change_); }
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
    connect(&saver_, &SupplySaver::rowsAnswered, this, &ReportSession::onRowsAnswered);
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
    saver_.adoptPending([this](const boost::json::object& item) {
        const auto* id = item.if_contains("id");
        const auto uuid = id != nullptr && id->is_string() ? Uuid::parse(id->get_string())
                                                           : Result<Uuid>(Fault{});
        return uuid && grid_->sheet().find(*uuid).has_value();
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
        return tr("You may read this report. Editing needs the role of a drafter.");
    return {};
}

void ReportSession::applyLock()
{
    grid_->setReadOnly(!lockedBecause().isEmpty());
    if (grid_->isReadOnly())
        undo_.clear();
}

void ReportSession::perform(const SheetChange& change)
{
    if (grid_->isReadOnly())
        return;
    AppliedChange applied = grid_->apply(change);
    ++editCount_;
    for (const sync::MutationOp& op : applied.ops)
        lastEdit_[op.id] = editCount_;
    if (!applied.ops.empty())
        saver_.save(std::string(intentOf(change)), std::move(applied.ops));
    if (applied.fieldsLeft > 0)
        Q_EMIT fieldsLeft(applied.fieldsLeft);
}

void ReportSession::onChanged(const sync::Changes& changes)
{
    const auto reports = changes.entities.find("complianceReport");
    if (reports != changes.entities.end()) {
        const auto& ids = reports->second;
        if (!ids || std::find(ids->begin(), ids->end(), reportId_) != ids->end())
            load();
    }
    const auto rows = changes.entities.find("fuelSupply");
    if (rows == changes.entities.end() || !isLoaded())
        return;
    if (rows->second) {
        want(*rows->second);
    } else {
        isAllWanted_ = true;
        fetchSoon_.start();
    }
}

void ReportSession::onRowsSaved(const std::vector<std::string>& ids)
{
    std::vector<Uuid> uuids;
    for (const std::string& id : ids) {
        if (const auto uuid = Uuid::parse(id))
            uuids.push_back(*uuid);
    }
    grid_->setPending(uuids, true);
    if (!wanted_.empty() || isAllWanted_)
        fetchSoon_.start();
}

void ReportSession::onRowsAnswered(const std::vector<std::string>& ids)
{
    want(ids);
}

void ReportSession::want(const std::vector<std::string>& ids)
{
    if (ids.empty())
        return;
    wanted_.insert(ids.begin(), ids.end());
    fetchSoon_.start();
}

bool ReportSession::isNewerHere(const std::string& id, quint64 askedAt) const
{
    const auto edit = lastEdit_.find(id);
    return saver_.isInFlight(id) || (edit != lastEdit_.end() && edit->second > askedAt);
}

void ReportSession::fetchWanted()
{
    if (!isLoaded() || isFetching_ || isLarge_)
        return;
    const quint64 askedAt = editCount_;
    if (isAllWanted_ || wanted_.size() > idsMost) {
        isAllWanted_ = false;
        wanted_.clear();
        isFetching_ = true;
        fetchAllRows(agent_, rowsQuery(), this, [this, askedAt](auto rows) {
            takeAll(askedAt, rows);
        });
        return;
    }
    std::vector<std::string> asked;
    for (const std::string& id : wanted_) {
        if (!saver_.isInFlight(id))
            asked.push_back(id);
    }
    if (asked.empty())
        return;
    for (const std::string& id : asked)
        wanted_.erase(id);
    sync::RowQuery query = rowsQuery();
    boost::json::array ids;
    for (const std::string& id : asked)
        ids.emplace_back(boost::json::string(id));
    query.filter.push_back({"id", "in", std::move(ids)});
    isFetching_ = true;
    agent_.rowsWindow(
        query,
        0,
        static_cast<int>(idsMost),
        this,
        [this, asked, askedAt](Result<sync::RowPage> page) { takeSome(asked, askedAt, page); }
    );
}

void ReportSession::takeSome(
    const std::vector<std::string>& asked, quint64 askedAt, const Result<sync::RowPage>& page
)
{
    isFetching_ = false;
    if (!page) {
        // The whole schedule is asked for when the agent is back.
        isAllWanted_ = true;
        return;
    }
    std::set<std::string> missing(asked.begin(), asked.end());
    std::vector<StoredRow> rows;
    for (const boost::json::object& object : page->rows) {
        Result<StoredRow> row = storedRow(object);
        if (!row)
            continue;
        const std::string id = row->values.id.value.toString();
        missing.erase(id);
        if (isNewerHere(id, askedAt))
            wanted_.insert(id);
        else
            rows.push_back(std::move(*row));
    }
    std::vector<Uuid> gone;
    for (const std::string& id : missing) {
        const auto uuid = Uuid::parse(id);
        if (uuid && !isNewerHere(id, askedAt))
            gone.push_back(*uuid);
    }
    const std::vector<Uuid> changed = grid_->patchRows(std::move(rows), gone);
    if (!changed.empty())
        Q_EMIT changedElsewhere(changed);
    if (!wanted_.empty() || isAllWanted_)
        fetchSoon_.start();
}

void ReportSession::takeAll(
    quint64 askedAt, const Result<std::vector<boost::json::object>>& objects
)
{
    isFetching_ = false;
    if (!objects) {
        isAllWanted_ = true;
        return;
    }
    if (saver_.state().kind == SavedKind::notSaved) {
        // What was typed while there was no agent is sent before anything counts as gone.
        saver_.sendUnsaved(*objects);
        isAllWanted_ = true;
        fetchSoon_.start();
        return;
    }
    std::set<std::string> seen;
    std::vector<StoredRow> rows;
    for (const boost::json::object& object : *objects) {
        const auto* id = object.if_contains("id");
        if (id == nullptr || !id->is_string())
            continue;
        seen.insert(std::string(id->get_string()));
        Result<StoredRow> row = storedRow(object);
        if (row && !isNewerHere(std::string(id->get_string()), askedAt))
            rows.push_back(std::move(*row));
    }
    std::vector<Uuid> gone;
    for (int i = 0; i < grid_->sheet().size(); ++i) {
        const Uuid& id = grid_->sheet().at(i).values.id.value;
        if (!seen.contains(id.toString()) && !isNewerHere(id.toString(), askedAt))
            gone.push_back(id);
    }
    const auto changed = grid_->patchRows(std::move(rows), gone);
    if (!changed.empty())
        Q_EMIT changedElsewhere(changed);
    if (!wanted_.empty() || isAllWanted_)
        fetchSoon_.start();
}

} // namespace tidemark::ui
