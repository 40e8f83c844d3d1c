#include "ui/access/people_page.hpp"

#include "ui/access/grants_part.hpp"
#include "ui/access/roles_part.hpp"
#include "ui/access/users_part.hpp"
#include "ui/admin/refused_part.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/tab_stack.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

template <class Part>
TabStack::Maker partFor(const PageContext& context, const char* permission)
{
    return [context, permission](QWidget* parent) {
        return orRefused(context.agent, permission, parent, [context](QWidget* under) -> QWidget* {
            return new Part(context, under);
        });
    };
}

} // namespace

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
