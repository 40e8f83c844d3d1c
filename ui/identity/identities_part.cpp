#include "ui/identity/identities_part.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/identity/link_dialog.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/table_view.hpp"

namespace tidemark::ui {
namespace json = boost::json;
namespace {

std::vector<sync::RowColumn> columns()
{
    const auto instant = [](const char* field) {
        return [field](const json::value&, const json::object& row) { return whenIn(row, field); };
    };
    return {
        {.field = "provider",
         .title = IdentitiesPart::tr("Provider"),
         .format =
             [](const json::value&, const json::object& row) {
                 const QString name = wordsIn(row, "provider");
                 return name.isEmpty() ? IdentitiesPart::tr("removed") : name;
             },
         .extra = [](const json::object&,
                     int role) { return role == StrongRole ? QVariant(true) : QVariant(); }},
        {.field = "issuer", .title = IdentitiesPart::tr("Issuer")},
        {.field = "subject", .title = IdentitiesPart::tr("ID there")},
        {.field = "email", .title = IdentitiesPart::tr("E-mail address there")},
        {.field = "linkedAt", .title = IdentitiesPart::tr("Linked"), .format = instant("linkedAt")},
        {.field = "seenAt",
         .title = IdentitiesPart::tr("Last sign-in"),
         .format = instant("seenAt")}};
}

HeldRows heldOf(sync::AgentClient& agent, const std::string& userId)
{
    return HeldRows([&agent, userId](const HeldRows::Done& done) {
        const PlatformCall call{.path = "users/" + userId + "/oidc-identities"};
        askPlatform(agent, call, &agent, [done](const PlatformAnswer& answer) {
            if (!answer) {
                done(*answer.fault);
                return;
            }
            HeldRows::Rows rows = objectsIn(answer.object(), "items");
            for (json::object& row : rows) // One account for each issuer.
                row["id"] = textIn(row, "issuer");
            done(std::move(rows));
        });
    });
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent, const HeldRows& held)
{
    auto* model = new sync::RowWindowModel(agent, {.entity = "oidcIdentity"}, columns());
    model->setSource(held.source());
    return model;
}

} // namespace

IdentitiesPart::IdentitiesPart(const PageContext& context, IdentitiesOf whose, QWidget* parent)
    : IdentitiesPart(context, whose, heldOf(context.agent, whose.userId), parent)
{
}

IdentitiesPart::IdentitiesPart(
    const PageContext& context, IdentitiesOf whose, HeldRows held, QWidget* parent
)
    : ListPart(context.agent, modelOf(context.agent, held), tr("Accounts at providers"), parent)
    , context_(context)
    , whose_(std::move(whose))
    , held_(std::move(held))
{
    addActions();
    table().setColumnWidths({150, 0, 200, 190, 140, 140});
    table().setOptionalColumns({4, 5, 3});
    setEmptyWords(
        QStringLiteral("log-in"),
        tr("No account at a provider"),
        tr("This person signs in with a password. An account at an identity provider is linked at "
           "their first sign-in with it, or here.")
    );
    connect(this, &ListPart::chosenChanged, this, &IdentitiesPart::onChosen);
    onChosen();
}

void IdentitiesPart::addActions()
{
    auto* reset =
        new Button(ButtonKind::normal, tr("Reset second factor…"), QStringLiteral("shield"), this);
    auto* unlink = new Button(ButtonKind::normal, tr("Unlink…"), QStringLiteral("ban"), this);
    auto* link = new Button(ButtonKind::primary, tr("Link…"), QStringLiteral("link"), this);
    const auto guard = [this](Button* button, const QKeySequence& keys) {
        addTool(button);
        return (new ActionGuard(context_.agent, button, "user:admin"))->setKeys(keys);
    };
    auto* canReset = guard(reset, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    canUnlink_ = guard(unlink, QKeySequence(Qt::CTRL | Qt::Key_Delete));
    auto* canLink = guard(link, QKeySequence(Qt::CTRL | Qt::Key_N));
    const auto& self = context_.agent.status().user;
    if (self && self->id == whose_.userId) {
        canReset->setReason(tr("Your own second factor is changed in the settings."));
        canLink->setReason(tr("Another administrator links your own account."));
    }
    connect(reset, &QAbstractButton::clicked, this, &IdentitiesPart::askToReset);
    connect(unlink, &QAbstractButton::clicked, this, &IdentitiesPart::askToUnlink);
    connect(link, &QAbstractButton::clicked, this, &IdentitiesPart::link);
}

void IdentitiesPart::onChosen()
{
    canUnlink_->setReason(chosen() == nullptr ? tr("Choose an account first.") : QString());
}

void IdentitiesPart::link()
{
    auto* dialog = new LinkDialog(context_.agent, whose_.userId, whose_.name, this);
    connect(dialog, &LinkDialog::linked, this, [this] {
        banner().setAction({});
        banner().say(Kind::ok, tr("The account is linked."));
        reload();
    });
    dialog->open();
}

void IdentitiesPart::askToUnlink()
{
    const json::object* row = chosen();
    if (row == nullptr)
        return;
    Question question;
    question.heading = tr("Unlink %1 from %2?").arg(whose_.name, wordsIn(*row, "issuer"));
    question.text =
        tr("They cannot sign in with this account any more. Sessions that are open stay "
           "until they end.");
    question.action = tr("Unlink");
    question.isDestructive = true;
    PlatformCall call{
        .method = "DELETE",
        .path = "users/" + whose_.userId +
                "/oidc-identities?issuer=" + inQuery(textIn(*row, "issuer"))};
    context_.prompter.confirm(this, question, [this, call](bool isAgreed) {
        if (isAgreed)
            carryOut(call, tr("The account is unlinked."));
    });
}

void IdentitiesPart::askToReset()
{
    Question question;
    question.heading = tr("Reset the second factor of %1?").arg(whose_.name);
    question.text = tr("Their authenticator app and recovery codes no longer count: the password "
                       "alone signs them in. Where a second factor is required, they set up a new "
                       "one at the next sign-in. Make sure that it is really them who ask.");
    question.action = tr("Reset second factor");
    question.isDestructive = true;
    const PlatformCall call{
        .method = "POST", .path = "users/" + whose_.userId + "/second-factor/reset"};
    context_.prompter.confirm(this, question, [this, call](bool isAgreed) {
        if (isAgreed)
            carryOut(call, tr("The second factor is reset."));
    });
}

void IdentitiesPart::carryOut(PlatformCall call, const QString& done)
{
    askPlatform(context_.agent, std::move(call), this, [this, done](const auto& answer) {
        banner().setAction({});
        if (answer)
            banner().say(Kind::ok, done);
        else
            banner().say(*answer.fault);
        reload();
    });
}

void IdentitiesPart::reload()
{
    held_.forget();
    model().refresh();
}

} // namespace tidemark::ui
