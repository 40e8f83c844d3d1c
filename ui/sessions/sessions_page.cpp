#include "ui/sessions/sessions_page.hpp"

#include "ui/kit/refused_part.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/tab_stack.hpp"
#include "ui/sessions/all_sessions_part.hpp"
#include "ui/sessions/devices_part.hpp"
#include "ui/sessions/sign_ins_part.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

SessionsPage::SessionsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
{
    auto* head = new PageHead(title(), this);
    tabs_ = new TabStack(tr("Parts of this page"), this);
    tabs_->addTab(tr("Your devices"), [context](QWidget* under) -> QWidget* {
        return new DevicesPart(context, DevicesOf{}, under);
    });
    tabs_->addTab(tr("Your sign-ins"), [context](QWidget* under) -> QWidget* {
        return new SignInsPart(context.agent, SignInsOf::oneself, under);
    });
    tabs_->addTab(tr("All sessions"), [context](QWidget* under) {
        return orRefused(
            context.agent,
            "session:read",
            under,
            [context](QWidget* inner) -> QWidget* { return new AllSessionsPart(context, inner); }
        );
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(tabs_, 1);
}

QString SessionsPage::title() const
{
    return tr("Sessions and devices");
}

std::vector<Crumb> SessionsPage::breadcrumb() const
{
    return {Crumb{tr("Administration"), {}}, Crumb{title(), {}}};
}

} // namespace tidemark::ui
