#include "ui/sync/sync_pages.hpp"

#include "sync/wire/status.hpp"
#include "ui/sync/activity_page.hpp"
#include "ui/sync/diagnostics_page.hpp"
#include "ui/sync/needs_you_page.hpp"
#include "ui/sync/pending_page.hpp"
#include "ui/sync/set_aside_page.hpp"
#include "ui/sync/sync_page.hpp"

#include <QCoreApplication>

namespace tidemark::ui {
namespace {

template <class PageType>
PageEntry entryOf(const char* id, const char* title, const char* iconName)
{
    PageEntry entry;
    entry.id = QString::fromLatin1(id);
    entry.section = RailSection::sync;
    entry.title = QCoreApplication::translate("SyncPages", title);
    entry.iconName = QString::fromLatin1(iconName);
    entry.make = [](const PageContext& context, const QString& item, QWidget* parent) -> Page* {
        if constexpr (std::is_same_v<PageType, NeedsYouPage>)
            return new PageType(context, item, parent);
        else
            return new PageType(context, parent);
    };
    return entry;
}

} // namespace

std::vector<PageEntry> syncPages()
{
    auto needsYou = entryOf<NeedsYouPage>(
        "needs-you", QT_TRANSLATE_NOOP("SyncPages", "Needs you"), "circle-alert"
    );
    needsYou.countStatus = [](const sync::Status& status) {
        return RailCount{status.needYou, Kind::warn};
    };
    auto pending = entryOf<PendingPage>(
        "pending", QT_TRANSLATE_NOOP("SyncPages", "Pending changes"), "cloud-upload"
    );
    pending.countStatus = [](const sync::Status& status) {
        return RailCount{status.pending, Kind::neutral};
    };
    auto setAside =
        entryOf<SetAsidePage>("set-aside", QT_TRANSLATE_NOOP("SyncPages", "Set aside"), "inbox");
    setAside.countStatus = [](const sync::Status& status) {
        return RailCount{status.quarantined, Kind::warn};
    };
    auto details =
        entryOf<SyncPage>("sync", QT_TRANSLATE_NOOP("SyncPages", "Sync details"), "gauge");
    auto diagnostics = entryOf<DiagnosticsPage>(
        "diagnostics", QT_TRANSLATE_NOOP("SyncPages", "Diagnostics"), "activity"
    );
    auto activity =
        entryOf<SyncPage>("activity", QT_TRANSLATE_NOOP("SyncPages", "Sync activity"), "history");
    activity.make = [](const PageContext& context, const QString& item, QWidget* parent) -> Page* {
        return new ActivityPage(context, item, parent);
    };
    return {
        std::move(needsYou),
        std::move(pending),
        std::move(setAside),
        std::move(details),
        std::move(activity),
        std::move(diagnostics)};
}

} // namespace tidemark::ui
