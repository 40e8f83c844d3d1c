#include "ui/identity/providers_page.hpp"

#include "ui/admin/admin_entry.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/identity/provider_test.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/table_view.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

ChipText stateOf(const json::object& row)
{
    return flagIn(row, "isEnabled")
               ? ChipText{Kind::ok, ProvidersPart::tr("On"), QStringLiteral("check")}
               : ChipText{Kind::neutral, ProvidersPart::tr("Off"), QStringLiteral("ban")};
}

std::vector<sync::RowColumn> columns()
{
    return {
        {.field = "name",
         .title = ProvidersPart::tr("Name"),
         .extra = [](const json::object&,
                     int role) { return role == StrongRole ? QVariant(true) : QVariant(); }},
        {.field = "issuer", .title = ProvidersPart::tr("Issuer")},
        {.title = ProvidersPart::tr("State"),
         .format = [](const json::value&, const json::object& row) { return stateOf(row).text; },
         .extra = [](const json::object& row, int role
                  ) { return role == ChipRole ? QVariant::fromValue(stateOf(row)) : QVariant(); }},
        {.field = "users",
         .title = ProvidersPart::tr("People"),
         .format = [](const json::value&,
                      const json::object& row) { return formatNumber(numberIn(row, "users")); },
         .alignment = Qt::AlignTrailing | Qt::AlignVCenter},
        {.title = ProvidersPart::tr("Secret"),
         .format =
             [](const json::value&, const json::object& row) {
                 return flagIn(row, "hasSecret") ? whenIn(row, "secretSetAt")
                                                 : ProvidersPart::tr("none");
             }},
        {.field = "updatedAt",
         .title = ProvidersPart::tr("Changed"),
         .format = [](const json::value&, const json::object& row) {
             return whenIn(row, "updatedAt");
         }}};
}

HeldRows heldOf(sync::AgentClient& agent)
{
    return HeldRows([&agent](const HeldRows::Done& done) {
        const PlatformCall call{.path = "oidc-providers?page=1&size=200"};
        askPlatform(agent, call, &agent, [done](const PlatformAnswer& answer) {
            if (answer)
                done(objectsIn(answer.object(), "items"));
            else
                done(*answer.fault);
        });
    });
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent, const HeldRows& held)
{
    auto* model = new sync::RowWindowModel(agent, {.entity = "oidcProvider"}, columns());
    model->setSource(held.source());
    return model;
}

} // namespace

ProvidersPart::ProvidersPart(const PageContext& context, QWidget* parent)
    : ProvidersPart(context, heldOf(context.agent), parent)
{
}

ProvidersPart::ProvidersPart(const PageContext& context, HeldRows held, QWidget* parent)
    : ListPart(context.agent, modelOf(context.agent, held), tr("Identity providers"), parent)
    , context_(context)
    , held_(std::move(held))
{
    addSearch(tr("Find by name or issuer"), tr("Find identity providers"));
    addActions();
    table().setColumnWidths({180, 0, 100, 80, 150, 150});
    table().setOptionalColumns({5, 4, 3});
    setEmptyWords(
        QStringLiteral("log-in"),
        tr("No identity provider"),
        tr("With one, people sign in with the account of their company: Keycloak, Entra ID, Okta, "
           "or any other that speaks OpenID Connect.")
    );
    connect(this, &ListPart::chosenChanged, this, &ProvidersPart::onChosen);
    connect(this, &ListPart::opened, this, [this](const QString& id) {
        context_.navigator.open({QStringLiteral("identity-provider"), id});
    });
    onChosen();
}

void ProvidersPart::addActions()
{
    auto* remove = new Button(ButtonKind::danger, tr("Remove…"), QStringLiteral("trash-2"), this);
    auto* test = new Button(ButtonKind::normal, tr("Test"), QStringLiteral("activity"), this);
    auto* create =
        new Button(ButtonKind::primary, tr("New provider…"), QStringLiteral("plus"), this);
    for (Button* each : {remove, test, create})
        addTool(each);
    canRemove_ = new ActionGuard(context_.agent, remove, "settings:delete");
    canRemove_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Delete));
    canTest_ = new ActionGuard(context_.agent, test, "settings:update");
    canTest_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_T));
    (new ActionGuard(context_.agent, create, "settings:create"))
        ->setKeys(QKeySequence(Qt::CTRL | Qt::Key_N));
    connect(remove, &QAbstractButton::clicked, this, &ProvidersPart::askToRemove);
    connect(test, &QAbstractButton::clicked, this, [this] {
        if (const json::object* row = chosen())
            testProvider(context_.agent, *row, banner());
    });
    connect(create, &QAbstractButton::clicked, this, [this] {
        context_.navigator.open({QStringLiteral("identity-provider"), QStringLiteral("new")});
    });
}

void ProvidersPart::onChosen()
{
    const json::object* row = chosen();
    const QString none = row == nullptr ? tr("Choose a provider first.") : QString();
    canRemove_->setReason(none);
    canTest_->setReason(
        row != nullptr && !flagIn(*row, "isEnabled")
            ? tr("Only a provider that is on can be tested.")
            : none
    );
}

void ProvidersPart::askToRemove()
{
    const json::object* row = chosen();
    if (row == nullptr)
        return;
    const auto users = static_cast<int>(numberIn(*row, "users"));
    Question question;
    question.heading = tr("Remove %1?").arg(wordsIn(*row, "name"));
    question.text =
        tr("%n person(s) sign in with it and then cannot, unless they have a password. Their users "
           "and what they made stay.",
           nullptr,
           users);
    question.action = tr("Remove");
    question.isDestructive = true;
    const PlatformCall call{
        .method = "DELETE",
        .path = "oidc-providers/" + textIn(*row, "id"),
        .rv = textIn(*row, "rv")};
    context_.prompter.confirm(this, question, [this, call](bool isAgreed) {
        if (!isAgreed)
            return;
        askPlatform(context_.agent, call, this, [this](const PlatformAnswer& answer) {
            banner().setAction({});
            if (answer)
                banner().say(Kind::ok, tr("The provider is removed."));
            else
                banner().say(*answer.fault);
            reload();
        });
    });
}

void ProvidersPart::reload()
{
    held_.forget();
    model().refresh();
}

ProvidersPage::ProvidersPage(const PageContext& context, QWidget* parent)
    : Page(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PageHead(title(), this));
    part_ = partFor<ProvidersPart>(context, "settings:read")(this);
    column->addWidget(part_, 1);
}

QString ProvidersPage::title() const
{
    return tr("Single sign-on");
}

std::vector<Crumb> ProvidersPage::breadcrumb() const
{
    return {Crumb{tr("Administration"), {}}, Crumb{title(), {}}};
}

void ProvidersPage::entered()
{
    // Back from a provider that was changed.
    auto* part = qobject_cast<ProvidersPart*>(part_);
    if (std::exchange(wasShown_, true) && part != nullptr)
        part->reload();
}

} // namespace tidemark::ui
