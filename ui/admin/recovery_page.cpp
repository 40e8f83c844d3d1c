#include "ui/admin/recovery_page.hpp"

#include "ui/admin/admin_entry.hpp"
#include "ui/admin/recovery_parts.hpp"
#include "ui/admin/restores_part.hpp"
#include "ui/kit/page_head.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

RecoveryPage::RecoveryPage(const PageContext& context, QWidget* parent)
    : Page(parent)
{
    auto* tabs = new TabStack(tr("Parts of this page"), this);
    tabs->addTab(tr("Restores"), partFor<RestoresPart>(context, "sync:read"));
    tabs->addTab(tr("Access taken away"), partFor<RevocationsPart>(context, "sync:read"));
    tabs->addTab(tr("Kept work"), partFor<EscrowPart>(context, "escrow:read"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PageHead(title(), this));
    column->addWidget(tabs, 1);
}

QString RecoveryPage::title() const
{
    return tr("Recovery");
}

std::vector<Crumb> RecoveryPage::breadcrumb() const
{
    return {Crumb{tr("Administration"), {}}, Crumb{title(), {}}};
}

} // namespace tidemark::ui
