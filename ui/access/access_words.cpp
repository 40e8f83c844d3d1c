#include "ui/access/access_words.hpp"

#include "models/access/permission_catalogue.hpp"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace tidemark::ui {
namespace {

using Word = std::pair<std::string_view, const char*>;

QString said(const char* text)
{
    return QCoreApplication::translate("Access", text);
}

template <std::size_t size>
QString wordIn(const std::array<Word, size>& words, std::string_view key)
{
    for (const auto& [known, word] : words) {
        if (known == key)
            return said(word);
    }
    return QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
}

constexpr std::array actions{
    Word{"*", QT_TRANSLATE_NOOP("Access", "everything")},
    Word{"read", QT_TRANSLATE_NOOP("Access", "read")},
    Word{"create", QT_TRANSLATE_NOOP("Access", "create")},
    Word{"update", QT_TRANSLATE_NOOP("Access", "change")},
    Word{"delete", QT_TRANSLATE_NOOP("Access", "delete")},
    Word{"admin", QT_TRANSLATE_NOOP("Access", "administer")},
    Word{"assign", QT_TRANSLATE_NOOP("Access", "assign")},
    Word{"revoke", QT_TRANSLATE_NOOP("Access", "revoke")},
    Word{"export", QT_TRANSLATE_NOOP("Access", "export")},
    Word{"resolve", QT_TRANSLATE_NOOP("Access", "resolve")},
    Word{"execute", QT_TRANSLATE_NOOP("Access", "carry out")},
    Word{"cancel", QT_TRANSLATE_NOOP("Access", "cancel")},
    Word{"submit", QT_TRANSLATE_NOOP("Access", "submit")},
    Word{"recommend", QT_TRANSLATE_NOOP("Access", "recommend")},
    Word{"assess", QT_TRANSLATE_NOOP("Access", "assess")},
    Word{"approve", QT_TRANSLATE_NOOP("Access", "approve")},
    Word{"record", QT_TRANSLATE_NOOP("Access", "record")},
    Word{"test", QT_TRANSLATE_NOOP("Access", "test")},
    Word{"freeze", QT_TRANSLATE_NOOP("Access", "freeze")},
    Word{"amend", QT_TRANSLATE_NOOP("Access", "amend")},
    Word{"resubmit", QT_TRANSLATE_NOOP("Access", "submit again")},
    Word{"close", QT_TRANSLATE_NOOP("Access", "close")},
};

constexpr std::array reaches{
    Word{"own", QT_TRANSLATE_NOOP("Access", "own rows")},
    Word{"department", QT_TRANSLATE_NOOP("Access", "department")},
    Word{"organization", QT_TRANSLATE_NOOP("Access", "organization")},
    Word{"tenant", QT_TRANSLATE_NOOP("Access", "all rows")},
};

constexpr std::array titles{
    Word{"*", QT_TRANSLATE_NOOP("Access", "Everything")},
    Word{"tenant", QT_TRANSLATE_NOOP("Access", "The tenant and its settings")},
    Word{"org", QT_TRANSLATE_NOOP("Access", "Organizations")},
    Word{"user", QT_TRANSLATE_NOOP("Access", "Users")},
    Word{"role", QT_TRANSLATE_NOOP("Access", "Roles and who holds them")},
    Word{"session", QT_TRANSLATE_NOOP("Access", "Sessions and devices")},
    Word{"apikey", QT_TRANSLATE_NOOP("Access", "API keys")},
    Word{"audit", QT_TRANSLATE_NOOP("Access", "Audit and sign-ins")},
    Word{"settings", QT_TRANSLATE_NOOP("Access", "Settings")},
    Word{"partner", QT_TRANSLATE_NOOP("Access", "The partner API")},
    Word{"mirror", QT_TRANSLATE_NOOP("Access", "Copies on devices")},
    Word{"error", QT_TRANSLATE_NOOP("Access", "Errors")},
    Word{"job", QT_TRANSLATE_NOOP("Access", "Jobs")},
    Word{"activity", QT_TRANSLATE_NOOP("Access", "Activity")},
    Word{"announcement", QT_TRANSLATE_NOOP("Access", "Announcements")},
    Word{"document", QT_TRANSLATE_NOOP("Access", "Documents")},
    Word{"comment", QT_TRANSLATE_NOOP("Access", "Comments")},
    Word{"ticket", QT_TRANSLATE_NOOP("Access", "Support tickets")},
    Word{"report", QT_TRANSLATE_NOOP("Access", "Compliance reports")},
    Word{"schedule_row", QT_TRANSLATE_NOOP("Access", "Rows of schedules")},
    Word{"summary", QT_TRANSLATE_NOOP("Access", "Summaries of reports")},
    Word{"fuelcode", QT_TRANSLATE_NOOP("Access", "Fuel codes and reference data")},
    Word{"charging", QT_TRANSLATE_NOOP("Access", "Charging equipment")},
    Word{"transfer", QT_TRANSLATE_NOOP("Access", "Transfers of credits")},
    Word{"agreement", QT_TRANSLATE_NOOP("Access", "Initiative agreements")},
    Word{"adjustment", QT_TRANSLATE_NOOP("Access", "Administrative adjustments")},
    Word{"ledger", QT_TRANSLATE_NOOP("Access", "The credit ledger")},
    Word{"creditmarket", QT_TRANSLATE_NOOP("Access", "The credit market")},
    Word{"penalty", QT_TRANSLATE_NOOP("Access", "Penalties")},
    Word{"ciapplication", QT_TRANSLATE_NOOP("Access", "Carbon intensity applications")},
    Word{"dataset", QT_TRANSLATE_NOOP("Access", "Tables of data")},
    Word{"approval", QT_TRANSLATE_NOOP("Access", "Approvals")},
    Word{"board", QT_TRANSLATE_NOOP("Access", "Boards")},
    Word{"kpi", QT_TRANSLATE_NOOP("Access", "Figures and charts")},
    Word{"workflow", QT_TRANSLATE_NOOP("Access", "Workflows")},
    Word{"execution", QT_TRANSLATE_NOOP("Access", "Executions of workflows")},
    Word{"integration", QT_TRANSLATE_NOOP("Access", "Connected applications")},
    Word{"ai", QT_TRANSLATE_NOOP("Access", "Language models")},
    Word{"regreport", QT_TRANSLATE_NOOP("Access", "Report definitions")},
    Word{"run", QT_TRANSLATE_NOOP("Access", "Report runs")},
    Word{"validation", QT_TRANSLATE_NOOP("Access", "Validations")},
    Word{"exception", QT_TRANSLATE_NOOP("Access", "Exceptions")},
    Word{"connector", QT_TRANSLATE_NOOP("Access", "Connectors")},
    Word{"destination", QT_TRANSLATE_NOOP("Access", "Destinations")},
    Word{"mapping", QT_TRANSLATE_NOOP("Access", "Mappings")},
    Word{"schema", QT_TRANSLATE_NOOP("Access", "Schemas")},
    Word{"schedule", QT_TRANSLATE_NOOP("Access", "Schedules")},
    Word{"streaming", QT_TRANSLATE_NOOP("Access", "Streams")},
    Word{"webhook", QT_TRANSLATE_NOOP("Access", "Webhooks")},
    Word{"submission", QT_TRANSLATE_NOOP("Access", "Submissions to regulators")},
    Word{"lineage", QT_TRANSLATE_NOOP("Access", "Lineage")},
    Word{"wallet", QT_TRANSLATE_NOOP("Access", "Wallets")},
    Word{"chaintx", QT_TRANSLATE_NOOP("Access", "Transactions on chains")},
    Word{"card", QT_TRANSLATE_NOOP("Access", "Cards")},
    Word{"payment", QT_TRANSLATE_NOOP("Access", "Payments")},
    Word{"kyc", QT_TRANSLATE_NOOP("Access", "Checks of customers")},
    Word{"account", QT_TRANSLATE_NOOP("Access", "Accounts")},
    Word{"sync", QT_TRANSLATE_NOOP("Access", "Sync of devices")},
    Word{"escrow", QT_TRANSLATE_NOOP("Access", "Unsent work that was kept")},
};

constexpr std::array systems{
    Word{"compliance", QT_TRANSLATE_NOOP("Access", "Compliance")},
    Word{"regulatory", QT_TRANSLATE_NOOP("Access", "Regulatory reports")},
    Word{"dataEntry", QT_TRANSLATE_NOOP("Access", "Data entry")},
    Word{"automation", QT_TRANSLATE_NOOP("Access", "Automation")},
    Word{"finance", QT_TRANSLATE_NOOP("Access", "Finance")},
};

struct Refusal {
    std::string_view reason;
    const char* cause;
    const char* nextStep;
};

constexpr std::array refusals{
    Refusal{
        "more_than_own",
        QT_TRANSLATE_NOOP("Access", "You would give %1, which you do not have yourself."),
        QT_TRANSLATE_NOOP("Access", "Leave it out, or ask somebody who has it.")},
    Refusal{
        "more_rights_than_you",
        QT_TRANSLATE_NOOP("Access", "This user has %1, which you do not have yourself."),
        QT_TRANSLATE_NOOP("Access", "Ask somebody who has it.")},
    Refusal{
        "own_role",
        QT_TRANSLATE_NOOP("Access", "You have this role yourself, so you may not change it."),
        QT_TRANSLATE_NOOP("Access", "Ask another administrator.")},
    Refusal{
        "own_rights",
        QT_TRANSLATE_NOOP("Access", "You may not change your own rights."),
        QT_TRANSLATE_NOOP("Access", "Ask another administrator.")},
    Refusal{
        "not_your_organization",
        QT_TRANSLATE_NOOP("Access", "You may keep users of your own organization only."),
        QT_TRANSLATE_NOOP("Access", "Ask an administrator of the platform.")},
    Refusal{
        "last_administrator",
        QT_TRANSLATE_NOOP("Access", "Nobody would be left who may do everything."),
        QT_TRANSLATE_NOOP("Access", "Make somebody else an administrator first.")},
    Refusal{
        "template_role",
        QT_TRANSLATE_NOOP("Access", "This role is a template."),
        QT_TRANSLATE_NOOP("Access", "Copy it, and change the copy.")},
    Refusal{
        "narrow_read",
        QT_TRANSLATE_NOOP("Access", "Reading cannot be narrower than the organization."),
        QT_TRANSLATE_NOOP("Access", "Let the role read the organization's rows, or all.")},
};

std::string permissionNamedIn(const std::string& cause)
{
    const auto colon = cause.find(':');
    if (colon == std::string::npos)
        return {};
    const auto from = cause.rfind(' ', colon);
    const auto to = cause.find_first_of(" ,.", colon);
    const auto begin = from == std::string::npos ? 0 : from + 1;
    return cause.substr(begin, (to == std::string::npos ? cause.size() : to) - begin);
}

} // namespace

std::string PermissionParts::text() const
{
    const std::string whole = resource + ':' + action;
    return reach == "tenant" ? whole : whole + '@' + reach;
}

PermissionParts partsOf(std::string_view permission)
{
    if (permission == "*")
        return {"*", "*", "tenant"};
    PermissionParts parts;
    const auto at = std::min(permission.find('@'), permission.size());
    const auto colon = std::min(permission.find(':'), at);
    parts.resource = std::string(permission.substr(0, colon));
    if (colon < at)
        parts.action = std::string(permission.substr(colon + 1, at - colon - 1));
    if (at < permission.size())
        parts.reach = std::string(permission.substr(at + 1));
    return parts;
}

QString resourceWord(const std::string& resource)
{
    return wordIn(titles, resource);
}

QString actionWord(const std::string& action)
{
    return wordIn(actions, action);
}

QString reachWord(const std::string& reach)
{
    return wordIn(reaches, reach);
}

QString permissionWords(const std::string& permission)
{
    const PermissionParts parts = partsOf(permission);
    QString words =
        QStringLiteral("%1: %2").arg(resourceWord(parts.resource), actionWord(parts.action));
    if (parts.reach != "tenant")
        words += QStringLiteral(", ") + reachWord(parts.reach);
    return words;
}

QString systemWord(std::string_view system)
{
    return wordIn(systems, system);
}

Fault rightsFault(const Fault& fault)
{
    for (const Refusal& known : refusals) {
        if (known.reason != fault.reason)
            continue;
        Fault told = fault;
        QString cause = said(known.cause);
        if (cause.contains(QStringLiteral("%1")))
            cause = cause.arg(QString::fromStdString(permissionNamedIn(fault.cause)));
        told.cause = cause.toStdString();
        told.nextStep = said(known.nextStep).toStdString();
        return told;
    }
    return fault;
}

} // namespace tidemark::ui
