#include "ui/portal/sign_ups_part.hpp"

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
    if (state == "waiting")
        return {Kind::info, SignUpsPart::tr("Waits"), QStringLiteral("clock")};
    if (state == "approved")
        return {Kind::ok, SignUpsPart::tr("Admitted"), QStringLiteral("check")};
    return {Kind::neutral, SignUpsPart::tr("Refused"), QStringLiteral("ban")};
}

using Words = QString (*)(const json::object& row, std::string_view key);

/// The order is the list's own, so no column can be sorted.
sync::RowColumn column(const QString& title, const char* field, Words words = wordsIn)
{
    sync::RowColumn made{.title = title};
    made.format = [field, words](const json::value&, const json::object& row) {
        return words(row, field);
    };
    return made;
}

std::vector<sync::RowColumn> columns()
{
    std::vector<sync::RowColumn> all{
        column(SignUpsPart::tr("Name"), "displayName"),
        column(SignUpsPart::tr("E-mail address"), "login"),
        column(SignUpsPart::tr("Company"), "company"),
        {.title = SignUpsPart::tr("State"),
         .format = [](const json::value&, const json::object& row) { return stateOf(row).text; }},
        column(SignUpsPart::tr("Asked"), "askedAt", whenIn),
        column(SignUpsPart::tr("From"), "address"),
        column(SignUpsPart::tr("Decided"), "decidedAt", whenIn),
        column(SignUpsPart::tr("Decided by"), "decidedBy")};
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
    const sync::RowCondition waiting{"state", "eq", json::value("waiting")};
    auto* model =
        new sync::RowWindowModel(agent, {.entity = "portalSignUp", .filter = {waiting}}, columns());
    model->setSource(platformRows(agent, "portal/sign-ups", ListForm::plain));
    return model;
}

} // namespace

SignUpsPart::SignUpsPart(const PageContext& context, QWidget* parent)
    : ListPart(context.agent, modelOf(context.agent), tr("Requests for an account"), parent)
    , context_(context)
{
    addStateChoice(
        tr("State of the requests"),
        {{tr("That wait"), QStringLiteral("waiting")},
         {tr("Admitted"), QStringLiteral("approved")},
         {tr("Refused"), QStringLiteral("refused")},
         {tr("All requests"), QString()}}
    );
    addActions();
    table().setColumnWidths({170, 200, 0, 110, 140, 120, 140, 140});
    table().setOptionalColumns({7, 6, 5, 2});
    setEmptyWords(
        QStringLiteral("inbox"),
        tr("Nobody waits"),
        tr("Who signs up in the customer portal without an invitation is listed here until an "
           "administrator admits or refuses them.")
    );
    connect(this, &ListPart::chosenChanged, this, &SignUpsPart::onChosen);
    connect(this, &ListPart::opened, this, &SignUpsPart::admit);
    onChosen();
}

void SignUpsPart::addActions()
{
    auto* refuse = new Button(ButtonKind::normal, tr("Refuse…"), QStringLiteral("ban"), this);
    auto* admit = new Button(ButtonKind::primary, tr("Admit…"), QStringLiteral("check"), this);
    addTool(refuse);
    addTool(admit);
    canRefuse_ = new ActionGuard(context_.agent, refuse, "user:create");
    canRefuse_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Delete));
    canAdmit_ = new ActionGuard(context_.agent, admit, "role:assign");
    canAdmit_->setKeys(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    connect(refuse, &QAbstractButton::clicked, this, &SignUpsPart::askToRefuse);
    connect(admit, &QAbstractButton::clicked, this, &SignUpsPart::admit);
}

void SignUpsPart::onChosen()
{
    const json::object* row = chosen();
    QString reason;
    if (row == nullptr)
        reason = tr("Choose a request first.");
    else if (textIn(*row, "state") != "waiting")
        reason = tr("This request is decided already.");
    canAdmit_->setReason(reason);
    canRefuse_->setReason(reason);
}

void SignUpsPart::admit()
{
    const json::object* row = chosen();
    if (row == nullptr || !canAdmit_->isAllowed())
        return;
    const WaitingCustomer whom{textIn(*row, "id"), wordsIn(*row, "displayName")};
    auto* dialog = new CustomerDialog(context_, whom, this);
    connect(dialog, &CustomerDialog::done, this, [this, name = whom.name] {
        banner().setAction({});
        banner().say(Kind::ok, tr("%1 can sign in now.").arg(name));
        model().refresh();
    });
    dialog->open();
}

void SignUpsPart::askToRefuse()
{
    const json::object* row = chosen();
    if (row == nullptr)
        return;
    Question question;
    question.heading = tr("Refuse an account to %1?").arg(wordsIn(*row, "displayName"));
    question.text = tr("They are not told. They can ask again later.");
    question.action = tr("Refuse");
    question.isDestructive = true;
    const PlatformCall call{
        .method = "POST", .path = "portal/sign-ups/" + textIn(*row, "id") + "/refuse"};
    context_.prompter.confirm(this, question, [this, call](bool isAgreed) {
        if (!isAgreed)
            return;
        askPlatform(context_.agent, call, this, [this](const PlatformAnswer& answer) {
            banner().setAction({});
            if (answer)
                banner().say(Kind::ok, tr("The request is refused."));
            else
                banner().say(*answer.fault);
            model().refresh();
        });
    });
}

} // namespace tidemark::ui
