#include "ui/access/roles_part.hpp"

#include "models/access/permission_catalogue.hpp"
#include "ui/access/access_words.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/table_view.hpp"

#include <QMenu>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr std::size_t permissionsShown = 4;

QString summaryOf(const json::object& row)
{
    const std::vector<std::string> list = textsIn(row, "permissions");
    QStringList words;
    for (std::size_t i = 0; i < std::min(list.size(), permissionsShown); ++i)
        words << permissionWords(list[i]);
    if (list.size() > permissionsShown)
        words << RolesPart::tr(
            "%n more", nullptr, static_cast<int>(list.size() - permissionsShown)
        );
    return words.join(QStringLiteral(" · "));
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent)
{
    std::vector<sync::RowColumn> columns{
        {.field = "name",
         .title = RolesPart::tr("Role"),
         .extra = [](const json::object&,
                     int role) { return role == StrongRole ? QVariant(true) : QVariant(); }},
        {.field = "description", .title = RolesPart::tr("Description")},
        {.title = RolesPart::tr("Permits"),
         .format = [](const json::value&, const json::object& row) { return summaryOf(row); }},
        {.title = RolesPart::tr("Kind"),
         .format = [](const json::value&, const json::object& row
                   ) { return flagIn(row, "isTemplate") ? RolesPart::tr("Template") : QString(); },
         .extra =
             [](const json::object& row, int role) {
                 const ChipText chip{Kind::neutral, RolesPart::tr("Template"), {}};
                 return role == ChipRole && flagIn(row, "isTemplate") ? QVariant::fromValue(chip)
                                                                      : QVariant();
             }},
    };
    return new sync::RowWindowModel(
        agent, {.entity = "role", .sort = {"name"}}, std::move(columns)
    );
}

} // namespace

RolesPart::RolesPart(const PageContext& context, QWidget* parent)
    : ListPart(context.agent, modelOf(context.agent), tr("Roles"), parent)
    , context_(context)
{
    addSearch(tr("Find by name"), tr("Find roles"));
    addActions();
    table().setColumnWidths({190, 260, 0, 110});
    table().setOptionalColumns({3, 1});
    setEmptyWords(
        QStringLiteral("shield"),
        tr("No role fits"),
        tr("A role is a named set of permissions that users are given. Add one, or begin with a "
           "template.")
    );
    connect(this, &ListPart::opened, this, [this](const QString& id) {
        context_.navigator.open({QStringLiteral("role"), id});
    });
    const auto onChosen = [this] {
        const bool isNone = chosen() == nullptr;
        copy_->setReason(isNone ? tr("Choose a role first.") : QString());
        remove_->setReason(isNone ? tr("Choose a role first.") : QString());
    };
    connect(this, &ListPart::chosenChanged, this, onChosen);
    onChosen();
}

void RolesPart::addActions()
{
    auto* remove = new Button(ButtonKind::danger, tr("Delete…"), QStringLiteral("trash-2"), this);
    auto* copy = new Button(ButtonKind::normal, tr("Copy"), QStringLiteral("copy"), this);
    templates_ =
        new Button(ButtonKind::normal, tr("From a template…"), QStringLiteral("list"), this);
    auto* create = new Button(ButtonKind::primary, tr("New role"), QStringLiteral("plus"), this);
    for (Button* each : {remove, copy, templates_, create})
        addTool(each);
    const auto needs = ActionGuard::Needs::deviceOnly;
    (new ActionGuard(context_.agent, create, "role:create", needs))
        ->setKeys(QKeySequence(Qt::CTRL | Qt::Key_N));
    (new ActionGuard(context_.agent, templates_, "role:create", needs))
        ->setKeys(QKeySequence(Qt::CTRL | Qt::Key_T));
    copy_ = new ActionGuard(context_.agent, copy, "role:create", needs);
    copy_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_D));
    remove_ = new ActionGuard(context_.agent, remove, "role:delete");
    remove_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Delete));
    connect(create, &QAbstractButton::clicked, this, [this] {
        context_.navigator.open({QStringLiteral("role"), QStringLiteral("new")});
    });
    connect(templates_, &QAbstractButton::clicked, this, &RolesPart::chooseTemplate);
    connect(copy, &QAbstractButton::clicked, this, [this] {
        if (const auto* row = chosen())
            context_.navigator.open(
                {QStringLiteral("role"), QStringLiteral("copy:") + wordsIn(*row, "id")}
            );
    });
    connect(remove, &QAbstractButton::clicked, this, &RolesPart::removeChosen);
}

void RolesPart::chooseTemplate()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Roles that come with Tidemark"));
    menu->setToolTipsVisible(true);
    std::map<std::string_view, QMenu*> systems;
    for (const RoleTemplate& one : roleTemplates()) {
        QMenu*& under = systems[one.system];
        const auto words = [](std::string_view text) {
            return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        };
        if (under == nullptr)
            under = menu->addMenu(systemWord(one.system));
        under->setToolTipsVisible(true);
        QAction* action = under->addAction(words(one.name));
        action->setToolTip(words(one.description));
        const QString item =
            QStringLiteral("template:%1/%2").arg(words(one.system), words(one.name));
        connect(action, &QAction::triggered, this, [this, item] {
            context_.navigator.open({QStringLiteral("role"), item});
        });
    }
    menu->popup(templates_->mapToGlobal(QPoint(0, templates_->height())));
}

void RolesPart::removeChosen()
{
    const json::object* row = chosen();
    if (row == nullptr)
        return;
    Question question;
    question.heading = tr("Delete the role %1?").arg(wordsIn(*row, "name"));
    question.text = tr("A role that somebody still has is not deleted. What it permitted stays in "
                       "the audit.");
    question.action = tr("Delete role");
    question.isDestructive = true;
    const PlatformCall call{
        .method = "DELETE", .path = "roles/" + textIn(*row, "id"), .rv = textIn(*row, "rv")};
    context_.prompter.confirm(this, question, [this, call](bool isAgreed) {
        if (!isAgreed)
            return;
        askPlatform(context_.agent, call, this, [this](const PlatformAnswer& answer) {
            banner().setAction({});
            if (answer)
                banner().say(Kind::ok, tr("The role is deleted."));
            else
                banner().say(rightsFault(*answer.fault));
        });
    });
}

} // namespace tidemark::ui
