#include "ui/access/access_pages.hpp"

#include "ui/access/people_page.hpp"
#include "ui/access/role_page.hpp"
#include "ui/access/user_page.hpp"
#include "ui/admin/admin_entry.hpp"
#include "ui/identity/provider_page.hpp"
#include "ui/identity/providers_page.hpp"
#include "ui/portal/portal_page.hpp"
#include "ui/sessions/sessions_page.hpp"

#include <QCoreApplication>

namespace tidemark::ui {
namespace {

/// A page of one record, reached from the list of page `railId`.
template <class PageType>
PageEntry pageOfOne(const char* id, const char* railId)
{
    PageEntry entry;
    entry.id = QString::fromLatin1(id);
    entry.section = RailSection::hidden;
    entry.railId = QString::fromLatin1(railId);
    entry.make = [](const PageContext& context, const QString& item, QWidget* parent) -> Page* {
        return new PageType(context, item, parent);
    };
    return entry;
}

} // namespace

std::vector<PageEntry> accessPages()
{
    return {
        adminPage<PeoplePage>("people", PeoplePage::tr("People and roles"), "users"),
        adminPage<SessionsPage>("sessions", SessionsPage::tr("Sessions and devices"), "monitor"),
        adminPage<PortalPage>("portal", PortalPage::tr("Customer portal"), "globe"),
        adminPage<ProvidersPage>("single-sign-on", ProvidersPage::tr("Single sign-on"), "log-in"),
        pageOfOne<UserPage>("user", "people"),
        pageOfOne<RolePage>("role", "people"),
        pageOfOne<ProviderPage>("identity-provider", "single-sign-on")};
}

} // namespace tidemark::ui
