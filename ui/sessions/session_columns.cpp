#include "ui/sessions/session_columns.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/table_view.hpp"

#include <QCoreApplication>

#include <array>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("Sessions", text);
}

/// The moment of a field.
sync::RowColumn whenColumn(const char* key, const char* title)
{
    const std::string field = key;
    return {.title = said(title), .format = [field](const json::value&, const json::object& row) {
                return whenIn(row, field);
            }};
}

sync::RowColumn textColumn(const char* key, const char* title)
{
    const std::string field = key;
    return {.title = said(title), .format = [field](const json::value&, const json::object& row) {
                return wordsIn(row, field);
            }};
}

/// A column of chips: what `chipOf` makes of a row.
sync::RowColumn chipColumn(const char* title, ChipText (*chipOf)(const json::object& row))
{
    return {
        .title = said(title),
        .format =
            [chipOf](const json::value&, const json::object& row) { return chipOf(row).text; },
        .extra = [chipOf](
                     const json::object& row, int role
                 ) { return role == ChipRole ? QVariant::fromValue(chipOf(row)) : QVariant(); }};
}

ChipText deviceState(const json::object& row)
{
    const json::object& wipe = objectIn(row, "wipe");
    if (!textIn(wipe, "wipedAt").empty())
        return {
            Kind::neutral, said(QT_TRANSLATE_NOOP("Sessions", "Wiped")), QStringLiteral("check")};
    if (!wipe.empty() || flagIn(row, "wipeRequested"))
        return {
            Kind::warn,
            said(QT_TRANSLATE_NOOP("Sessions", "To be wiped")),
            QStringLiteral("clock")};
    if (flagIn(row, "isCurrent"))
        return {Kind::accent, said(QT_TRANSLATE_NOOP("Sessions", "You are here")), {}};
    if (row.contains("sessionId") || row.contains("userId"))
        return {
            Kind::ok, said(QT_TRANSLATE_NOOP("Sessions", "Signed in")), QStringLiteral("check")};
    return {Kind::neutral, said(QT_TRANSLATE_NOOP("Sessions", "Signed out")), {}};
}

struct ReasonWords {
    std::string_view reason;
    const char* words;
};

constexpr std::array reasons{
    ReasonWords{"wrong_credentials", QT_TRANSLATE_NOOP("Sessions", "Wrong password")},
    ReasonWords{"wrong_password", QT_TRANSLATE_NOOP("Sessions", "Wrong password")},
    ReasonWords{"unknown_user", QT_TRANSLATE_NOOP("Sessions", "No such account")},
    ReasonWords{"inactive", QT_TRANSLATE_NOOP("Sessions", "Deactivated account")},
    ReasonWords{"user_inactive", QT_TRANSLATE_NOOP("Sessions", "Deactivated account")},
    ReasonWords{"locked_out", QT_TRANSLATE_NOOP("Sessions", "Locked for a while")},
    ReasonWords{"too_many_attempts", QT_TRANSLATE_NOOP("Sessions", "Too many attempts")},
    ReasonWords{"no_password", QT_TRANSLATE_NOOP("Sessions", "No password is set")},
};

ChipText signInResult(const json::object& row)
{
    if (flagIn(row, "success"))
        return {
            Kind::ok, said(QT_TRANSLATE_NOOP("Sessions", "Signed in")), QStringLiteral("check")};
    const std::string reason = textIn(row, "reason");
    for (const ReasonWords& known : reasons) {
        if (known.reason == reason)
            return {Kind::bad, said(known.words), QStringLiteral("ban")};
    }
    return {
        Kind::bad,
        said(QT_TRANSLATE_NOOP("Sessions", "Refused: %1"))
            .arg(wordsIn(row, "reason").replace(u'_', u' ')),
        QStringLiteral("ban")};
}

QString personOf(const json::object& row)
{
    const QString name = wordsIn(row, "user");
    return name.isEmpty() ? wordsIn(row, "login") : name;
}

} // namespace

std::vector<sync::RowColumn> deviceColumns()
{
    return {
        textColumn("device", QT_TRANSLATE_NOOP("Sessions", "Device")),
        chipColumn(QT_TRANSLATE_NOOP("Sessions", "State"), deviceState),
        textColumn("address", QT_TRANSLATE_NOOP("Sessions", "Address")),
        whenColumn("openedAt", QT_TRANSLATE_NOOP("Sessions", "Signed in at")),
        whenColumn("activeAt", QT_TRANSLATE_NOOP("Sessions", "Last active")),
        textColumn("agent", QT_TRANSLATE_NOOP("Sessions", "Program")),
    };
}

std::vector<sync::RowColumn> sessionColumns()
{
    sync::RowColumn person = textColumn("user", QT_TRANSLATE_NOOP("Sessions", "Person"));
    person.format = [](const json::value&, const json::object& row) { return personOf(row); };
    return {
        person,
        textColumn("device", QT_TRANSLATE_NOOP("Sessions", "Device")),
        chipColumn(QT_TRANSLATE_NOOP("Sessions", "State"), deviceState),
        textColumn("address", QT_TRANSLATE_NOOP("Sessions", "Address")),
        whenColumn("openedAt", QT_TRANSLATE_NOOP("Sessions", "Signed in at")),
        whenColumn("activeAt", QT_TRANSLATE_NOOP("Sessions", "Last active")),
        textColumn("agent", QT_TRANSLATE_NOOP("Sessions", "Program")),
    };
}

std::vector<sync::RowColumn> signInColumns()
{
    sync::RowColumn person = textColumn("user", QT_TRANSLATE_NOOP("Sessions", "Person"));
    person.format = [](const json::value&, const json::object& row) { return personOf(row); };
    return {
        whenColumn("at", QT_TRANSLATE_NOOP("Sessions", "When")),
        person,
        chipColumn(QT_TRANSLATE_NOOP("Sessions", "Result"), signInResult),
        textColumn("address", QT_TRANSLATE_NOOP("Sessions", "Address")),
        textColumn("device", QT_TRANSLATE_NOOP("Sessions", "Device")),
        textColumn("agent", QT_TRANSLATE_NOOP("Sessions", "Program")),
    };
}

} // namespace tidemark::ui
