// Unsent work of people who lost a scope.
#include "ui/admin/json_fields.hpp"
#include "ui/admin/recovery_parts.hpp"
#include "ui/admin/stale_dialog.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/field_list.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/side_pane.hpp"
#include "ui/kit/table_view.hpp"

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr std::size_t fieldsShown = 40;

QString whyKept(const std::string& reason)
{
    if (reason == "organization_changed")
        return EscrowPart::tr("Moved to another organization");
    if (reason == "user_inactive")
        return EscrowPart::tr("Account switched off");
    if (reason == "denied")
        return EscrowPart::tr("Permission taken away");
    return EscrowPart::tr("Access ended");
}

/// The item with what the list is searched by as texts of its own.
json::object lineOf(json::object item)
{
    const json::object& mutation = objectIn(item, "mutation");
    item["what"] = textIn(mutation, "name");
    item["why"] = whyKept(textIn(item, "reason")).toStdString();
    return item;
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent, const HeldRows& held)
{
    std::vector<sync::RowColumn> columns{
        {.field = "userName", .title = EscrowPart::tr("Person")},
        {.field = "deviceName", .title = EscrowPart::tr("Device")},
        {.field = "what", .title = EscrowPart::tr("Change")},
        {.title = EscrowPart::tr("Kept since"),
         .format = [](const json::value&, const json::object& row) { return whenIn(row, "at"); }},
        {.field = "why", .title = EscrowPart::tr("Why it was not sent")},
    };
    auto* model = new sync::RowWindowModel(agent, {.entity = "escrow"}, std::move(columns));
    model->setSource(held.source());
    return model;
}

/// What the change would write, field by field.
std::vector<FieldLine> linesOf(const json::object& item)
{
    std::vector<FieldLine> lines;
    for (const json::object& op : objectsIn(objectIn(item, "mutation"), "ops")) {
        lines.push_back({wordsIn(op, "entity"), wordsIn(op, "op"), Tone::muted});
        for (const auto& [field, value] : objectIn(op, "set")) {
            if (lines.size() < fieldsShown)
                lines.push_back({QString::fromStdString(std::string(field)), plainWords(value)});
        }
    }
    return lines;
}

} // namespace

EscrowPart::EscrowPart(const PageContext& context, QWidget* parent)
    : EscrowPart(context, HeldRows(), parent)
{
}

EscrowPart::EscrowPart(const PageContext& context, HeldRows held, QWidget* parent)
    : ListPart(context.agent, modelOf(context.agent, held), tr("Work that was kept"), parent)
    , context_(context)
    , held_(std::move(held))
{
    held_.setLoad([this](const HeldRows::Done& done) {
        const PlatformCall call{.path = "escrow"};
        askPlatform(context_.agent, call, this, [done](const PlatformAnswer& answer) {
            if (!answer) {
                done(*answer.fault);
                return;
            }
            HeldRows::Rows rows;
            for (json::object& item : objectsIn(answer.object(), "items"))
                rows.push_back(lineOf(std::move(item)));
            done(std::move(rows));
        });
    });
    addSearch(tr("Find a person or a change"), tr("Find kept work"));
    auto* discard = new Button(ButtonKind::danger, tr("Discard…"), QStringLiteral("trash-2"), this);
    auto* take = new Button(ButtonKind::primary, tr("Take over…"), QStringLiteral("check"), this);
    addTool(discard);
    addTool(take);
    canDiscard_ = new ActionGuard(context_.agent, discard, "escrow:close");
    canTake_ = new ActionGuard(context_.agent, take, "escrow:close");
    canTake_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    canDiscard_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Delete));
    table().setColumnWidths({150, 150, 160, 140, 0});
    table().setOptionalColumns({1, 3});
    setEmptyWords(
        QStringLiteral("inbox"),
        tr("No work is kept"),
        tr("When a person loses access while their device still has unsent work, that work is kept "
           "here for whoever holds the organization now.")
    );
    addSide();
    connect(take, &QAbstractButton::clicked, this, &EscrowPart::askToTake);
    connect(discard, &QAbstractButton::clicked, this, &EscrowPart::askToDiscard);
    connect(this, &ListPart::chosenChanged, this, &EscrowPart::onChosen);
    onChosen();
}

void EscrowPart::addSide()
{
    auto* side = new SidePane(this);
    heading_ = new Label({}, TextStyle::body, Tone::muted, side->ground());
    heading_->setWordWrap(true);
    fields_ = new FieldList(side->ground());
    QVBoxLayout* card = side->addCard(tr("What it would write"));
    card->addWidget(heading_);
    card->addWidget(fields_);
    setSide(side);
}

void EscrowPart::onChosen()
{
    const json::object* item = chosen();
    const QString none = item == nullptr ? tr("Choose a line of the list first.") : QString();
    const bool isShut = item != nullptr && !textIn(*item, "fault").empty();
    const QString shut = tr("It was sealed for a key that this server does not have any more.");
    const auto& user = context_.agent.status().user;
    const bool isOwn = item != nullptr && user && textIn(*item, "userId") == user->id;
    const QString other =
        isOwn ? tr("You handed this in yourself: somebody else decides about it.") : none;
    canTake_->setReason(isShut ? shut : other);
    canDiscard_->setReason(other);
    heading_->setText(isShut ? shut : none);
    heading_->setVisible(item == nullptr || isShut);
    fields_->setLines(item == nullptr ? std::vector<FieldLine>() : linesOf(*item));
}

void EscrowPart::askToTake()
{
    const json::object* item = chosen();
    if (item == nullptr)
        return;
    Question question;
    question.heading = tr("Take this change over?");
    question.text = tr("It is made again under your own name, as if you had typed it now, and is "
                       "checked like any change of yours.");
    question.action = tr("Take over");
    context_.prompter.confirm(this, question, [this, item = *item](bool isAgreed) {
        if (isAgreed)
            take(item);
    });
}

void EscrowPart::take(const json::object& item)
{
    const json::object& mutation = objectIn(item, "mutation");
    json::object params{{"name", textIn(mutation, "name")}};
    for (const char* key : {"ops", "mergeMode"}) {
        if (const json::value* value = mutation.if_contains(key))
            params[key] = *value;
    }
    const std::string id = textIn(item, "id");
    const auto onSaved = [this, id](const Result<json::value>& saved) {
        if (saved) {
            close(id, "taken");
            return;
        }
        banner().setAction({});
        banner().say(saved.error());
    };
    context_.agent.call("mutate", std::move(params), this, onSaved);
}

void EscrowPart::askToDiscard()
{
    const json::object* item = chosen();
    if (item == nullptr)
        return;
    Question question;
    question.heading = tr("Discard this change?");
    question.text = tr("Nobody can make it again from here. The audit keeps that it was there.");
    question.action = tr("Discard");
    question.isDestructive = true;
    context_.prompter.confirm(this, question, [this, id = textIn(*item, "id")](bool isAgreed) {
        if (isAgreed)
            close(id, "discarded");
    });
}

void EscrowPart::close(const std::string& id, const char* outcome)
{
    PlatformCall call{
        .method = "POST",
        .path = "escrow/" + id + "/close",
        .body = json::object{{"outcome", outcome}}};
    const bool isTaken = std::string_view(outcome) == "taken";
    askPlatform(context_.agent, std::move(call), this, [this, isTaken](const auto& answer) {
        banner().setAction({});
        if (answer)
            banner().say(
                Kind::ok,
                isTaken ? tr("Taken over. It is sent with your own changes.") : tr("Discarded.")
            );
        else
            banner().say(*answer.fault);
        held_.forget();
        model().refresh();
    });
}

} // namespace tidemark::ui
