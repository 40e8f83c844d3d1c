#include "ui/portal/portal_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/admin/admin_entry.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/portal/invitations_part.hpp"
#include "ui/portal/portal_setting.hpp"
#include "ui/portal/setting_part.hpp"
#include "ui/portal/sign_ups_part.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

enum Part { signUps, invitations, settings };

} // namespace

PortalPage::PortalPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
    , setting_(new PortalSetting(context.agent, this))
{
    head_ = new PageHead(title(), this);
    banner_ = new Banner(this);
    tabs_ = new TabStack(tr("Parts of this page"), this);
    tabs_->addTab(tr("Requests"), partFor<SignUpsPart>(context_, "user:create"));
    tabs_->addTab(tr("Invitations"), partFor<InvitationsPart>(context_, "user:create"));
    tabs_->addTab(tr("Who may sign up"), [this](QWidget* under) {
        return orRefused(context_.agent, "tenant:read", under, [this](QWidget* in) -> QWidget* {
            return new PortalSettingPart(context_, *setting_, in);
        });
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addWidget(tabs_, 1);
    connect(setting_, &PortalSetting::changed, this, &PortalPage::showSetting);
    connect(tabs_, &TabStack::shown, this, &PortalPage::showSetting);
    connect(setting_, &PortalSetting::loadFailed, this, [this](const Fault& fault) {
        banner_->setAction(tr("Try again"));
        banner_->say(fault);
    });
    connect(banner_, &Banner::actionTriggered, this, [this] {
        if (setting_->mode().empty())
            setting_->load();
        else
            tabs_->setCurrent(Part::settings);
    });
}

QString PortalPage::title() const
{
    return tr("Customer portal");
}

std::vector<Crumb> PortalPage::breadcrumb() const
{
    return {Crumb{tr("Administration"), {}}, Crumb{title(), {}}};
}

void PortalPage::entered()
{
    const auto& user = context_.agent.status().user;
    if (user && user->may("tenant:read"))
        setting_->load();
}

void PortalPage::showSetting()
{
    const std::string& mode = setting_->mode();
    if (mode.empty())
        return;
    if (mode == "closed")
        head_->setChips({{Kind::neutral, tr("Closed"), QStringLiteral("lock")}});
    else if (mode == "invited")
        head_->setChips({{Kind::info, tr("By invitation"), QStringLiteral("key-round")}});
    else
        head_->setChips({{Kind::ok, tr("Open for requests"), QStringLiteral("check")}});
    if (mode != "closed") {
        banner_->clear();
        return;
    }
    banner_->setAction(tabs_->current() == Part::settings ? QString() : tr("Open settings"));
    banner_->say(
        Kind::info,
        tr("Nobody can sign up now, also not with an invitation."),
        tr("Choose who may sign up.")
    );
}

} // namespace tidemark::ui
