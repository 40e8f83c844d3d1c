// Rules of single entities that their descriptions cannot say.
#include "models/entities/entities.hpp"
#include "models/entity/record_codec.hpp"
#include "models/fuel/report_lifecycle.hpp"
#include "models/fuel/supply_merge.hpp"
#include "models/fuel/supply_rules.hpp"
#include "platform/access/grant_rules.hpp"
#include "platform/entities/client_writer.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view reportSql =
    "SELECT year, scope_id, status FROM app.compliance_report WHERE id = $1 FOR SHARE";
constexpr std::string_view newReportSql =
    "SELECT o.name, o.own_scope, p.reporting_open, coalesce(max(r.version) + 1, 0),"
    " bool_or(r.status IN ('draft', 'analystAdjustment'))"
    " FROM app.organization o LEFT JOIN app.compliance_period p ON p.year = $2"
    " LEFT JOIN app.compliance_report r ON r.organization_id = o.id AND r.year = $2"
    " WHERE o.id = $1 GROUP BY o.name, o.own_scope, p.reporting_open";

bool isEditableStatus(std::string_view name)
{
    const auto status = choiceOf<ReportStatus>(name);
    return status && isEditable(*status);
}

Fault lockedReport()
{
    return Fault{
        FaultCode::conflict,
        "locked",
        "The report is no longer being drafted.",
        "Ask for it to be returned, or start a supplemental report."};
}

std::string textOf(const boost::json::object& row, std::string_view field)
{
    const auto* value = row.if_contains(field);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

void lowerLogin(boost::json::object& values)
{
    if (auto* login = values.if_contains("login"); login != nullptr && login->is_string()) {
        for (char& c : login->get_string())
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
}

} // namespace

asio::awaitable<Result<ClientWriter::ReportFacts>>
ClientWriter::editableReport(const std::string& id)
{
    auto known = reports_.find(id);
    if (known == reports_.end()) {
        Params key = {id};
        auto rows = co_await transaction_.run(reportSql, std::move(key));
        if (!rows)
            co_return rows.error();
        ReportFacts facts;
        if (!rows->isEmpty())
            facts = ReportFacts{
                rows->integer(0, 0), rows->integer(0, 1), std::string(rows->text(0, 2))};
        known = reports_.emplace(id, facts).first;
    }
    const ReportFacts& facts = known->second;
    if (facts.scope == 0 || !sees(StoredRow{.scope = facts.scope}))
        co_return Fault{
            FaultCode::invalid,
            "missing_reference",
            "There is no report with this id.",
            "Open the list of reports again."};
    if (!isEditableStatus(facts.status))
        co_return lockedReport();
    co_return facts;
}

ClientWriter::Done ClientWriter::prepareNew(const EntityInfo& info, boost::json::object& values)
{
    if (info.name == "complianceReport")
        co_return co_await prepareNewReport(values);
    if (info.name == "user")
        lowerLogin(values);
    if (isAccessEntity(info.name)) {
        const AccessChange change{info.name, nullptr, &values};
        auto allowed = co_await checkAccessChange(transaction_, *actor_, change);
        if (!allowed)
            co_return allowed.error();
    }
    if (info.name == "tenant")
        co_return Fault{
            FaultCode::forbidden,
            "not_creatable",
            "Tenants are made by the people who run Tidemark.",
            "Ask them for a new tenant."};
    if (info.name == "connector")
        co_return co_await prepareConnector(nullptr, values);
    if (info.name == "attachment")
        co_return co_await prepareAttachment(textOf(values, "reportId"), values);
    if (info.name != "fuelSupply")
        co_return Result<void>();
    auto report = co_await editableReport(textOf(values, "reportId"));
    if (!report)
        co_return report.error();
    values["organizationId"] = Uuid().toString(); // The database sets the report's.
    co_return co_await deriveSupply(boost::json::object(values), values, report->year);
}

ClientWriter::Done ClientWriter::prepareNewReport(boost::json::object& values)
{
    const std::string organization = textOf(values, "organizationId");
    const bool isOwn =
        actor_->seesAllOrganizations() || actor_->organizationId->toString() == organization;
    if (!isOwn)
        co_return Fault{
            FaultCode::forbidden,
            "not_your_organization",
            "You may open reports for your own organization only.",
            "Choose your organization."};
    const auto* year = values.if_contains("year");
    Params key = {organization, std::to_string(year->to_number<std::int64_t>())};
    auto rows = co_await transaction_.run(newReportSql, std::move(key));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return Fault{
            FaultCode::invalid,
            "missing_reference",
            "There is no organization with this id.",
            "Choose an existing organization."};
    if (!rows->boolean(0, 2))
        co_return Fault{
            FaultCode::conflict,
            "period_closed",
            "The compliance period is not open for reports.",
            "Choose another year, or ask for the period to be opened."};
    if (rows->boolean(0, 4))
        co_return Fault{
            FaultCode::conflict,
            "report_exists",
            "There is already a report being drafted for this period.",
            "Open the existing draft."};
    values["organizationName"] = rows->text(0, 0);
    values["version"] = rows->integer(0, 3);
    values["status"] = "draft";
    co_return Result<void>();
}

ClientWriter::Done ClientWriter::prepareChange(
    const EntityInfo& info, const StoredRow& before, boost::json::object& changes
)
{
    if (info.name == "user")
        lowerLogin(changes);
    if (isAccessEntity(info.name)) {
        const boost::json::object row = before.object();
        const AccessChange change{info.name, &row, &changes};
        auto allowed = co_await checkAccessChange(transaction_, *actor_, change);
        if (!allowed)
            co_return allowed.error();
    }
    if (info.name == "complianceReport" && !isEditableStatus(textOf(before.object(), "status")))
        co_return lockedReport();
    if (info.name == "connector")
        co_return co_await prepareConnector(&before, changes);
    if (info.name == "attachment")
        co_return co_await prepareAttachment(textOf(before.object(), "reportId"), changes);
    if (info.name != "fuelSupply")
        co_return Result<void>();
    boost::json::object row = before.object();
    auto report = co_await editableReport(textOf(row, "reportId"));
    if (!report)
        co_return report.error();
    for (const auto& member : changes)
        row[member.key()] = member.value();
    co_return co_await deriveSupply(row, changes, report->year);
}

ClientWriter::Done ClientWriter::prepareRemoval(const EntityInfo& info, const StoredRow& before)
{
    const boost::json::object row = before.object();
    if (info.name == "complianceReport" && textOf(row, "status") != "draft")
        co_return lockedReport();
    if (info.name == "user" && before.id == actor_->userId)
        co_return Fault{
            FaultCode::conflict,
            "own_user",
            "You cannot delete yourself.",
            "Ask another administrator to do it."};
    if (isAccessEntity(info.name)) {
        const AccessChange change{info.name, &row, nullptr};
        auto allowed = co_await checkAccessChange(transaction_, *actor_, change);
        if (!allowed)
            co_return allowed.error();
    }
    if (info.name != "fuelSupply" && info.name != "attachment")
        co_return Result<void>();
    auto report = co_await editableReport(textOf(row, "reportId"));
    if (!report)
        co_return report.error();
    co_return Result<void>();
}

asio::awaitable<Result<std::vector<BrokenRule>>> ClientWriter::rulesBroken(
    const EntityInfo& info,
    const PushOp& op,
    const boost::json::object& theirs,
    const boost::json::object& apply
)
{
    if (info.name != "fuelSupply")
        co_return std::vector<BrokenRule>();
    auto report = co_await editableReport(textOf(theirs, "reportId"));
    if (!report)
        co_return report.error();
    auto reference = co_await reference_.get(transaction_);
    if (!reference)
        co_return reference.error();
    co_return brokenByMerge(
        op.base, op.set, theirs, apply, supplyRuleCheck(**reference, report->year)
    );
}

ClientWriter::Done ClientWriter::deriveSupply(
    const boost::json::object& row, boost::json::object& changes, std::int64_t year
)
{
    auto reference = co_await reference_.get(transaction_);
    if (!reference)
        co_return reference.error();
    auto derived = derivedFields(row, **reference, year);
    if (!derived)
        co_return derived.error();
    for (const auto& member : *derived)
        changes[member.key()] = member.value();
    co_return Result<void>();
}

} // namespace tidemark::platform
