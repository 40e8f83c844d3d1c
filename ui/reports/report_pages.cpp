#include "ui/reports/report_pages.hpp"

#include "ui/reports/reports_page.hpp"
#include "ui/reports/workbench_page.hpp"

#include <QCoreApplication>

#include <map>

namespace tidemark::ui {

namespace {

/// One store of reference data for each agent, as long as that lives.
class References {
public:
    ReferenceStore& of(sync::AgentClient& agent)
    {
        QPointer<ReferenceStore>& store = stores_[&agent];
        if (!store)
            store = new ReferenceStore(agent, &agent); // The agent takes it.
        return *store;
    }

private:
    std::map<sync::AgentClient*, QPointer<ReferenceStore>> stores_ = {};
};

} // namespace

std::vector<PageEntry> reportPages()
{
    const auto references = std::make_shared<References>();
    PageEntry list{
        .id = QStringLiteral("reports"),
        .section = RailSection::work,
        .title = QCoreApplication::translate("Reports", "Reports"),
        .iconName = QStringLiteral("file-text"),
        .make = [references](const PageContext& context, const QString&, QWidget* parent) -> Page* {
            return new ReportsPage(context, references->of(context.agent), parent);
        }};
    list.countRows = sync::RowQuery{.entity = "complianceReport"};
    list.permission = "report:read";

    PageEntry one{
        .id = QStringLiteral("report"),
        .section = RailSection::hidden,
        .title = QCoreApplication::translate("Reports", "Report"),
        .iconName = QStringLiteral("file-text"),
        .make = [references](const PageContext& context, const QString& item, QWidget* parent)
            -> Page* {
            return new WorkbenchPage(context, references->of(context.agent), item, parent);
        }};
    one.railId = QStringLiteral("reports");
    return {std::move(list), std::move(one)};
}

} // namespace tidemark::ui
