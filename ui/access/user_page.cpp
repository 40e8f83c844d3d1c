#include "ui/access/user_page.hpp"

#include "ui/access/access_part.hpp"
#include "ui/access/access_words.hpp"
#include "ui/access/user_dialog.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/row_reach.hpp"
#include "ui/identity/identities_part.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/refused_part.hpp"
#include "ui/kit/tab_stack.hpp"
#include "ui/sessions/devices_part.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;

UserPage::UserPage(const PageContext& context, const QString& userId, QWidget* parent)
    : Page(parent)
    , context_(context)
    , id_(userId.toStdString())
    , organizations_(context.agent, "organization", "name")
{
    build();
    connect(&organizations_, &NameBook::arrived, this, &UserPage::show);
    // A new user is on the platform first and here a moment later.
    connect(&context_.agent, &sync::AgentClient::changed, this, [this](const auto& changes) {
        if (changes.entities.find("user") != changes.entities.end())
            load();
    });
    show();
    load();
}

void UserPage::build()
{
    head_ = new PageHead(title(), this);
    addActions();
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    tabs_ = new TabStack(tr("Parts of this page"), this);
    tabs_->addTab(tr("Access"), [this](QWidget* under) -> QWidget* {
        const auto& self = context_.agent.status().user;
        if (self && self->id == id_)
            return new AccessPart(context_, id_, under);
        return orRefused(context_.agent, "role:read", under, [this](QWidget* inner) -> QWidget* {
            return new AccessPart(context_, id_, inner);
        });
    });
    tabs_->addTab(tr("Sessions and devices"), [this](QWidget* under) {
        return orRefused(context_.agent, "session:read", under, [this](QWidget* inner) -> QWidget* {
            return new DevicesPart(context_, {id_, wordsIn(user_, "displayName")}, inner);
        });
    });
    tabs_->addTab(tr("Signing in"), [this](QWidget* under) {
        return orRefused(context_.agent, "user:read", under, [this](QWidget* inner) -> QWidget* {
            return new IdentitiesPart(context_, {id_, wordsIn(user_, "displayName")}, inner);
        });
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addWidget(tabs_, 1);
}

void UserPage::addActions()
{
    activate_ = new Button(ButtonKind::normal, tr("Deactivate…"), QStringLiteral("ban"), this);
    auto* reset =
        new Button(ButtonKind::normal, tr("Reset password…"), QStringLiteral("key-round"), this);
    auto* edit = new Button(ButtonKind::primary, tr("Edit…"), QStringLiteral("pencil"), this);
    const auto guard = [this](Button* button, const char* permission, const QKeySequence& keys) {
        head_->addAction(button);
        guards_.push_back(new ActionGuard(context_.agent, button, permission));
        guards_.back()->setKeys(keys);
    };
    guard(activate_, "user:update", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X));
    guard(reset, "user:admin", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    canReset_ = guards_.back();
    guard(edit, "user:update", QKeySequence(Qt::Key_F2));
    connect(activate_, &QAbstractButton::clicked, this, &UserPage::askToDeactivate);
    connect(reset, &QAbstractButton::clicked, this, &UserPage::askToReset);
    connect(edit, &QAbstractButton::clicked, this, &UserPage::edit);
}

QString UserPage::title() const
{
    const QString name = wordsIn(user_, "displayName");
    return name.isEmpty() ? tr("User") : name;
}

std::vector<Crumb> UserPage::breadcrumb() const
{
    return {
        Crumb{tr("Administration"), {}},
        Crumb{tr("People and roles"), Place{QStringLiteral("people"), {}}},
        Crumb{title(), {}}};
}

void UserPage::load()
{
    context_.agent.rowsGet("user", id_, this, [this](const Result<json::object>& row) {
        if (!row) {
            if (user_.empty() && row.error().code == FaultCode::notFound)
                head_->setNote(tr("Not on this device yet"), QStringLiteral("clock"));
            else
                banner_->say(row.error());
            return;
        }
        user_ = *row;
        head_->setNote({});
        show();
        Q_EMIT headChanged();
    });
}

void UserPage::show()
{
    head_->setTitle(title());
    const QString nothing = user_.empty() ? tr("The user is not loaded yet.") : QString();
    const auto& self = context_.agent.status().user;
    const bool isSelf = self && self->id == id_;
    for (ActionGuard* guard : guards_) {
        guard->setRow({.organizationId = textIn(user_, "organizationId")});
        guard->setReason(nothing);
        judgeRow(context_.agent, guard, "user", id_);
    }
    if (user_.empty())
        return;
    if (isSelf)
        canReset_->setReason(tr("Your own password is changed in the settings."));
    const std::string organization = textIn(user_, "organizationId");
    const QString place =
        organization.empty() ? tr("all organizations") : organizations_.name(organization);
    QStringList about{wordsIn(user_, "login")};
    for (const QString& part : {wordsIn(user_, "title"), place}) {
        if (!part.isEmpty())
            about << part;
    }
    head_->setSubtitle(about.join(QStringLiteral(" · ")));
    const bool isActive = flagIn(user_, "isActive");
    std::vector<ChipText> chips;
    chips.push_back(
        isActive ? ChipText{Kind::ok, tr("Active"), QStringLiteral("check")}
                 : ChipText{Kind::neutral, tr("Deactivated"), QStringLiteral("ban")}
    );
    if (flagIn(user_, "mustChangePassword"))
        chips.push_back({Kind::warn, tr("Must choose a password"), QStringLiteral("key-round")});
    head_->setChips(chips);
    activate_->setText(isActive ? tr("Deactivate…") : tr("Activate"));
    activate_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X));
}

void UserPage::edit()
{
    const QString organization = organizations_.name(textIn(user_, "organizationId"));
    auto* dialog = new UserDialog(context_, user_, organization, this);
    connect(dialog, &UserDialog::saved, this, &UserPage::load);
    dialog->open();
}

void UserPage::askToReset()
{
    Question question;
    question.heading = tr("Reset the password of %1?").arg(title());
    question.text = tr("A new password is made and shown to you once. All their sessions end now, "
                       "and they choose their own password at the next sign-in.");
    question.action = tr("Reset password");
    question.isDestructive = true;
    context_.prompter.confirm(this, question, [this](bool isAgreed) {
        if (!isAgreed)
            return;
        resetPassword(context_, id_, title(), this, [this](const PlatformAnswer& answer) {
            if (!answer)
                banner_->say(rightsFault(*answer.fault));
        });
    });
}

void UserPage::askToDeactivate()
{
    if (!flagIn(user_, "isActive")) {
        setActive(true);
        return;
    }
    Question question;
    question.heading = tr("Deactivate %1?").arg(title());
    question.text = tr("They are signed out everywhere and cannot sign in. What they made stays, "
                       "and they can be activated again.");
    question.action = tr("Deactivate");
    question.isDestructive = true;
    context_.prompter.confirm(this, question, [this](bool isAgreed) {
        if (isAgreed)
            setActive(false);
    });
}

void UserPage::setActive(bool isActive)
{
    PlatformCall call{
        .method = "PATCH",
        .path = "users/" + id_,
        .body = json::object{{"isActive", isActive}},
        .rv = textIn(user_, "rv")};
    askPlatform(context_.agent, std::move(call), this, [this, isActive](const auto& answer) {
        if (!answer) {
            banner_->say(rightsFault(*answer.fault));
            load();
            return;
        }
        user_ = answer.object();
        banner_->say(Kind::ok, isActive ? tr("They can sign in again.") : tr("Deactivated."));
        show();
    });
}

} // namespace tidemark::ui
