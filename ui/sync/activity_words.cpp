// The words of the events; one table, so that a translator and a reviewer see them together.
#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"
#include "ui/sync/activity_events.hpp"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <string_view>

namespace tidemark::ui {
namespace {

/// The context of the words below.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(SyncActivity)
};

struct Said {
    std::string_view what;
    const char* words;
};

constexpr std::array said{
    Said{"online", QT_TRANSLATE_NOOP("SyncActivity", "Online; changes come at once.")},
    Said{"online_poll", QT_TRANSLATE_NOOP("SyncActivity", "Online, without the live channel.")},
    Said{"captive", QT_TRANSLATE_NOOP("SyncActivity", "The network asks for a sign-in first.")},
    Said{"offline", QT_TRANSLATE_NOOP("SyncActivity", "Offline.")},
    Said{"paused", QT_TRANSLATE_NOOP("SyncActivity", "Work offline was switched on.")},
    Said{"resumed", QT_TRANSLATE_NOOP("SyncActivity", "Work offline was switched off.")},
    Said{"session_opened", QT_TRANSLATE_NOOP("SyncActivity", "A session with the platform began.")},
    Said{"page_stored", QT_TRANSLATE_NOOP("SyncActivity", "A page of the first copy is here.")},
    Said{"cut_applied", QT_TRANSLATE_NOOP("SyncActivity", "Changes of others are here.")},
    Said{"scope_complete", QT_TRANSLATE_NOOP("SyncActivity", "A part of the data is complete.")},
    Said{"columns_filled", QT_TRANSLATE_NOOP("SyncActivity", "Values of new columns are here.")},
    Said{"pull_failed", QT_TRANSLATE_NOOP("SyncActivity", "Nothing could be received.")},
    Said{
        "answer_dropped",
        QT_TRANSLATE_NOOP("SyncActivity", "An answer did not fit and was put aside.")},
    Said{"saved", QT_TRANSLATE_NOOP("SyncActivity", "A change was saved on this device.")},
    Said{"sent", QT_TRANSLATE_NOOP("SyncActivity", "Changes were sent.")},
    Said{"answer_good", QT_TRANSLATE_NOOP("SyncActivity", "The platform took changes over.")},
    Said{"answer_conflict", QT_TRANSLATE_NOOP("SyncActivity", "A change is in conflict.")},
    Said{"answer_rejected", QT_TRANSLATE_NOOP("SyncActivity", "A change was refused.")},
    Said{"answer_partial", QT_TRANSLATE_NOOP("SyncActivity", "A part of a change is in conflict.")},
    Said{
        "answer_parked",
        QT_TRANSLATE_NOOP("SyncActivity", "The platform could not carry out a change.")},
    Said{"push_failed", QT_TRANSLATE_NOOP("SyncActivity", "Changes could not be sent.")},
    Said{"mismatch", QT_TRANSLATE_NOOP("SyncActivity", "A part of the data does not add up.")},
    Said{"compare_planned", QT_TRANSLATE_NOOP("SyncActivity", "A part is compared row by row.")},
    Said{"fetch_planned", QT_TRANSLATE_NOOP("SyncActivity", "A part is fetched anew.")},
    Said{
        "given_up",
        QT_TRANSLATE_NOOP("SyncActivity", "A part was repaired too often today; it is left.")},
    Said{"compared", QT_TRANSLATE_NOOP("SyncActivity", "A part was compared and repaired.")},
    Said{"scope_mended", QT_TRANSLATE_NOOP("SyncActivity", "A part adds up again.")},
    Said{
        "history_changed",
        QT_TRANSLATE_NOOP("SyncActivity", "The platform was restored; changes are sent again.")},
    Said{"scope_joined", QT_TRANSLATE_NOOP("SyncActivity", "You may read another part.")},
    Said{
        "scope_revoked",
        QT_TRANSLATE_NOOP("SyncActivity", "You may no longer read a part; it was removed.")},
    Said{"scope_left", QT_TRANSLATE_NOOP("SyncActivity", "A part was taken off this device.")},
    Said{
        "scope_left_for_room",
        QT_TRANSLATE_NOOP("SyncActivity", "A part left this device to make room.")},
    Said{"scope_wanted", QT_TRANSLATE_NOOP("SyncActivity", "A part is wanted on this device.")},
    Said{"scope_pinned", QT_TRANSLATE_NOOP("SyncActivity", "A part is always kept here.")},
    Said{
        "scope_unpinned",
        QT_TRANSLATE_NOOP("SyncActivity", "A part is kept here while there is room.")},
    Said{
        "receipts_sent",
        QT_TRANSLATE_NOOP("SyncActivity", "The platform was told what was removed.")},
    Said{"leases_judged", QT_TRANSLATE_NOOP("SyncActivity", "Parts are locked by their lease.")},
    Said{
        "lease_shredded",
        QT_TRANSLATE_NOOP("SyncActivity", "A part was locked for too long; it was removed.")},
    Said{"not_shredded", QT_TRANSLATE_NOOP("SyncActivity", "A locked part could not be removed.")},
    Said{"file_sent", QT_TRANSLATE_NOOP("SyncActivity", "A file was sent.")},
    Said{"file_fetched", QT_TRANSLATE_NOOP("SyncActivity", "A file was fetched.")},
    Said{"file_failed", QT_TRANSLATE_NOOP("SyncActivity", "A file could not be moved.")},
    Said{"rotated", QT_TRANSLATE_NOOP("SyncActivity", "The stores are under new keys.")},
    Said{"not_rotated", QT_TRANSLATE_NOOP("SyncActivity", "The keys could not be changed.")},
    Said{"not_opened", QT_TRANSLATE_NOOP("SyncActivity", "The stores could not be unlocked.")},
    Said{"opened", QT_TRANSLATE_NOOP("SyncActivity", "The stores on this device were opened.")},
    Said{"backed_up", QT_TRANSLATE_NOOP("SyncActivity", "Your unsent work was backed up.")},
    Said{"no_backup", QT_TRANSLATE_NOOP("SyncActivity", "Your unsent work was not backed up.")},
    Said{"vault_salvaged", QT_TRANSLATE_NOOP("SyncActivity", "Damaged unsent work was rescued.")},
    Said{"mirror_replaced", QT_TRANSLATE_NOOP("SyncActivity", "The local copy was begun anew.")},
    Said{"damaged_removed", QT_TRANSLATE_NOOP("SyncActivity", "Damaged files were removed.")},
    Said{"checked", QT_TRANSLATE_NOOP("SyncActivity", "A store was read through; no damage.")},
    Said{"damage_found", QT_TRANSLATE_NOOP("SyncActivity", "A store is damaged.")},
    Said{"store_failed", QT_TRANSLATE_NOOP("SyncActivity", "A store could not be written.")},
    Said{"stood_still", QT_TRANSLATE_NOOP("SyncActivity", "Nothing moved; it was begun anew.")},
    Said{
        "stands_still",
        QT_TRANSLATE_NOOP("SyncActivity", "Nothing moves, however often it begins.")},
    Said{"refused", QT_TRANSLATE_NOOP("SyncActivity", "A request failed.")},
    Said{"shown", QT_TRANSLATE_NOOP("SyncActivity", "A problem was shown.")},
    Said{"window_fault", QT_TRANSLATE_NOOP("SyncActivity", "A window had a problem.")},
};

struct KindLook {
    const char* name;
    const char* words;
    const char* iconName;
};

constexpr std::array kindLooks{
    KindLook{"link", QT_TRANSLATE_NOOP("SyncActivity", "Link"), "wifi"},
    KindLook{"pull", QT_TRANSLATE_NOOP("SyncActivity", "Received"), "download"},
    KindLook{"push", QT_TRANSLATE_NOOP("SyncActivity", "Sent"), "send"},
    KindLook{"repair", QT_TRANSLATE_NOOP("SyncActivity", "Repair"), "refresh-cw"},
    KindLook{"reconcile", QT_TRANSLATE_NOOP("SyncActivity", "Restore"), "rotate-ccw"},
    KindLook{"access", QT_TRANSLATE_NOOP("SyncActivity", "Access"), "lock"},
    KindLook{"files", QT_TRANSLATE_NOOP("SyncActivity", "Files"), "file-text"},
    KindLook{"keys", QT_TRANSLATE_NOOP("SyncActivity", "Keys"), "key-round"},
    KindLook{"store", QT_TRANSLATE_NOOP("SyncActivity", "Store"), "database"},
    KindLook{"request", QT_TRANSLATE_NOOP("SyncActivity", "Request"), "activity"},
};

/// The cause by its reason; the log has no sentences of its own, since those may name something.
QString causeOf(const ActivityEvent& event)
{
    if (event.reason.isEmpty())
        return {};
    Fault fault;
    fault.code = faultCodeOf(event.code.toStdString());
    fault.reason = event.reason.toStdString();
    return faultCause(fault);
}

} // namespace

std::vector<std::pair<QString, QString>> activityKinds()
{
    std::vector<std::pair<QString, QString>> kinds;
    for (const KindLook& look : kindLooks)
        kinds.emplace_back(QString::fromLatin1(look.name), Words::tr(look.words));
    return kinds;
}

ChipText kindChip(const ActivityEvent& event)
{
    const Kind kind = event.isProblem()                         ? Kind::bad
                      : event.level == QLatin1String("warning") ? Kind::warn
                                                                : Kind::neutral;
    for (const KindLook& look : kindLooks) {
        if (event.kind == QLatin1String(look.name))
            return {kind, Words::tr(look.words), QString::fromLatin1(look.iconName)};
    }
    return {kind, event.kind, QStringLiteral("info")};
}

QString activityWords(const ActivityEvent& event)
{
    QString words = event.what;
    for (const Said& one : said) {
        if (event.what == QLatin1String(one.what.data(), static_cast<int>(one.what.size())))
            words = Words::tr(one.words);
    }
    const QString cause = event.code.isEmpty() ? event.reason : causeOf(event);
    if (!cause.isEmpty())
        words += QLatin1Char(' ') + cause;
    if (!event.subject.isEmpty())
        words += QStringLiteral(" (%1)").arg(event.subject);
    return words;
}

QString activityNumbers(const ActivityEvent& event)
{
    QStringList parts;
    const auto clamped = [](std::int64_t number) {
        return static_cast<int>(std::min<std::int64_t>(number, INT_MAX));
    };
    if (event.times > 1)
        parts.push_back(Words::tr("%n times", nullptr, clamped(event.times)));
    const bool isRows =
        event.kind == QLatin1String("pull") || event.kind == QLatin1String("repair");
    if (event.count && event.what == QLatin1String("session_opened"))
        parts.push_back(Words::tr("%n part(s)", nullptr, clamped(*event.count)));
    else if (event.count && isRows)
        parts.push_back(Words::tr("%n row(s)", nullptr, clamped(*event.count)));
    else if (event.count && event.kind == QLatin1String("access"))
        parts.push_back(Words::tr("%n part(s)", nullptr, clamped(*event.count)));
    else if (event.count)
        parts.push_back(Words::tr("%n change(s)", nullptr, clamped(*event.count)));
    if (event.bytes)
        parts.push_back(formatBytes(*event.bytes));
    if (event.millis)
        parts.push_back(Words::tr("%1 ms").arg(formatNumber(*event.millis)));
    return parts.join(QStringLiteral(", "));
}

} // namespace tidemark::ui
