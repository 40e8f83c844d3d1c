#include "app/desk/pages.hpp"

#include "ui/reports/report_pages.hpp"
#include "ui/runs/run_pages.hpp"
#include "ui/settings/settings_page.hpp"
#include "ui/shell/shell.hpp"
#include "ui/sync/sync_pages.hpp"

#include <QCoreApplication>

namespace tidemark::desk {
namespace {

QString textIn(const boost::json::object& row, std::string_view key)
{
    const boost::json::value* value = row.if_contains(key);
    if (value == nullptr)
        return {};
    if (value->is_int64())
        return QString::number(value->get_int64());
    if (!value->is_string())
        return {};
    const auto& text = value->get_string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

ui::QuickOpenHit describeReport(const boost::json::object& row)
{
    ui::QuickOpenHit hit;
    hit.title =
        QCoreApplication::translate("Desk", "%1 compliance report").arg(textIn(row, "year"));
    hit.detail = textIn(row, "organizationName");
    return hit;
}

} // namespace

std::vector<ui::PageEntry> allPages(ui::ThemeControl& theme, ui::IdleLock& idleLock)
{
    std::vector<ui::PageEntry> pages;
    for (auto&& part :
         {ui::reportPages(), ui::runPages(), ui::syncPages(), ui::settingsPages(theme, idleLock)})
        pages.insert(pages.end(), part.begin(), part.end());
    return pages;
}

std::vector<ui::QuickOpenSource> quickOpenSources(sync::AgentClient& agent)
{
    sync::RowQuery reports;
    reports.entity = "complianceReport";
    reports.sort = {"-year"};
    return {ui::rowSource(
        agent, reports, QStringLiteral("report"), QStringLiteral("file-text"), describeReport
    )};
}

} // namespace tidemark::desk
