#include "ui/access/access_part.hpp"

#include "ui/access/access_words.hpp"
#include "ui/access/grant_dialog.hpp"
#include "ui/access/why_card.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/row_picker.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/side_pane.hpp"
#include "ui/kit/table_view.hpp"

#include <QLineEdit>
#include <QPointer>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// The effective permissions as lines of words.
HeldRows::Rows linesOf(const json::object& access)
{
    HeldRows::Rows lines;
    for (const json::object& one : objectsIn(access, "effective")) {
        const std::string permission = textIn(one, "permission");
        const PermissionParts parts = partsOf(permission);
        QStringList from;
        QString until;
        for (const json::object& source : objectsIn(one, "from")) {
            from << wordsIn(source, "name");
            const QString end = whenIn(source, "until");
            until = until.isEmpty() ? end : until;
        }
        from.removeDuplicates();
        lines.push_back(
            {{"id", permission},
             {"resource", resourceWord(parts.resource).toStdString()},
             {"action", actionWord(parts.action).toStdString()},
             {"reach", reachWord(textIn(one, "reach")).toStdString()},
             {"from", from.join(QStringLiteral(", ")).toStdString()},
             {"until", until.toStdString()}}
        );
    }
    return lines;
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent, const HeldRows& held)
{
    std::vector<sync::RowColumn> columns{
        {.field = "resource", .title = AccessPart::tr("What")},
        {.field = "action", .title = AccessPart::tr("May")},
        {.field = "reach", .title = AccessPart::tr("Reach")},
        {.field = "from", .title = AccessPart::tr("From")},
        {.field = "until", .title = AccessPart::tr("Until")},
        {.field = "id",
         .title = AccessPart::tr("Permission"),
         .extra = [](const json::object&, int role
                  ) { return role == ToneRole ? QVariant(int(Tone::muted)) : QVariant(); }},
    };
    auto* model =
        new sync::RowWindowModel(agent, {.entity = "effectivePermission"}, std::move(columns));
    model->setSource(held.source());
    return model;
}

} // namespace

AccessPart::AccessPart(const PageContext& context, std::string userId, QWidget* parent)
    : AccessPart(context, std::move(userId), HeldRows(), parent)
{
}

AccessPart::AccessPart(
    const PageContext& context, std::string userId, HeldRows held, QWidget* parent
)
    : ListPart(context.agent, modelOf(context.agent, held), tr("What this person may do"), parent)
    , context_(context)
    , userId_(std::move(userId))
    , held_(std::move(held))
{
    held_.setLoad([this](const HeldRows::Done& done) { load(done); });
    addSearch(tr("Find a permission"), tr("Find permissions"));
    table().setColumnWidths({200, 110, 110, 0, 130, 150});
    table().setOptionalColumns({5, 4});
    setEmptyWords(
        QStringLiteral("shield"),
        tr("Nothing is permitted"),
        tr("Neither a role nor a grant permits anything. Give a role at the side.")
    );
    addSide();
    connect(this, &ListPart::opened, this, [this](const QString& permission) {
        why_->ask(permission.toStdString());
    });
}

void AccessPart::addSide()
{
    auto* side = new SidePane(this);
    const auto addCard = [&](const QString& heading, QWidget*& lines, Button* action) {
        QVBoxLayout* card = side->addCard(heading);
        lines = new QWidget(side->ground());
        auto* inside = new QVBoxLayout(lines);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(Tokens::current().px(4));
        card->addWidget(lines);
        card->addWidget(action, 0, Qt::AlignLeading);
    };
    const auto makeAction = [&](const QString& text, const char* permission, int key) {
        auto* button = new Button(ButtonKind::normal, text, {}, side->ground());
        (new ActionGuard(context_.agent, button, permission))
            ->setKeys(QKeySequence(Qt::CTRL | Qt::SHIFT | key));
        return button;
    };
    auto* give = makeAction(tr("Give a role…"), "role:assign", Qt::Key_R);
    auto* grant = makeAction(tr("Grant for a while…"), "role:assign", Qt::Key_G);
    auto* move = makeAction(tr("Change…"), "user:update", Qt::Key_D);
    addCard(tr("Roles"), roles_, give);
    addCard(tr("Grants for a while"), grants_, grant);
    department_ = new Label({}, TextStyle::body, Tone::text, side->ground());
    QVBoxLayout* department = side->addCard(tr("Department"));
    department->addWidget(department_);
    department->addWidget(move, 0, Qt::AlignLeading);
    why_ = new WhyCard(context_.agent, userId_, side->ground());
    side->addCard(tr("Why may they, or may not?"))->addWidget(why_);
    setSide(side);
    connect(give, &QAbstractButton::clicked, this, &AccessPart::giveRole);
    connect(grant, &QAbstractButton::clicked, this, &AccessPart::grant);
    connect(move, &QAbstractButton::clicked, this, &AccessPart::setDepartment);
}

void AccessPart::load(const HeldRows::Done& done)
{
    const PlatformCall call{.path = "users/" + userId_ + "/access"};
    askPlatform(context_.agent, call, this, [this, done](const PlatformAnswer& answer) {
        if (!answer) {
            done(*answer.fault);
            return;
        }
        access_ = answer.object();
        showSide();
        done(linesOf(access_));
    });
}

void AccessPart::showSide()
{
    for (QWidget* lines : {roles_, grants_}) {
        while (QLayoutItem* item = lines->layout()->takeAt(0)) {
            item->widget()->deleteLater();
            delete item;
        }
    }
    for (const json::object& role : objectsIn(access_, "roles"))
        addRoleLine(role);
    for (const json::object& grant : objectsIn(access_, "grants")) {
        if (flagIn(grant, "isActive"))
            addGrantLine(grant);
    }
    const auto sayNone = [](QWidget* lines, const QString& words) {
        if (lines->layout()->count() == 0)
            lines->layout()->addWidget(new Label(words, TextStyle::body, Tone::muted, lines));
    };
    sayNone(roles_, tr("No role"));
    sayNone(grants_, tr("None holds now"));
    const QString department = wordsIn(objectIn(access_, "user"), "department");
    department_->setText(department.isEmpty() ? tr("None") : department);
    department_->setTone(department.isEmpty() ? Tone::muted : Tone::text);
}

/// A line with words and a small button that takes it away.
Button* AccessPart::addLine(QWidget* under, const QString& words, const QString& action)
{
    auto* line = new QWidget(under);
    auto* in = new QHBoxLayout(line);
    in->setContentsMargins(0, 0, 0, 0);
    auto* label = new Label(words, TextStyle::body, Tone::text, line);
    label->setWordWrap(true);
    auto* button = Button::iconOnly(ButtonKind::quiet, action, QStringLiteral("x"), line);
    in->addWidget(label, 1);
    in->addWidget(button, 0, Qt::AlignTop);
    under->layout()->addWidget(line);
    return button;
}

void AccessPart::addRoleLine(const json::object& role)
{
    const QString name = wordsIn(role, "name");
    Button* take = addLine(roles_, name, tr("Take the role %1 away").arg(name));
    new ActionGuard(context_.agent, take, "role:assign");
    const PlatformCall call{
        .method = "DELETE",
        .path = "user-roles/" + textIn(role, "userRoleId"),
        .rv = textIn(role, "userRoleRv")};
    connect(take, &QAbstractButton::clicked, this, [this, call] { carryOut(call); });
}

void AccessPart::addGrantLine(const json::object& grant)
{
    const std::string permission = textIn(grant, "permission");
    const QString what = permission.empty() ? wordsIn(grant, "role") : permissionWords(permission);
    Button* end = addLine(
        grants_,
        tr("%1\nuntil %2").arg(what, whenIn(grant, "validTo")),
        tr("End the grant of %1").arg(what)
    );
    new ActionGuard(context_.agent, end, "role:assign");
    const PlatformCall call{.method = "DELETE", .path = "access/grants/" + textIn(grant, "id")};
    connect(end, &QAbstractButton::clicked, this, [this, call] { carryOut(call); });
}

void AccessPart::giveRole()
{
    auto* dialog = new FormDialog(tr("Give a role"), tr("Give"), this);
    auto* role = new RowPicker(
        context_.agent,
        {.entity = "role", .sort = {"name"}},
        [](const json::object& row) { return wordsIn(row, "name"); },
        dialog
    );
    dialog->addField(tr("Role"), role);
    connect(dialog, &FormDialog::agreed, this, [this, dialog, role] {
        if (role->chosen().empty()) {
            dialog->banner().say(
                Kind::bad, tr("There is no role of this name."), tr("Choose one of the list.")
            );
            return;
        }
        carryOut(
            {.method = "POST",
             .path = "user-roles",
             .body = json::object{{"userId", userId_}, {"roleId", role->chosen()}}},
            dialog
        );
    });
    dialog->open();
    role->setFocus();
}

void AccessPart::grant()
{
    const json::object& user = objectIn(access_, "user");
    auto* dialog = new GrantDialog(context_, {userId_, wordsIn(user, "displayName")}, this);
    connect(dialog, &GrantDialog::granted, this, &AccessPart::reload);
    dialog->open();
}

void AccessPart::setDepartment()
{
    auto* dialog = new FormDialog(tr("Department"), tr("Save"), this);
    dialog->setExplanation(tr("Permissions that reach a department reach what its people made."));
    auto* field = new QLineEdit(wordsIn(objectIn(access_, "user"), "department"), dialog);
    field->setMaxLength(80);
    dialog->addField(tr("Department"), field, tr("Leave it empty for none."));
    connect(dialog, &FormDialog::agreed, this, [this, dialog, field] {
        const std::string name = field->text().trimmed().toStdString();
        json::object body;
        body["department"] = name.empty() ? json::value(nullptr) : json::value(name);
        carryOut(
            {.method = "PUT", .path = "users/" + userId_ + "/department", .body = body}, dialog
        );
    });
    dialog->open();
}

/// A refusal is told in the dialog that asked, else over the list.
void AccessPart::carryOut(PlatformCall call, FormDialog* dialog)
{
    const QPointer<FormDialog> asking(dialog);
    if (asking)
        asking->setBusy(true);
    askPlatform(
        context_.agent,
        std::move(call),
        this,
        [this, asking](const PlatformAnswer& answer) {
            if (answer) {
                if (asking)
                    asking->accept();
                banner().clear();
                reload();
            } else if (asking) {
                asking->fail(rightsFault(*answer.fault));
            } else {
                banner().setAction({});
                banner().say(rightsFault(*answer.fault));
            }
        }
    );
}

void AccessPart::reload()
{
    held_.forget();
    model().refresh();
}

} // namespace tidemark::ui
