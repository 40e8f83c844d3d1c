#include "ui/reports/draft_figures.hpp"

#include "models/entity/record_codec.hpp"
#include "ui/reports/report_session.hpp"
#include "ui/reports/report_summary.hpp"
#include "ui/supply/rows_fetch.hpp"

namespace tidemark::ui {
namespace {

using namespace std::chrono_literals;

/// A longer schedule is calculated when its report is opened, not for a line in a list.
constexpr std::int64_t rowsMost = 2'000;
constexpr int windowRows = 500;
/// About two screens of a list.
constexpr std::size_t wantedMost = 60;
/// Others may be typing; a list does not follow every key.
constexpr auto outdatedAfter = 800ms;

std::string idOf(const boost::json::object& row)
{
    const auto* id = row.if_contains("id");
    return id != nullptr && id->is_string() ? std::string(id->get_string()) : std::string();
}

} // namespace

DraftFigures::DraftFigures(sync::AgentClient& agent, ReferenceStore& references, QObject* parent)
    : QObject(parent)
    , agent_(agent)
    , references_(references)
{
    startSoon_.setSingleShot(true);
    startSoon_.setInterval(0);
    connect(&startSoon_, &QTimer::timeout, this, &DraftFigures::next);
    outdatedSoon_.setSingleShot(true);
    outdatedSoon_.setInterval(outdatedAfter);
    connect(&outdatedSoon_, &QTimer::timeout, this, [this] {
        // What is known stays in view until the new figures are there.
        askedFor_.clear();
        Q_EMIT changed();
    });
    connect(&agent_, &sync::AgentClient::changed, this, &DraftFigures::onChanged);
    connect(&references_, &ReferenceStore::outdated, &outdatedSoon_, qOverload<>(&QTimer::start));
}

DraftFigures::Figures DraftFigures::of(const boost::json::object& row)
{
    const std::string id = idOf(row);
    const auto known = known_.find(id);
    if (!id.empty() && askedFor_.insert(id).second) {
        Result<ComplianceReport> report = readRecord<ComplianceReport>(row);
        if (report) {
            wanted_.push_back(std::move(*report));
            startSoon_.start();
            if (wanted_.size() > wantedMost) {
                // Scrolled past long ago; painted again it is asked for again.
                askedFor_.erase(wanted_.front().id.value.toString());
                wanted_.pop_front();
            }
        } else {
            known_[id] = {.state = State::tooLong};
        }
    }
    return known == known_.end() ? Figures{} : known->second;
}

void DraftFigures::next()
{
    if (isFetching_ || wanted_.empty())
        return;
    isFetching_ = true;
    references_.get(this, [this](Result<ReferenceStore::Reference> reference) {
        if (wanted_.empty()) {
            isFetching_ = false;
            return;
        }
        // The one painted last is the likeliest to be still in view.
        const ComplianceReport report = wanted_.back();
        wanted_.pop_back();
        if (reference) {
            fetch(report, *reference);
            return;
        }
        // Asked for again when the figures of the regulator are there.
        askedFor_.erase(report.id.value.toString());
        isFetching_ = false;
    });
}

void DraftFigures::fetch(
    const ComplianceReport& report, std::shared_ptr<const ReferenceData> reference
)
{
    const sync::RowQuery query{
        .entity = "fuelSupply",
        .filter = {{"reportId", "eq", boost::json::string(report.id.value.toString())}},
        .sort = {"position"}};
    using Rows = Result<std::vector<boost::json::object>>;
    const auto taken = [this, report, reference](Rows rows) { take(report, reference, rows); };
    const auto begun = [this, query, taken](Result<sync::RowPage> page) {
        if (!page)
            taken(page.error());
        else if (page->total > rowsMost)
            taken(Fault{FaultCode::tooLarge, "too_many_rows", {}, {}});
        else if (page->total > windowRows)
            fetchAllRows(agent_, query, this, taken);
        else
            taken(std::move(page->rows));
    };
    agent_.rowsWindow(query, 0, windowRows, this, begun);
}

void DraftFigures::take(
    const ComplianceReport& report,
    std::shared_ptr<const ReferenceData> reference,
    const Result<std::vector<boost::json::object>>& rows
)
{
    isFetching_ = false;
    const std::string id = report.id.value.toString();
    if (rows) {
        std::vector<FuelSupply> supply;
        for (const boost::json::object& object : *rows) {
            if (Result<StoredRow> row = storedRow(object))
                supply.push_back(std::move(row->values));
        }
        SupplySheet sheet(std::move(reference), report.year);
        sheet.replaceAll(std::move(supply));
        const Decimal line18 = sheet.line18();
        known_[id] = {State::known, line18, summaryOf(report, line18).line22};
    } else if (rows.error().reason == "too_many_rows") {
        known_[id] = {.state = State::tooLong};
    } else {
        askedFor_.erase(id); // The agent is away; the next paint after its return asks again.
    }
    Q_EMIT changed();
    next();
}

void DraftFigures::onChanged(const sync::Changes& changes)
{
    const bool isAboutFigures =
        changes.entities.contains("fuelSupply") || changes.entities.contains("complianceReport");
    if (isAboutFigures && !outdatedSoon_.isActive())
        outdatedSoon_.start();
}

} // namespace tidemark::ui
