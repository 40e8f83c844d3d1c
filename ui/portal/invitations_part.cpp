#include "ui/portal/invitations_part.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/admin/platform_rows.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/portal/customer_dialog.hpp"

namespace tidemark::ui {
namespace json = boost::json;
namespace {

ChipText stateOf(const json::object& row)
{
    const std::string state = textIn(row, "state");
    if (state == "open")
        return {Kind::info, InvitationsPart::tr("Open"), QStringLiteral("clock")};
    if (state == "used")
        return {Kind::ok, InvitationsPart::tr("Used"), QStringLiteral("check")};
    return {Kind::neutral, InvitationsPart::tr("Over"), QStringLiteral("ban")};
}

/// The order is the list's own, so no column can be sorted.
sync::RowColumn column(const QString& title, const char* field)
{
    sync::RowColumn made{.title = title};
    made.format = [field](const json::value&, const json::object& row) {
        return wordsIn(row, field);
    };
    return made;
}

std::vector<sync::RowColumn> columns()
{
    std::vector<sync::RowColumn> all{
        column(InvitationsPart::tr("E-mail address"), "email"),
        column(InvitationsPart::tr("Organization"), "organization"),
        column(InvitationsPart::tr("Role"), "role"),
        {.title = InvitationsPart::tr("State"),
         .format = [](const json::value&, const json::object& row) { return stateOf(row).text; }},
        {.title = InvitationsPart::tr("Good until"),
         .format = [](const json::value&,
                      const json::object& row) { return whenIn(row, "expiresAt"); }},
        column(InvitationsPart::tr("Invited by"), "invitedBy")};
    all[0].extra = [](const json::object&, int role) {
        return role == StrongRole ? QVariant(true) : QVariant();
    };
    all[3].extra = [](const json::object& row, int role) {
        return role == ChipRole ? QVariant::fromValue(stateOf(row)) : QVariant();
    };
    return all;
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent)
{
    const sync::RowCondition open{"state", "eq", json::value("open")};
    auto* model = new sync::RowWindowModel(
        agent, {.entity = "portalInvitation", .filter = {open}}, columns()
    );
    model->setSource(platformRows(agent, "portal/invitations", ListForm::plain));
    return model;
}

} // namespace

InvitationsPart::InvitationsPart(const PageContext& context, QWidget* parent)
    : ListPart(context.agent, modelOf(context.agent), tr("Invitations"), parent)
    , context_(context)
{
    addStateChoice(
        tr("State of the invitations"),
        {{tr("That are open"), QStringLiteral("open")},
         {tr("Used"), QStringLiteral("used")},
         {tr("Over"), QStringLiteral("over")},
         {tr("All invitations"), QString()}}
    );
    addActions();
    table().setColumnWidths({220, 190, 0, 110, 140, 160});
    table().setOptionalColumns({5, 4});
    setEmptyWords(
        QStringLiteral("key-round"),
        tr("No invitation is open"),
        tr("With an invitation somebody signs up without waiting, into the organization and with "
           "the role that you choose.")
    );
    connect(this, &ListPart::chosenChanged, this, &InvitationsPart::onChosen);
    onChosen();
}

void InvitationsPart::addActions()
{
    auto* withdraw =
        new Button(ButtonKind::normal, tr("Withdraw…"), QStringLiteral("undo-2"), this);
    auto* invite = new Button(ButtonKind::primary, tr("Invite…"), QStringLiteral("plus"), this);
    addTool(withdraw);
    addTool(invite);
    canWithdraw_ = new ActionGuard(context_.agent, withdraw, "user:create");
    canWithdraw_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Delete));
    (new ActionGuard(context_.agent, invite, "role:assign"))
        ->setKeys(QKeySequence(Qt::CTRL | Qt::Key_N));
    connect(withdraw, &QAbstractButton::clicked, this, &InvitationsPart::askToWithdraw);
    connect(invite, &QAbstractButton::clicked, this, &InvitationsPart::invite);
}

void InvitationsPart::onChosen()
{
    const json::object* row = chosen();
    QString reason;
    if (row == nullptr)
        reason = tr("Choose an invitation first.");
    else if (textIn(*row, "state") == "used")
        reason = tr("It was used. Deactivate the user instead.");
    canWithdraw_->setReason(reason);
}

void InvitationsPart::invite()
{
    auto* dialog = new CustomerDialog(context_, this);
    connect(dialog, &CustomerDialog::done, &model(), &sync::RowWindowModel::refresh);
    dialog->open();
}

void InvitationsPart::askToWithdraw()
{
    const json::object* row = chosen();
    if (row == nullptr)
        return;
    Question question;
    question.heading = tr("Withdraw the invitation of %1?").arg(wordsIn(*row, "email"));
    question.text = tr("Its code can no longer be used. The mail that was sent stays with them.");
    question.action = tr("Withdraw");
    question.isDestructive = true;
    const PlatformCall call{.method = "DELETE", .path = "portal/invitations/" + textIn(*row, "id")};
    context_.prompter.confirm(this, question, [this, call](bool isAgreed) {
        if (!isAgreed)
            return;
        askPlatform(context_.agent, call, this, [this](const PlatformAnswer& answer) {
            banner().setAction({});
            if (answer)
                banner().say(Kind::ok, tr("The invitation is withdrawn."));
            else
                banner().say(*answer.fault);
            model().refresh();
        });
    });
}

} // namespace tidemark::ui
