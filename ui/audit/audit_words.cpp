#include "ui/audit/audit_words.hpp"

#include "models/core/timestamp.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/stale_dialog.hpp"
#include "ui/kit/format.hpp"

#include <QCoreApplication>

#include <boost/json/serialize.hpp>

#include <array>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

using Word = std::pair<std::string_view, const char*>;

constexpr std::array entities{
    Word{"tenant", QT_TRANSLATE_NOOP("Audit", "Tenant")},
    Word{"organization", QT_TRANSLATE_NOOP("Audit", "Organization")},
    Word{"user", QT_TRANSLATE_NOOP("Audit", "User")},
    Word{"role", QT_TRANSLATE_NOOP("Audit", "Role")},
    Word{"userRole", QT_TRANSLATE_NOOP("Audit", "Role of a user")},
    Word{"accessGrant", QT_TRANSLATE_NOOP("Audit", "Grant for a while")},
    Word{"session", QT_TRANSLATE_NOOP("Audit", "Session")},
    Word{"device", QT_TRANSLATE_NOOP("Audit", "Device")},
    Word{"apiKey", QT_TRANSLATE_NOOP("Audit", "API key")},
    Word{"oidcProvider", QT_TRANSLATE_NOOP("Audit", "Identity provider")},
    Word{"portalSetting", QT_TRANSLATE_NOOP("Audit", "Customer portal")},
    Word{"portalSignUp", QT_TRANSLATE_NOOP("Audit", "Request for an account")},
    Word{"portalInvitation", QT_TRANSLATE_NOOP("Audit", "Invitation")},
    Word{"escrow", QT_TRANSLATE_NOOP("Audit", "Unsent work that was kept")},
    Word{"restore", QT_TRANSLATE_NOOP("Audit", "Restored platform")},
    Word{"activity", QT_TRANSLATE_NOOP("Audit", "Activity")},
    Word{"auditEntry", QT_TRANSLATE_NOOP("Audit", "Audit")},
    Word{"audit", QT_TRANSLATE_NOOP("Audit", "Audit")},
    Word{"complianceReport", QT_TRANSLATE_NOOP("Audit", "Compliance report")},
    Word{"fuelSupply", QT_TRANSLATE_NOOP("Audit", "Fuel supply")},
    Word{"attachment", QT_TRANSLATE_NOOP("Audit", "Attachment")},
    Word{"compliancePeriod", QT_TRANSLATE_NOOP("Audit", "Compliance period")},
    Word{"fuelCategory", QT_TRANSLATE_NOOP("Audit", "Fuel category")},
    Word{"fuelType", QT_TRANSLATE_NOOP("Audit", "Fuel type")},
    Word{"fuelFactor", QT_TRANSLATE_NOOP("Audit", "Fuel factor")},
    Word{"fuelCode", QT_TRANSLATE_NOOP("Audit", "Fuel code")},
    Word{"endUse", QT_TRANSLATE_NOOP("Audit", "End use")},
    Word{"provision", QT_TRANSLATE_NOOP("Audit", "Provision")},
    Word{"connector", QT_TRANSLATE_NOOP("Audit", "Connector")},
    Word{"reportDefinition", QT_TRANSLATE_NOOP("Audit", "Report definition")},
    Word{"reportRun", QT_TRANSLATE_NOOP("Audit", "Report run")},
    Word{"runStep", QT_TRANSLATE_NOOP("Audit", "Step of a run")},
    Word{"runLog", QT_TRANSLATE_NOOP("Audit", "Log of a run")},
};

constexpr std::array deeds{
    Word{"create", QT_TRANSLATE_NOOP("Audit", "added")},
    Word{"update", QT_TRANSLATE_NOOP("Audit", "changed")},
    Word{"delete", QT_TRANSLATE_NOOP("Audit", "deleted")},
    Word{"end", QT_TRANSLATE_NOOP("Audit", "ended")},
    Word{"revoke", QT_TRANSLATE_NOOP("Audit", "revoked")},
    Word{"rotate", QT_TRANSLATE_NOOP("Audit", "rotated")},
    Word{"wipe", QT_TRANSLATE_NOOP("Audit", "asked to wipe itself")},
    Word{"export", QT_TRANSLATE_NOOP("Audit", "exported")},
    Word{"close", QT_TRANSLATE_NOOP("Audit", "taken or discarded")},
    Word{"settle", QT_TRANSLATE_NOOP("Audit", "change that could not be made again looked at")},
    Word{"refuse", QT_TRANSLATE_NOOP("Audit", "refused")},
    Word{"withdraw", QT_TRANSLATE_NOOP("Audit", "withdrawn")},
    Word{"password", QT_TRANSLATE_NOOP("Audit", "own password changed")},
    Word{"passwordReset", QT_TRANSLATE_NOOP("Audit", "password reset by an administrator")},
    Word{"passwordByMail", QT_TRANSLATE_NOOP("Audit", "password reset by mail")},
    Word{"secondFactorOn", QT_TRANSLATE_NOOP("Audit", "second factor set up")},
    Word{"secondFactorOff", QT_TRANSLATE_NOOP("Audit", "second factor removed")},
    Word{
        "secondFactorReset", QT_TRANSLATE_NOOP("Audit", "second factor reset by an administrator")},
    Word{"recoveryCodesRenewed", QT_TRANSLATE_NOOP("Audit", "recovery codes renewed")},
    Word{"secondFactorRule", QT_TRANSLATE_NOOP("Audit", "roles that need a second factor changed")},
    Word{"oidcLink", QT_TRANSLATE_NOOP("Audit", "account at an identity provider linked")},
    Word{"oidcUnlink", QT_TRANSLATE_NOOP("Audit", "account at an identity provider unlinked")},
    Word{"secret", QT_TRANSLATE_NOOP("Audit", "secret changed")},
    Word{"department", QT_TRANSLATE_NOOP("Audit", "department changed")},
    Word{"setBlobLimits", QT_TRANSLATE_NOOP("Audit", "limits of files changed")},
    Word{"setLease", QT_TRANSLATE_NOOP("Audit", "time without a connection changed")},
    Word{"setScopeClass", QT_TRANSLATE_NOOP("Audit", "class of a part of the data changed")},
    Word{"setRecoveryKey", QT_TRANSLATE_NOOP("Audit", "recovery key set")},
    Word{"setCredential", QT_TRANSLATE_NOOP("Audit", "password of the source set")},
};

/// `mustChangePassword` → `Must change password`: for what has no word of its own.
QString spaced(const std::string& camelCase)
{
    QString words;
    for (const char c : camelCase) {
        if (c >= 'A' && c <= 'Z')
            words += QLatin1Char(' ');
        words += QChar(QLatin1Char(c)).toLower();
    }
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

template <std::size_t size>
QString wordIn(const std::array<Word, size>& words, const std::string& key)
{
    for (const auto& [known, word] : words) {
        if (known == key)
            return QCoreApplication::translate("Audit", word);
    }
    return {};
}

} // namespace

QString entityWords(const std::string& entity)
{
    const QString word = wordIn(entities, entity);
    return word.isEmpty() ? spaced(entity) : word;
}

QString deedWords(const std::string& action)
{
    const auto dot = action.find('.');
    if (dot == std::string::npos)
        return spaced(action);
    const std::string verb = action.substr(dot + 1);
    QString deed = wordIn(deeds, verb);
    if (deed.isEmpty())
        deed = spaced(verb).toLower();
    return QStringLiteral("%1: %2").arg(entityWords(action.substr(0, dot)), deed);
}

QString fieldWordsOf(const std::string& field)
{
    return spaced(field);
}

QString sideWords(const json::object& change, const char* side)
{
    const QString name = wordsIn(change, std::string(side) + "Name");
    if (!name.isEmpty())
        return name;
    const json::value* value = change.if_contains(side);
    if (value == nullptr)
        return QStringLiteral("—");
    if (const json::array* list = value->if_array()) {
        QStringList words;
        for (const json::value& each : *list)
            words << plainWords(each);
        return words.isEmpty() ? QStringLiteral("—") : words.join(QStringLiteral(", "));
    }
    if (value->is_string()) {
        const auto when = timestampIn(change, side);
        if (when && value->get_string().size() > 19)
            return formatDateTime(*when);
    }
    return plainWords(*value);
}

} // namespace tidemark::ui
