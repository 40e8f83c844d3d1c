#include "ui/admin/admin_pages.hpp"

#include "ui/admin/admin_entry.hpp"
#include "ui/admin/keys_part.hpp"
#include "ui/admin/recovery_page.hpp"
#include "ui/admin/tenant_page.hpp"

namespace tidemark::ui {

std::vector<PageEntry> adminPages()
{
    return {
        adminPage<KeysPage>("api-keys", KeysPage::tr("API keys"), "key-round"),
        adminPage<TenantPage>("tenant", TenantPage::tr("Tenant settings"), "house"),
        adminPage<RecoveryPage>("recovery", RecoveryPage::tr("Recovery"), "history")};
}

} // namespace tidemark::ui
