#include "models/access/permission_catalogue.hpp"

#include <algorithm>

namespace tidemark {
namespace {

using Actions = std::vector<std::string_view>;

/// Read, create, update, delete, and what is special.
Actions changing(std::initializer_list<std::string_view> more = {})
{
    Actions actions = {"read", "create", "update", "delete"};
    actions.insert(actions.end(), more);
    return actions;
}

void appendIdentity(std::vector<PermittedResource>& all)
{
    const std::vector<PermittedResource> some = {
        {"tenant", "The tenant and its settings", {"read", "update", "admin"}},
        {"org", "Organizations", changing()},
        {"user", "Users", changing({"admin"})},
        {"role", "Roles and who holds them", changing({"assign"})},
        {"session", "Sessions and devices", {"read", "admin"}},
        {"apikey", "API keys", {"read", "create", "update", "revoke"}},
        {"audit", "Audit and sign-ins", {"read", "export", "admin"}},
        {"settings", "Settings", changing()},
        {"partner", "The partner API", {"read"}},
        {"mirror", "Copies on devices", {"read", "admin"}},
        {"sync", "Sync of devices", {"read"}},
        {"escrow", "Unsent work that was kept", {"read", "close"}},
        {"error", "Errors", {"read", "resolve"}},
        {"job", "Jobs", {"read", "execute", "cancel"}},
        {"activity", "Activity", {"read"}},
        {"announcement", "Announcements", changing()},
        {"document", "Documents", changing({"export"})},
        {"comment", "Comments", changing({"assign", "resolve"})},
        {"ticket", "Support tickets", changing({"assign", "resolve"})}};
    all.insert(all.end(), some.begin(), some.end());
}

void appendCompliance(std::vector<PermittedResource>& all)
{
    const std::vector<PermittedResource> some = {
        {"report",
         "Compliance reports",
         changing({"submit", "recommend", "assess", "approve", "assign", "export", "execute"})},
        {"schedule_row", "Rows of schedules", changing({"export"})},
        {"summary", "Summaries of reports", {"read", "update"}},
        {"fuelcode", "Fuel codes and reference data", changing({"recommend", "approve", "export"})},
        {"charging", "Charging equipment", changing({"submit", "approve", "export"})},
        {"transfer",
         "Transfers of credits",
         changing({"submit", "recommend", "record", "cancel", "export"})},
        {"agreement", "Initiative agreements", changing({"recommend", "approve"})},
        {"adjustment", "Administrative adjustments", changing({"recommend", "approve"})},
        {"ledger", "The credit ledger", {"read", "export"}},
        {"creditmarket", "The credit market", {"read", "update"}},
        {"penalty", "Penalties", changing({"approve"})},
        {"ciapplication", "Carbon intensity applications", changing({"submit", "approve"})}};
    all.insert(all.end(), some.begin(), some.end());
}

void appendDataEntry(std::vector<PermittedResource>& all)
{
    const std::vector<PermittedResource> some = {
        {"dataset", "Tables of data", changing({"submit", "approve", "export", "admin"})},
        {"approval", "Approvals", changing({"submit", "approve"})},
        {"board", "Boards", changing({"assign"})},
        {"kpi", "Figures and charts", changing({"export"})},
        {"workflow", "Workflows", changing({"execute", "test"})},
        {"execution", "Executions of workflows", {"read", "cancel", "execute", "delete"}},
        {"integration", "Connected applications", changing({"test", "execute"})},
        {"ai", "Language models", {"read", "execute"}}};
    all.insert(all.end(), some.begin(), some.end());
}

void appendRegulatory(std::vector<PermittedResource>& all)
{
    const std::vector<PermittedResource> some = {
        {"regreport", "Report definitions", changing({"execute", "approve", "export"})},
        {"run", "Report runs", {"read", "execute", "cancel", "approve", "delete"}},
        {"validation", "Validations", changing({"test"})},
        {"exception", "Exceptions", {"read", "amend", "resubmit", "resolve"}},
        {"connector", "Connectors", changing({"test"})},
        {"destination", "Destinations", changing({"test"})},
        {"mapping", "Mappings", changing()},
        {"schema", "Schemas", changing()},
        {"schedule", "Schedules", changing()},
        {"streaming", "Streams", changing()},
        {"webhook", "Webhooks", changing({"test"})},
        {"submission", "Submissions to regulators", {"read", "create", "amend", "resubmit"}},
        {"lineage", "Lineage", {"read"}}};
    all.insert(all.end(), some.begin(), some.end());
}

void appendFinance(std::vector<PermittedResource>& all)
{
    const std::vector<PermittedResource> some = {
        {"wallet", "Wallets", changing({"freeze", "export"})},
        {"chaintx", "Transactions on chains", {"read", "create", "submit", "approve", "cancel"}},
        {"card", "Cards", changing({"freeze"})},
        {"payment", "Payments", {"read", "create", "approve", "cancel"}},
        {"kyc", "Checks of customers", {"read", "create", "submit", "approve"}},
        {"account", "Accounts", changing({"freeze"})}};
    all.insert(all.end(), some.begin(), some.end());
}

} // namespace

std::span<const PermittedResource> permittedResources()
{
    static const std::vector<PermittedResource> all = [] {
        std::vector<PermittedResource> made;
        appendIdentity(made);
        appendCompliance(made);
        appendDataEntry(made);
        appendRegulatory(made);
        appendFinance(made);
        return made;
    }();
    return all;
}

std::vector<std::string> allPermissions()
{
    std::vector<std::string> all;
    for (const PermittedResource& resource : permittedResources()) {
        for (const std::string_view action : resource.actions)
            all.push_back(std::string(resource.name) + ':' + std::string(action));
    }
    return all;
}

bool isKnownPermission(std::string_view resource, std::string_view action)
{
    const auto resources = permittedResources();
    return std::any_of(resources.begin(), resources.end(), [&](const PermittedResource& one) {
        const bool isResource = resource == "*" || resource == one.name;
        const bool isAction =
            action == "*" ||
            std::find(one.actions.begin(), one.actions.end(), action) != one.actions.end();
        return isResource && isAction;
    });
}

} // namespace tidemark
