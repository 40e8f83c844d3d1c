#include "platform/reports/report_actions.hpp"

#include "models/entities/entities.hpp"
#include "models/entity/record_codec.hpp"
#include "models/fuel/calculation.hpp"
#include "models/fuel/report_lifecycle.hpp"
#include "platform/access/row_guard.hpp"
#include "platform/access/separation_of_duties.hpp"
#include "platform/database/offload.hpp"
#include "platform/entities/entity_resource.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/reports/schedule.hpp"

namespace tidemark::platform {
namespace {

const EntityInfo& reportInfo()
{
    return *findEntity("complianceReport");
}

/// A report that is locked, with what the action needs of it.
struct LockedReport {
    StoredRow row = {};
    ComplianceReport report = {};
    std::vector<std::string> permissions = {}; ///< What the actor may do to this report.
};

/// `notFound` also for a report that the actor may not see; the faults of ensureReach for one that
/// the permission does not reach.
asio::awaitable<Result<LockedReport>> lockReport(
    Transaction& transaction,
    RowWriter& rows,
    Uuid id,
    const Actor& actor,
    std::string_view permission
)
{
    auto found = co_await rows.lock(reportInfo(), id);
    if (!found)
        co_return found.error();
    const bool isSeen =
        *found && (actor.seesAllOrganizations() || (*found)->scope == actor.ownScope);
    if (!isSeen)
        co_return Fault{
            FaultCode::notFound,
            "no_such_row",
            "There is no compliance report with this id.",
            "Open the list again."};
    const GuardedRow guarded{"complianceReport", id, (*found)->scope};
    auto reached = co_await ensureReach(transaction, actor, permission, guarded);
    if (!reached)
        co_return reached.error();
    auto row = co_await reachedRow(transaction, guarded);
    if (!row)
        co_return row.error();
    auto report = readRecord<ComplianceReport>((*found)->object());
    if (!report)
        co_return report.error();
    co_return LockedReport{std::move(**found), std::move(*report), actor.permissionsOn(*row)};
}

ReportActor reportActor(const Actor& actor, const LockedReport& locked)
{
    const ComplianceReport& report = locked.report;
    const bool isGovernment = actor.seesAllOrganizations();
    return {
        .side = isGovernment ? ReportSide::government : ReportSide::supplier,
        .permissions = locked.permissions,
        .ownsReport = !isGovernment && *actor.organizationId == report.organizationId.value,
        .madeLastMove = false};
}

LowCarbonInput summaryInput(const ComplianceReport& report, const Decimal& line18)
{
    return {
        .year = report.year,
        .line12 = report.line12,
        .line13 = report.line13,
        .line14 = report.line14,
        .line15 = report.line15,
        .line16 = report.line16,
        .line17 = report.line17,
        .line18 = line18};
}

Fault notReady(const JudgedSchedule& schedule)
{
    if (schedule.rows == 0)
        return {
            FaultCode::invalid,
            "empty_schedule",
            "The report has no fuel supply.",
            "Enter the fuel that was supplied, then submit."};
    return {
        FaultCode::invalid,
        "schedule_has_errors",
        "Rows of the fuel-supply schedule have errors.",
        "Correct the rows that are named, then submit."};
}

/// Figures that follow from the entered fields, for a row whose stored ones are out of date.
boost::json::object figuresOf(const FuelSupply& row)
{
    boost::json::object all = writeRecord(row);
    boost::json::object figures;
    for (const std::string_view name : derivedFieldNames())
        figures[name] = all.at(name);
    return figures;
}

boost::json::object
changesOf(const JudgedSchedule& schedule, const Decimal& line22, const Actor& actor)
{
    boost::json::object changes;
    changes["status"] = choiceName(ReportStatus::submitted);
    changes["line18"] = schedule.line18.toString();
    changes["line22"] = line22.rounded(0).toString();
    changes["supplyRows"] = schedule.rows;
    changes["submittedAt"] = Timestamp::now().toString();
    changes["submittedBy"] = actor.displayName;
    return changes;
}

} // namespace

ReportActions::ReportActions(Database& database, ReferenceCache& reference, Sequencer& sequencer)
    : database_(database)
    , reference_(reference)
    , sequencer_(sequencer)
    , threads_(1)
{
}

ReportActions::~ReportActions()
{
    threads_.join();
}

void ReportActions::addTo(Router& router)
{
    auto submitting = [this](Request& request) { return submit(request); };
    auto returning = [this](Request& request) { return giveBack(request); };
    router.add(
        Method::post, "compliance-reports/{id}/submit", Access::toSome("report:submit"), submitting
    );
    router.add(
        Method::post,
        "compliance-reports/{id}/return",
        Access::toSome("report:recommend"),
        returning
    );
}

/// Derives and checks the schedule anew. What is wrong goes to `wrongRows`.
asio::awaitable<Result<JudgedSchedule>> ReportActions::judgeAll(
    Transaction& transaction, const Submission& submission, boost::json::array& wrongRows
)
{
    auto reference = co_await reference_.get(transaction);
    if (!reference)
        co_return reference.error();
    Statement select = selectSchedule(submission.report);
    auto stored = co_await transaction.run(select.sql, std::move(select.params));
    if (!stored)
        co_return stored.error();
    auto judging = [&] { return judge(*stored, **reference, submission.year); };
    auto schedule = co_await offload(threads_, judging);
    if (!schedule)
        co_return schedule.error();
    std::erase_if(schedule->problems, [](const SupplyProblem& problem) {
        return problem.severity != ProblemSeverity::error;
    });
    if (schedule->rows > 0 && schedule->problems.empty())
        co_return schedule;
    wrongRows = problemRows(schedule->problems);
    co_return notReady(*schedule);
}

asio::awaitable<Result<StoredRow>> ReportActions::submitIn(
    Transaction& transaction, const Request& request, Uuid id, boost::json::array& wrongRows
)
{
    const Actor& actor = *request.actor;
    RowWriter rows(transaction, WriteContext::of(request));
    auto locked = co_await lockReport(transaction, rows, id, actor, "report:submit");
    if (!locked)
        co_return locked.error();
    const ComplianceReport& report = locked->report;
    const auto move = moveReport(report.status, ReportAction::submit, reportActor(actor, *locked));
    if (!move)
        co_return move.error();
    const Submission submission{id, report.year};
    auto schedule = co_await judgeAll(transaction, submission, wrongRows);
    if (!schedule)
        co_return schedule.error();
    for (const FuelSupply& row : schedule->changed) {
        auto figures = figuresOf(row);
        auto updated =
            co_await rows.update(*findEntity("fuelSupply"), row.id.value, std::move(figures));
        if (!updated)
            co_return updated.error();
    }
    const auto summary = lowCarbonSummary(summaryInput(report, schedule->line18));
    if (!summary)
        co_return summary.error();
    auto changes = changesOf(*schedule, summary->line22, actor);
    auto submitted = co_await rows.update(reportInfo(), id, std::move(changes));
    if (!submitted)
        co_return submitted.error();
    DutyStep step{"report", "submit", id};
    auto noted = co_await noteStep(transaction, actor, std::move(step));
    if (!noted)
        co_return noted.error();
    std::string title = "Submitted the report for " + std::to_string(report.year);
    rows.tell(reportInfo(), *submitted, ActivityKind::statusChanged, std::move(title));
    if (auto finished = co_await rows.finish(); !finished)
        co_return finished.error();
    co_return std::move(*submitted);
}

ReportActions::Answer ReportActions::submit(const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    boost::json::array wrongRows;
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<Response>> {
        wrongRows.clear();
        auto submitted = co_await submitIn(transaction, request, *id, wrongRows);
        if (!submitted)
            co_return submitted.error();
        co_return rowResponse(200, std::move(*submitted));
    };
    auto answer = co_await writeOnce(database_, request, work);
    if (answer) {
        sequencer_.changed();
        co_return std::move(*answer);
    }
    const std::string& reason = answer.error().reason;
    if (reason != "schedule_has_errors" && reason != "empty_schedule")
        co_return problem(answer.error(), request.requestId);
    boost::json::object members;
    members["rows"] = std::move(wrongRows);
    Response response = problem(answer.error(), request.requestId, members);
    response.status = 422;
    co_return response;
}

ReportActions::Answer ReportActions::giveBack(const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    const Actor& actor = *request.actor;
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<Response>> {
        RowWriter rows(transaction, WriteContext::of(request));
        auto locked = co_await lockReport(transaction, rows, *id, actor, "report:recommend");
        if (!locked)
            co_return locked.error();
        const ComplianceReport& report = locked->report;
        const auto move =
            moveReport(report.status, ReportAction::returnToSupplier, reportActor(actor, *locked));
        if (!move)
            co_return move.error();
        DutyStep judging{"report", "recommend", *id};
        auto other = co_await ensureAnotherPerson(transaction, actor, std::move(judging));
        if (!other)
            co_return other.error();
        DutyStep step{"report", "return", *id};
        auto noted = co_await noteStep(transaction, actor, std::move(step));
        if (!noted)
            co_return noted.error();
        boost::json::object changes;
        changes["status"] = choiceName(move->to);
        changes["submittedAt"] = nullptr;
        changes["submittedBy"] = "";
        auto returned = co_await rows.update(reportInfo(), *id, std::move(changes));
        if (!returned)
            co_return returned.error();
        rows.tell(
            reportInfo(),
            *returned,
            ActivityKind::statusChanged,
            "Returned the report for " + std::to_string(report.year) + " to " +
                report.organizationName
        );
        if (auto finished = co_await rows.finish(); !finished)
            co_return finished.error();
        co_return rowResponse(200, std::move(*returned));
    };
    auto answer = co_await writeOnce(database_, request, work);
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    sequencer_.changed();
    co_return std::move(*answer);
}

} // namespace tidemark::platform
