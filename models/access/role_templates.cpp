// The roles of the five systems whose work Tidemark does.
#include "models/access/permission_catalogue.hpp"

namespace tidemark {
namespace {

constexpr std::string_view compliance = "compliance";
constexpr std::string_view regulatory = "regulatory";
constexpr std::string_view entry = "dataEntry";
constexpr std::string_view automation = "automation";
constexpr std::string_view finance = "finance";

/// What everybody who works on compliance reads.
constexpr std::string_view basics[] = {
    "report:read",
    "schedule_row:read",
    "summary:read",
    "fuelcode:read",
    "settings:read",
    "org:read",
    "user:read",
    "role:read",
    "activity:read",
    "announcement:read",
    "document:read",
    "comment:read"};

using Permissions = std::vector<std::string_view>;

Permissions withBasics(std::initializer_list<std::string_view> more)
{
    Permissions all(std::begin(basics), std::end(basics));
    all.insert(all.end(), more);
    return all;
}

std::vector<RoleTemplate> governmentRoles()
{
    return {
        {compliance,
         "Government",
         "Sees the data of all organizations.",
         withBasics(
             {"transfer:read",
              "agreement:read",
              "adjustment:read",
              "ledger:read",
              "penalty:read",
              "charging:read",
              "ciapplication:read"}
         )},
        {compliance,
         "Government administrator",
         "Keeps users and organizations; reads audit, activity and sign-ins.",
         withBasics(
             {"user:*",
              "org:*",
              "role:*",
              "session:*",
              "sync:read",
              "escrow:read",
              "escrow:close",
              "audit:read",
              "audit:export"}
         )},
        {compliance,
         "Analyst",
         "Examines what suppliers submit and recommends.",
         withBasics(
             {"report:update",
              "report:recommend",
              "report:assign",
              "report:export",
              "schedule_row:update",
              "transfer:read",
              "transfer:recommend",
              "fuelcode:*",
              "charging:read",
              "charging:approve",
              "agreement:create",
              "agreement:update",
              "agreement:recommend",
              "adjustment:create",
              "adjustment:update",
              "adjustment:recommend",
              "comment:create",
              "document:create",
              "audit:read"}
         )},
        {compliance,
         "Compliance manager",
         "Recommends in second place.",
         withBasics(
             {"report:recommend", "report:approve", "transfer:read", "comment:create", "audit:read"}
         )},
        {compliance,
         "Director",
         "Assesses reports and decides.",
         withBasics(
             {"report:assess",
              "transfer:read",
              "transfer:record",
              "agreement:read",
              "agreement:approve",
              "adjustment:read",
              "adjustment:approve",
              "fuelcode:approve",
              "penalty:approve",
              "ciapplication:approve",
              "comment:create",
              "audit:read"}
         )},
        {compliance,
         "System administrator",
         "Opens reporting and tells of outages.",
         withBasics({"settings:*", "announcement:*", "job:read", "error:*", "sync:read"})},
        {compliance,
         "Initiative analyst",
         "Drafts initiative agreements.",
         withBasics(
             {"agreement:read",
              "agreement:create",
              "agreement:update@department",
              "agreement:recommend"}
         )},
        {compliance,
         "Initiative manager",
         "Approves initiative agreements.",
         withBasics({"agreement:read", "agreement:approve"})}};
}

std::vector<RoleTemplate> supplierRoles()
{
    return {
        {compliance, "Supplier", "Sees the data of the own organization.", withBasics({})},
        {compliance,
         "Manage users",
         "Keeps the users of the own organization.",
         withBasics({"user:create@organization", "user:update@organization", "session:read"})},
        {compliance,
         "Transfer",
         "Drafts transfers and offers credits.",
         withBasics(
             {"transfer:read",
              "transfer:create",
              "transfer:update",
              "transfer:delete@own",
              "creditmarket:read",
              "creditmarket:update",
              "ledger:read"}
         )},
        {compliance,
         "Compliance reporting",
         "Drafts reports and their schedules.",
         withBasics(
             {"escrow:read",
              "escrow:close",
              "report:create",
              "report:update",
              "report:delete@own",
              "schedule_row:*",
              "document:*",
              "comment:create"}
         )},
        {compliance,
         "Signing authority",
         "Signs and submits reports and transfers.",
         withBasics({"report:submit", "transfer:read", "transfer:submit", "ciapplication:submit"})},
        {compliance, "Read only", "Reads and changes nothing.", withBasics({})},
        {compliance,
         "Intensity applicant",
         "Applies for carbon intensities.",
         withBasics({"ciapplication:read", "ciapplication:create", "ciapplication:update@own"})},
        {compliance,
         "Initiative proponent",
         "Works on the own initiative agreements.",
         withBasics({"agreement:read", "agreement:update@organization"})},
        {compliance,
         "Initiative signer",
         "Signs the own initiative agreements.",
         withBasics({"agreement:read", "agreement:recommend@organization"})}};
}

std::vector<RoleTemplate> regulatoryRoles()
{
    return {
        {regulatory, "Administrator", "Sees and changes everything.", {"*:*"}},
        {regulatory,
         "Report manager",
         "Keeps reports, their schedules and exceptions.",
         {"regreport:*",
          "run:*",
          "connector:read",
          "schedule:*",
          "job:*",
          "validation:*",
          "mapping:read",
          "destination:read",
          "exception:*",
          "activity:read"}},
        {regulatory,
         "Report viewer",
         "Reads reports and their runs.",
         {"regreport:read", "run:read", "job:read", "validation:read", "exception:read"}},
        {regulatory,
         "Connector administrator",
         "Sets up sources and destinations.",
         {"connector:*", "destination:*"}},
        {regulatory,
         "Exception handler",
         "Amends and resubmits what was refused.",
         {"regreport:read", "run:read", "job:read", "exception:*"}},
        {regulatory,
         "Auditor",
         "Reads reports, runs and the audit.",
         {"regreport:read",
          "run:read",
          "job:read",
          "audit:read",
          "audit:export",
          "exception:read"}},
        {regulatory,
         "API integrator",
         "Connects other programs.",
         {"apikey:*",
          "webhook:*",
          "partner:read",
          "regreport:read",
          "run:read",
          "job:read",
          "job:execute"}}};
}

std::vector<RoleTemplate> entryRoles()
{
    return {
        {entry,
         "Data administrator",
         "Designs tables and resets their state.",
         {"dataset:*", "approval:*", "board:*", "kpi:*", "user:*", "role:read", "activity:read"}},
        {entry,
         "Head",
         "Approves what checkers approved, of all departments.",
         {"dataset:read",
          "dataset:approve",
          "dataset:export",
          "approval:read",
          "approval:approve",
          "board:read",
          "kpi:read",
          "activity:read"}},
        {entry,
         "Department maker",
         "Enters data of the own department.",
         {"dataset:read",
          "dataset:create",
          "dataset:update@department",
          "dataset:delete@own",
          "dataset:submit@department",
          "approval:read",
          "approval:submit@department",
          "board:read"}},
        {entry,
         "Department checker",
         "Checks what makers of the own department entered.",
         {"dataset:read",
          "dataset:approve@department",
          "approval:read",
          "approval:approve@department",
          "board:read"}}};
}

std::vector<RoleTemplate> automationRoles()
{
    return {
        {automation,
         "Automation administrator",
         "Keeps all workflows and connections.",
         {"workflow:*",
          "execution:*",
          "integration:*",
          "webhook:*",
          "ai:*",
          "apikey:*",
          "audit:read"}},
        {automation,
         "Automation user",
         "Works on own workflows.",
         {"workflow:read",
          "workflow:create",
          "workflow:update@own",
          "workflow:delete@own",
          "workflow:execute@own",
          "workflow:test@own",
          "execution:read",
          "execution:cancel@own",
          "integration:read",
          "integration:create",
          "integration:update@own",
          "integration:test@own",
          "ai:execute"}},
        {automation,
         "Automation viewer",
         "Reads workflows and their executions.",
         {"workflow:read", "execution:read", "integration:read"}}};
}

std::vector<RoleTemplate> financeRoles()
{
    return {
        {finance,
         "Account holder",
         "Works with the own wallets, cards and payments.",
         {"wallet:read",
          "wallet:create",
          "wallet:update@own",
          "chaintx:read",
          "chaintx:create",
          "chaintx:submit@own",
          "chaintx:cancel@own",
          "card:read",
          "card:update@own",
          "card:freeze@own",
          "payment:read",
          "payment:create",
          "payment:cancel@own",
          "kyc:read",
          "kyc:create",
          "kyc:submit@own",
          "account:read",
          "ticket:read",
          "ticket:create"}},
        {finance,
         "Customer checks",
         "Decides on checks of customers and freezes accounts.",
         {"kyc:read",
          "kyc:approve",
          "account:read",
          "account:freeze",
          "card:read",
          "card:freeze",
          "wallet:read",
          "wallet:freeze",
          "chaintx:read",
          "payment:read",
          "ticket:*"}},
        {finance,
         "Treasurer",
         "Approves transactions and payments of others.",
         {"wallet:*",
          "chaintx:read",
          "chaintx:approve",
          "chaintx:cancel",
          "payment:read",
          "payment:approve",
          "payment:cancel",
          "account:*",
          "ledger:read",
          "ledger:export"}}};
}

} // namespace

std::span<const RoleTemplate> roleTemplates()
{
    static const std::vector<RoleTemplate> all = [] {
        std::vector<RoleTemplate> made;
        for (const auto& some :
             {governmentRoles(),
              supplierRoles(),
              regulatoryRoles(),
              entryRoles(),
              automationRoles(),
              financeRoles()})
            made.insert(made.end(), some.begin(), some.end());
        return made;
    }();
    return all;
}

} // namespace tidemark
