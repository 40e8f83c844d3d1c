#include "app/desk/pages.hpp"

#include "ui/access/access_pages.hpp"
#include "ui/admin/admin_pages.hpp"
#include "ui/audit/audit_page.hpp"
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

ui::QuickOpenHit describeRun(const boost::json::object& row)
{
    ui::QuickOpenHit hit;
    hit.title = textIn(row, "definitionName");
    hit.detail = QCoreApplication::translate("Desk", "run %1").arg(textIn(row, "number"));
    return hit;
}

/// Reports by organization, by year and by the words of their title.
ui::QuickOpenSource reportSource(sync::AgentClient& agent)
{
    return [&agent](const QString& text, QObject* context, auto answer) {
        sync::RowQuery reports{.entity = "complianceReport", .sort = {"-year"}};
        const QString title = QCoreApplication::translate("Desk", "%1 compliance report");
        QStringList words;
        for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            bool isNumber = false;
            const int year = word.toInt(&isNumber);
            if (isNumber && word.size() == 4)
                reports.filter.push_back({"year", "eq", boost::json::value(year)});
            else if (!title.contains(QLatin1Char(' ') + word, Qt::CaseInsensitive))
                words << word;
        }
        const auto find = ui::rowSource(
            agent, reports, QStringLiteral("report"), QStringLiteral("file-text"), describeReport
        );
        find(words.join(QLatin1Char(' ')), context, std::move(answer));
    };
}

} // namespace

std::vector<ui::PageEntry> allPages(ui::ThemeControl& theme, ui::IdleLock& idleLock)
{
    std::vector<ui::PageEntry> pages;
    for (auto&& part :
         {ui::reportPages(),
          ui::runPages(),
          ui::accessPages(),
          ui::auditPages(),
          ui::adminPages(),
          ui::syncPages(),
          ui::settingsPages(theme, idleLock)})
        pages.insert(pages.end(), part.begin(), part.end());
    return pages;
}

std::vector<ui::QuickOpenSource> quickOpenSources(sync::AgentClient& agent)
{
    return {
        reportSource(agent),
        ui::rowSource(
            agent,
            {.entity = "reportRun", .sort = {"-number"}},
            QStringLiteral("run"),
            QStringLiteral("activity"),
            describeRun
        )};
}

} // namespace tidemark::desk
