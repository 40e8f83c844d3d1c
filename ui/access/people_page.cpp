#include "ui/access/people_page.hpp"

#include "ui/access/grants_part.hpp"
#include "ui/access/roles_part.hpp"
#include "ui/access/users_part.hpp"
#include "ui/admin/admin_entry.hpp"
#include "ui/kit/page_head.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

PeoplePage::PeoplePage(const PageContext& context, QWidget* parent)
    : Page(parent)
{
    auto* tabs = new TabStack(tr("Parts of this page"), this);
    tabs->addTab(tr("Users"), partFor<UsersPart>(context, "user:read"));
    tabs->addTab(tr("Roles"), partFor<RolesPart>(context, "role:read"));
    tabs->addTab(tr("Grants for a while"), partFor<GrantsPart>(context, "role:read"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PageHead(title(), this));
    column->addWidget(tabs, 1);
}

QString PeoplePage::title() const
{
    return tr("People and roles");
}

std::vector<Crumb> PeoplePage::breadcrumb() const
{
    return {Crumb{tr("Administration"), {}}, Crumb{title(), {}}};
}

} // namespace tidemark::ui
