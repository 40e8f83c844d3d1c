#include "ui/access/users_part.hpp"

#include "ui/access/user_dialog.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/row_picker.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/table_view.hpp"

#include <QComboBox>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

enum State { all, active, deactivated };

ChipText stateOf(const json::object& row)
{
    if (!flagIn(row, "isActive"))
        return {Kind::neutral, UsersPart::tr("Deactivated"), QStringLiteral("ban")};
    if (flagIn(row, "mustChangePassword"))
        return {Kind::warn, UsersPart::tr("New password"), QStringLiteral("key-round")};
    return {Kind::ok, UsersPart::tr("Active"), QStringLiteral("check")};
}

QString titleOf(const json::object& row)
{
    return wordsIn(row, "name");
}

} // namespace

sync::RowWindowModel* UsersPart::modelOf(sync::AgentClient& agent)
{
    // The names that the columns ask for; the model owns them.
    auto* organizations = new NameBook(agent, "organization", "name");
    auto* roles = new RoleNames(agent);
    std::vector<sync::RowColumn> columns{
        {.field = "displayName",
         .title = tr("Name"),
         .extra = [](const json::object&,
                     int role) { return role == StrongRole ? QVariant(true) : QVariant(); }},
        {.field = "login", .title = tr("Login")},
        {.title = tr("Roles"),
         .format = [roles](
                       const json::value&, const json::object& row
                   ) { return roles->of(textIn(row, "id")); }},
        {.title = tr("Organization"),
         .format =
             [organizations](const json::value&, const json::object& row) {
                 const std::string id = textIn(row, "organizationId");
                 return id.empty() ? tr("all organizations") : organizations->name(id);
             },
         .extra =
             [](const json::object& row, int role) {
                 const bool isAll = textIn(row, "organizationId").empty();
                 return isAll && role == ToneRole ? QVariant(int(Tone::muted)) : QVariant();
             }},
        {.field = "title", .title = tr("Title")},
        {.field = "lastSignInAt",
         .title = tr("Last sign-in"),
         .format = [](const json::value&,
                      const json::object& row) { return whenIn(row, "lastSignInAt"); }},
        {.field = "isActive",
         .title = tr("State"),
         .format = [](const json::value&, const json::object& row) { return stateOf(row).text; },
         .extra = [](const json::object& row, int role
                  ) { return role == ChipRole ? QVariant::fromValue(stateOf(row)) : QVariant(); }},
    };
    auto* model = new sync::RowWindowModel(
        agent, {.entity = "user", .sort = {"displayName"}}, std::move(columns)
    );
    organizations->setParent(model);
    roles->setParent(model);
    return model;
}

UsersPart::UsersPart(const PageContext& context, QWidget* parent)
    : UsersPart(context, modelOf(context.agent), parent)
{
}

UsersPart::UsersPart(const PageContext& context, sync::RowWindowModel* model, QWidget* parent)
    : ListPart(context.agent, model, tr("Users"), parent)
    , context_(context)
{
    addSearch(tr("Find by name or login"), tr("Find users"));
    addFilters();
    auto* create = new Button(ButtonKind::primary, tr("New user…"), QStringLiteral("plus"), this);
    addTool(create);
    (new ActionGuard(context_.agent, create, "user:create"))
        ->setKeys(QKeySequence(Qt::CTRL | Qt::Key_N));
    connect(create, &QAbstractButton::clicked, this, &UsersPart::create);
    table().setColumnWidths({170, 200, 0, 160, 130, 140, 140});
    table().setOptionalColumns({4, 5, 3});
    setEmptyWords(
        QStringLiteral("users"),
        tr("No user fits"),
        tr("Users of your tenant are listed here. Try another search or filter, or add somebody.")
    );
    for (auto* book : model->findChildren<NameBook*>())
        connect(book, &NameBook::arrived, table().viewport(), qOverload<>(&QWidget::update));
    for (auto* roles : model->findChildren<RoleNames*>())
        connect(roles, &RoleNames::arrived, table().viewport(), qOverload<>(&QWidget::update));
    connect(this, &ListPart::opened, this, [this](const QString& id) {
        context_.navigator.open({QStringLiteral("user"), id});
    });
}

void UsersPart::addFilters()
{
    states_ = addChoice(
        tr("State of the users"),
        {{tr("All states"), State::all},
         {tr("Active"), State::active},
         {tr("Deactivated"), State::deactivated}}
    );
    states_->setCurrentIndex(0);
    organization_ =
        new RowPicker(context_.agent, {.entity = "organization", .sort = {"name"}}, titleOf, this);
    organization_->setAccessibleName(tr("Organization of the users"));
    organization_->setNone(tr("All organizations"));
    organization_->setFixedWidth(Tokens::current().px(190));
    addFilter(organization_);
    connect(states_, &QComboBox::currentIndexChanged, this, &UsersPart::applyFilter);
    connect(organization_, &RowPicker::picked, this, &UsersPart::applyFilter);
}

void UsersPart::applyFilter()
{
    std::vector<sync::RowCondition> filter;
    const int state = states_->currentData().toInt();
    if (state != State::all)
        filter.push_back({"isActive", "eq", json::value(state == State::active)});
    if (const std::string id = organization_->chosen(); !id.empty())
        filter.push_back({"organizationId", "eq", json::value(id)});
    model().setFilter(std::move(filter));
}

void UsersPart::create()
{
    auto* dialog = new UserDialog(context_, this);
    connect(dialog, &UserDialog::saved, this, [this](const QString& id) {
        context_.navigator.open({QStringLiteral("user"), id});
    });
    dialog->open();
}

} // namespace tidemark::ui
