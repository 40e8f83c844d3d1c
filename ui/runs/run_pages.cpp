#include "ui/runs/run_pages.hpp"

#include "ui/runs/run_watch_page.hpp"
#include "ui/runs/runs_page.hpp"

#include <QCoreApplication>

namespace tidemark::ui {

std::vector<PageEntry> runPages()
{
    PageEntry list{
        .id = QStringLiteral("runs"),
        .section = RailSection::work,
        .title = QCoreApplication::translate("Runs", "Runs"),
        .iconName = QStringLiteral("activity"),
        .make = [](const PageContext& context, const QString&, QWidget* parent) -> Page* {
            return new RunsPage(context, parent);
        }};
    list.countRows = sync::RowQuery{.entity = "reportRun"};
    list.permission = "run:read";

    PageEntry one{
        .id = QStringLiteral("run"),
        .section = RailSection::hidden,
        .title = QCoreApplication::translate("Runs", "Run"),
        .iconName = QStringLiteral("activity"),
        .make = [](const PageContext& context, const QString& item, QWidget* parent) -> Page* {
            return new RunWatchPage(context, item, parent);
        }};
    one.railId = QStringLiteral("runs");
    return {std::move(list), std::move(one)};
}

} // namespace tidemark::ui
