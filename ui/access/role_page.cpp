#include "ui/access/role_page.hpp"

#include "models/access/permission_catalogue.hpp"
#include "sync/client/agent_client.hpp"
#include "ui/access/access_words.hpp"
#include "ui/access/permission_matrix.hpp"
#include "ui/access/resource_card.hpp"
#include "ui/access/role_holders.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/row_reach.hpp"
#include "ui/admin/stale_dialog.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/side_pane.hpp"
#include "ui/kit/table_view.hpp"

#include <QGridLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QShortcut>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int linesShown = 8;

QString listWords(const std::vector<std::string>& permissions)
{
    QStringList words;
    for (const std::string& permission : permissions)
        words << permissionWords(permission);
    if (words.size() > linesShown) {
        const auto more = static_cast<int>(words.size()) - linesShown;
        words = words.mid(0, linesShown);
        words << RolePage::tr("and %n more", nullptr, more);
    }
    return words.join(u'\n');
}

json::array arrayOf(const std::vector<std::string>& texts)
{
    json::array list;
    for (const std::string& text : texts)
        list.emplace_back(text);
    return list;
}

std::vector<FieldWords> fieldWords()
{
    const auto count = [](const json::value& value) {
        const json::array* list = value.if_array();
        const auto size = list == nullptr ? 0 : static_cast<int>(list->size());
        return RolePage::tr("%n permission(s)", nullptr, size);
    };
    return {
        {"name", RolePage::tr("Name"), {}},
        {"description", RolePage::tr("Description"), {}},
        {"permissions", RolePage::tr("Permits"), count}};
}

} // namespace

RolePage::RolePage(const PageContext& context, const QString& item, QWidget* parent)
    : Page(parent)
    , context_(context)
    , item_(item)
{
    const bool isMade = item == QLatin1String("new") || item.contains(u':');
    if (!isMade)
        id_ = item.toStdString();
    build();
    load();
    update();
}

void RolePage::build()
{
    head_ = new PageHead(title(), this);
    auto* discard = new Button(ButtonKind::normal, tr("Discard"), QStringLiteral("undo-2"), this);
    auto* save = new Button(
        ButtonKind::primary, isNew() ? tr("Create role") : tr("Save…"), QStringLiteral("save"), this
    );
    head_->addAction(discard);
    head_->addAction(save);
    canDiscard_ = new ActionGuard(context_.agent, discard, {}, ActionGuard::Needs::deviceOnly);
    canSave_ = new ActionGuard(context_.agent, save, isNew() ? "role:create" : "role:update");
    canSave_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_S));
    connect(discard, &QAbstractButton::clicked, this, &RolePage::discard);
    connect(save, &QAbstractButton::clicked, this, &RolePage::askToSave);
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(createWork(), 1);
    row->addWidget(createSide());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addLayout(row, 1);
}

QWidget* RolePage::createWork()
{
    const Tokens& tokens = Tokens::current();
    auto* work = new QWidget(this);
    auto* form = new QGridLayout;
    const int margin = tokens.px(length::pageMargin);
    form->setContentsMargins(margin, tokens.px(8), margin, tokens.px(10));
    form->setHorizontalSpacing(tokens.px(12));
    form->setVerticalSpacing(tokens.px(8));
    name_ = new QLineEdit(work);
    name_->setMaxLength(80);
    description_ = new QLineEdit(work);
    const auto add = [&](int column, const QString& title, QLineEdit* field) {
        auto* label = new Label(title, TextStyle::body, Tone::muted, work);
        label->setBuddy(field);
        field->setAccessibleName(title);
        form->addWidget(label, 0, column);
        form->addWidget(field, 0, column + 1);
        connect(field, &QLineEdit::textEdited, this, &RolePage::update);
    };
    add(0, tr("Name"), name_);
    add(2, tr("Description"), description_);
    form->setColumnStretch(1, 1);
    form->setColumnStretch(3, 2);
    matrix_ = new PermissionMatrix(this);
    table_ = new TableView(tr("What the role permits"), work);
    table_->setModel(matrix_);
    table_->setSelectionBehavior(QAbstractItemView::SelectItems);
    table_->setColumnWidths({210, 96, 96, 96, 96, 96, 0});
    connect(table_, &TableView::opened, this, &RolePage::cycleMarked);
    auto* onSpace = new QShortcut(QKeySequence(Qt::Key_Space), table_);
    onSpace->setContext(Qt::WidgetShortcut);
    connect(onSpace, &QShortcut::activated, this, &RolePage::cycleMarked);
    connect(matrix_, &PermissionMatrix::edited, this, &RolePage::update);
    auto* column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(form);
    column->addWidget(table_, 1);
    auto* hint = new Label(
        tr("Space or Enter changes the marked cell: all rows, organization, department, own rows, "
           "no. A sunken cell is permitted by a line for everything."),
        TextStyle::secondary,
        Tone::muted,
        work
    );
    hint->setWordWrap(true);
    hint->setContentsMargins(margin, tokens.px(6), margin, tokens.px(6));
    column->addWidget(hint);
    return work;
}

QWidget* RolePage::createSide()
{
    auto* side = new SidePane(this);
    resource_ = new ResourceCard(*matrix_, side->ground());
    side->addCard(tr("Actions"))->addWidget(resource_);
    difference_ = new Label({}, TextStyle::body, Tone::text, side->ground());
    difference_->setWordWrap(true);
    side->addCard(tr("Not saved yet"))->addWidget(difference_);
    holders_ = new RoleHolders(context_.agent, id_, side->ground());
    side->addCard(tr("Who has it"))->addWidget(holders_);
    connect(holders_, &RoleHolders::counted, this, &RolePage::update);
    connect(
        table_->selectionModel(),
        &QItemSelectionModel::currentChanged,
        this,
        [this](const QModelIndex& now) { resource_->setRow(now.row()); }
    );
    return side;
}

QString RolePage::title() const
{
    const QString name = wordsIn(role_, "name");
    return isNew() ? tr("New role") : name.isEmpty() ? tr("Role") : name;
}

std::vector<Crumb> RolePage::breadcrumb() const
{
    return {
        Crumb{tr("Administration"), {}},
        Crumb{tr("People and roles"), Place{QStringLiteral("people"), {}}},
        Crumb{title(), {}}};
}

void RolePage::load()
{
    std::string id = id_;
    if (item_.startsWith(QLatin1String("copy:")))
        id = item_.mid(5).toStdString();
    if (item_.startsWith(QLatin1String("template:")))
        fillTemplate(item_.mid(9));
    if (id.empty())
        return;
    context_.agent.rowsGet("role", id, this, [this](const Result<json::object>& row) {
        if (!row) {
            banner_->say(row.error());
            return;
        }
        fill(*row);
    });
}

void RolePage::fill(json::object role)
{
    isFilling_ = true;
    name_->setText(isNew() ? tr("Copy of %1").arg(wordsIn(role, "name")) : wordsIn(role, "name"));
    description_->setText(wordsIn(role, "description"));
    matrix_->setPermissions(textsIn(role, "permissions"));
    if (!isNew()) {
        role_ = std::move(role);
        judgeRow(context_.agent, canSave_, "role", id_);
    }
    isFilling_ = false;
    head_->setTitle(title());
    Q_EMIT headChanged();
    update();
}

void RolePage::fillTemplate(const QString& name)
{
    for (const RoleTemplate& one : roleTemplates()) {
        const std::string full = std::string(one.system) + '/' + std::string(one.name);
        if (name.toStdString() != full)
            continue;
        name_->setText(QString::fromStdString(std::string(one.name)));
        description_->setText(QString::fromStdString(std::string(one.description)));
        matrix_->setPermissions({one.permissions.begin(), one.permissions.end()});
        return;
    }
}

json::object RolePage::changes() const
{
    json::object changed;
    const std::string name = name_->text().trimmed().toStdString();
    const std::string description = description_->text().trimmed().toStdString();
    if (name != textIn(role_, "name"))
        changed["name"] = name;
    if (description != textIn(role_, "description"))
        changed["description"] = description;
    const auto difference = differenceOf(textsIn(role_, "permissions"), matrix_->permissions());
    if (!difference.gained.empty() || !difference.lost.empty())
        changed["permissions"] = arrayOf(matrix_->permissions());
    return changed;
}

bool RolePage::isEdited() const
{
    return !changes().empty() && (isNew() || !role_.empty());
}

bool RolePage::mayChange() const
{
    const auto& user = context_.agent.status().user;
    return user && user->may(isNew() ? "role:create" : "role:update");
}

void RolePage::cycleMarked()
{
    if (mayChange())
        matrix_->cycle(table_->currentIndex());
}

void RolePage::update()
{
    if (isFilling_)
        return;
    name_->setReadOnly(!mayChange());
    description_->setReadOnly(!mayChange());
    resource_->setEditable(mayChange());
    std::vector<ChipText> chips;
    if (flagIn(role_, "isTemplate"))
        chips.push_back({Kind::neutral, tr("Template"), {}});
    if (!isNew())
        chips.push_back(
            {Kind::neutral, tr("%n person(s)", nullptr, static_cast<int>(holders_->count())), {}}
        );
    head_->setChips(chips);
    const auto difference = differenceOf(textsIn(role_, "permissions"), matrix_->permissions());
    QStringList words;
    if (!difference.gained.empty())
        words << tr("Would permit:") << listWords(difference.gained);
    if (!difference.lost.empty())
        words << tr("Would no longer permit:") << listWords(difference.lost);
    difference_->setText(words.isEmpty() ? tr("Nothing is changed.") : words.join(u'\n'));
    difference_->setTone(words.isEmpty() ? Tone::muted : Tone::text);
    const bool isNamed = !name_->text().trimmed().isEmpty();
    const QString nothing = tr("Nothing is changed.");
    canDiscard_->setReason(isEdited() ? QString() : nothing);
    canSave_->setReason(!isNamed ? tr("The role needs a name.") : isEdited() ? QString() : nothing);
}

void RolePage::discard()
{
    if (isNew())
        context_.navigator.back();
    else
        fill(json::object(role_));
}

void RolePage::askToSave()
{
    const auto difference = differenceOf(textsIn(role_, "permissions"), matrix_->permissions());
    const bool touches = !difference.gained.empty() || !difference.lost.empty();
    if (isNew() || holders_->count() == 0 || !touches) {
        save(textIn(role_, "rv"));
        return;
    }
    Question question;
    question.heading =
        tr("Change it for %n person(s)?", nullptr, static_cast<int>(holders_->count()));
    QStringList words;
    if (!difference.gained.empty())
        words << tr("They may from now on:") << listWords(difference.gained);
    if (!difference.lost.empty())
        words << tr("They may no longer:") << listWords(difference.lost);
    question.text = words.join(u'\n');
    question.action = tr("Save");
    question.isDestructive = !difference.lost.empty();
    context_.prompter.confirm(this, question, [this](bool isAgreed) {
        if (isAgreed)
            save(textIn(role_, "rv"));
    });
}

void RolePage::save(const std::string& rv)
{
    json::object body = changes();
    PlatformCall call{.method = isNew() ? "POST" : "PATCH", .path = "roles", .body = body};
    if (!isNew()) {
        call.path += '/' + id_;
        call.rv = rv;
    }
    canSave_->setReason(tr("It is being saved."));
    askPlatform(context_.agent, std::move(call), this, [this, body](const PlatformAnswer& answer) {
        onSaved(answer, body);
    });
}

void RolePage::onSaved(const PlatformAnswer& answer, const json::object& sent)
{
    update();
    if (answer.isStale()) {
        const json::object now = objectIn(answer.object(), "current");
        auto* dialog = new StaleDialog({role_, sent, now}, fieldWords(), this);
        connect(dialog, &FormDialog::agreed, this, [this, dialog, rv = textIn(now, "rv")] {
            dialog->accept();
            save(rv);
        });
        dialog->open();
        return;
    }
    if (!answer) {
        banner_->say(rightsFault(*answer.fault));
        return;
    }
    const bool wasNew = isNew();
    const QString id = wordsIn(answer.object(), "id");
    role_ = answer.object();
    update();
    if (wasNew)
        context_.navigator.open({QStringLiteral("role"), id});
    else
        banner_->say(Kind::ok, tr("Saved. It holds from the next request of each person."));
}

} // namespace tidemark::ui
