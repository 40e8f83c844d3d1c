// Keeps the rows of an open report as the agent has them, without touching what is newer here.
#include "ui/reports/report_session.hpp"
#include "ui/supply/rows_fetch.hpp"

namespace tidemark::ui {

namespace {

constexpr std::size_t idsMost = 200; ///< More are fetched as the whole schedule.

} // namespace

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
    const SheetChange changed = grid_->patchRows(std::move(rows), gone);
    if (!changed.rows.empty())
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
    const SheetChange changed = grid_->patchRows(std::move(rows), gone);
    if (!changed.rows.empty())
        Q_EMIT changedElsewhere(changed);
    if (!wanted_.empty() || isAllWanted_)
        fetchSoon_.start();
}

} // namespace tidemark::ui
