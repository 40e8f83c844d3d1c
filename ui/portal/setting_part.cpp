#include "ui/portal/setting_part.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/admin/form_card.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/portal/portal_setting.hpp"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>

namespace tidemark::ui {
namespace {

/// The order of the buttons.
constexpr std::array<const char*, 3> modes{"closed", "invited", "approved"};

} // namespace

PortalSettingPart::PortalSettingPart(
    const PageContext& context, PortalSetting& setting, QWidget* parent
)
    : QWidget(parent)
    , context_(context)
    , setting_(setting)
{
    build();
    connect(&setting_, &PortalSetting::changed, this, &PortalSettingPart::show);
    connect(&setting_, &PortalSetting::saved, this, [this] {
        banner_->say(Kind::ok, tr("Saved."));
    });
    connect(&setting_, &PortalSetting::saveFailed, this, [this](const Fault& fault) {
        banner_->say(fault);
    });
    show();
}

void PortalSettingPart::build()
{
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    auto* scroll = new CardScroll(this);
    auto* card = new FormCard(tr("Who may get an account"), this);
    ways_ = new QButtonGroup(this);
    const auto addWay = [&](int id, const QString& name, const QString& hint) {
        auto* way = new QRadioButton(name, card);
        ways_->addButton(way, id);
        card->addChoice(way, hint);
    };
    addWay(
        0,
        tr("Nobody"),
        tr("The page to sign up refuses everybody. Accounts that are there already stay.")
    );
    addWay(
        1,
        tr("Who is invited"),
        tr("An invitation names the address, the organization and the role, and is good once.")
    );
    addWay(
        2,
        tr("Also who asks, when an administrator admits them"),
        tr("Requests wait in the first tab. Until then nobody who asked can sign in.")
    );
    auto* address = new Label(setting_.address(), TextStyle::mono, Tone::text, card);
    address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    address->setWordWrap(true);
    card->addRow(tr("Address of the portal"), address);
    auto* save = new Button(ButtonKind::primary, tr("Save"), QStringLiteral("save"), card);
    canSave_ = new ActionGuard(context_.agent, save, "tenant:update");
    canSave_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_S));
    auto* foot = new QWidget(card);
    auto* in = new QHBoxLayout(foot);
    in->setContentsMargins(0, 0, 0, 0);
    in->addWidget(save);
    in->addStretch(1);
    card->addWide(foot);
    scroll->add(card);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(banner_);
    column->addWidget(scroll, 1);
    connect(ways_, &QButtonGroup::idClicked, this, &PortalSettingPart::update);
    connect(save, &QAbstractButton::clicked, this, [this] { setting_.save(chosen()); });
}

void PortalSettingPart::show()
{
    for (std::size_t i = 0; i < modes.size(); ++i) {
        if (setting_.mode() == modes[i])
            ways_->button(static_cast<int>(i))->setChecked(true);
    }
    update();
}

void PortalSettingPart::update()
{
    const auto& user = context_.agent.status().user;
    const bool isKnown = !setting_.mode().empty();
    const bool mayChange = isKnown && user && user->may("tenant:update");
    for (QAbstractButton* way : ways_->buttons()) {
        way->setEnabled(mayChange);
        way->setToolTip(
            mayChange || !isKnown ? QString()
                                  : tr("Changing this needs the permission tenant:update.")
        );
    }
    canSave_->setReason(
        !isKnown                      ? tr("The setting is not loaded yet.")
        : chosen() == setting_.mode() ? tr("Nothing is changed.")
                                      : QString()
    );
}

std::string PortalSettingPart::chosen() const
{
    const int id = ways_->checkedId();
    return id < 0 ? std::string() : modes.at(static_cast<std::size_t>(id));
}

} // namespace tidemark::ui
