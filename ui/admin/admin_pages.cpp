#include "ui/admin/admin_pages.hpp"

#include "ui/admin/keys_part.hpp"
#include "ui/admin/recovery_page.hpp"
#include "ui/admin/tenant_page.hpp"

namespace tidemark::ui {
namespace {

template <class PageType>
PageEntry pageOf(const char* id, const QString& title, const char* iconName)
{
    PageEntry entry;
    entry.id = QString::fromLatin1(id);
    entry.section = RailSection::administration;
    entry.title = title;
    entry.iconName = QString::fromLatin1(iconName);
    entry.make = [](const PageContext& context, const QString&, QWidget* parent) -> Page* {
        return new PageType(context, parent);
    };
    return entry;
}

} // namespace

std::vector<PageEntry> adminPages()
{
    return {
        pageOf<KeysPage>("api-keys", KeysPage::tr("API keys"), "key-round"),
        pageOf<TenantPage>("tenant", TenantPage::tr("Tenant settings"), "house"),
        pageOf<RecoveryPage>("recovery", RecoveryPage::tr("Recovery"), "history")};
}

} // namespace tidemark::ui
