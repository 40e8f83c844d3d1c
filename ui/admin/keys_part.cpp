#include "ui/admin/keys_part.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/key_dialog.hpp"
#include "ui/admin/platform_rows.hpp"
#include "ui/admin/usage_chart.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/field_list.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/refused_part.hpp"
#include "ui/kit/side_pane.hpp"
#include "ui/kit/table_view.hpp"

#include <QComboBox>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr std::size_t endpointsShown = 6;

ChipText stateOf(const json::object& row)
{
    const std::string state = textIn(row, "state");
    if (state == "active")
        return {Kind::ok, KeysPart::tr("Active"), QStringLiteral("check")};
    if (state == "expired")
        return {Kind::neutral, KeysPart::tr("Expired"), QStringLiteral("clock")};
    return {Kind::neutral, KeysPart::tr("Revoked"), QStringLiteral("ban")};
}

sync::RowColumn column(const QString& title, QString (*words)(const json::object& row))
{
    return {.title = title, .format = [words](const json::value&, const json::object& row) {
                return words(row);
            }};
}

QString joined(const json::object& row, std::string_view key)
{
    QStringList words;
    for (const std::string& one : textsIn(row, key))
        words << QString::fromStdString(one);
    return words.join(QStringLiteral(", "));
}

std::vector<sync::RowColumn> columns()
{
    std::vector<sync::RowColumn> all{
        column(KeysPart::tr("Name"), [](const json::object& row) { return wordsIn(row, "name"); }),
        column(
            KeysPart::tr("Begins with"),
            [](const json::object& row) { return wordsIn(row, "prefix"); }
        ),
        column(
            KeysPart::tr("Owner"), [](const json::object& row) { return wordsIn(row, "owner"); }
        ),
        column(KeysPart::tr("State"), [](const json::object& row) { return stateOf(row).text; }),
        column(
            KeysPart::tr("Ends"), [](const json::object& row) { return whenIn(row, "expiresAt"); }
        ),
        column(
            KeysPart::tr("Last used"),
            [](const json::object& row) { return whenIn(row, "lastUsedAt"); }
        ),
        column(
            KeysPart::tr("Today"),
            [](const json::object& row) { return formatNumber(numberIn(row, "requestsToday")); }
        ),
    };
    all[3].extra = [](const json::object& row, int role) {
        return role == ChipRole ? QVariant::fromValue(stateOf(row)) : QVariant();
    };
    all[6].alignment = Qt::AlignTrailing | Qt::AlignVCenter;
    return all;
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent)
{
    auto* model = new sync::RowWindowModel(agent, {.entity = "apiKey"}, columns());
    model->setSource(platformRows(agent, "api-keys", ListForm::plain));
    return model;
}

} // namespace

KeysPart::KeysPart(const PageContext& context, QWidget* parent)
    : ListPart(context.agent, modelOf(context.agent), tr("API keys"), parent)
    , context_(context)
{
    addSearch(tr("Find by name, beginning or owner"), tr("Find API keys"));
    addStateChoice(
        tr("State of the keys"),
        {{tr("All states"), QString()},
         {tr("Active"), QStringLiteral("active")},
         {tr("Expired"), QStringLiteral("expired")},
         {tr("Revoked"), QStringLiteral("revoked")}}
    );
    addActions();
    addSide();
    table().setColumnWidths({0, 130, 150, 100, 140, 140, 70});
    table().setOptionalColumns({6, 1, 4, 5});
    setEmptyWords(
        QStringLiteral("key-round"),
        tr("No key fits"),
        tr("With an API key a program reads reports and runs without a person. Create one for each "
           "program, so that each can be revoked alone.")
    );
    connect(this, &ListPart::chosenChanged, this, &KeysPart::onChosen);
    onChosen();
}

void KeysPart::addActions()
{
    auto* revoke = new Button(ButtonKind::danger, tr("Revoke…"), QStringLiteral("ban"), this);
    auto* rotate =
        new Button(ButtonKind::normal, tr("Rotate…"), QStringLiteral("refresh-cw"), this);
    auto* create = new Button(ButtonKind::primary, tr("New key…"), QStringLiteral("plus"), this);
    for (Button* each : {revoke, rotate, create})
        addTool(each);
    canRevoke_ = new ActionGuard(context_.agent, revoke, "apikey:revoke");
    canRevoke_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Delete));
    canRotate_ = new ActionGuard(context_.agent, rotate, "apikey:update");
    canRotate_->setKeys(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    (new ActionGuard(context_.agent, create, "apikey:create"))
        ->setKeys(QKeySequence(Qt::CTRL | Qt::Key_N));
    connect(revoke, &QAbstractButton::clicked, this, &KeysPart::askToRevoke);
    connect(rotate, &QAbstractButton::clicked, this, &KeysPart::askToRotate);
    connect(create, &QAbstractButton::clicked, this, &KeysPart::create);
}

void KeysPart::addSide()
{
    auto* side = new SidePane(this);
    facts_ = new FieldList(side->ground());
    chart_ = new UsageChart(side->ground());
    endpoints_ = new FieldList(side->ground());
    side->addCard(tr("Key"))->addWidget(facts_);
    QVBoxLayout* use = side->addCard(tr("Use in 30 days"));
    use->addWidget(chart_);
    use->addWidget(endpoints_);
    setSide(side);
}

void KeysPart::onChosen()
{
    const json::object* row = chosen();
    QString noRotate;
    QString noRevoke;
    if (row == nullptr) {
        noRotate = noRevoke = tr("Choose a key first.");
    } else if (textIn(*row, "state") != "active") {
        noRotate = noRevoke = tr("This key is over already.");
    } else if (!flagIn(*row, "isOwn")) {
        noRotate = tr("Only the owner of a key can rotate it.");
    }
    GuardedRow whose;
    if (row != nullptr)
        whose = {textIn(*row, "ownerId"), textIn(*row, "ownerOrganizationId")};
    if (row != nullptr && row->contains("ownerDepartment"))
        whose.makerDepartment = textIn(*row, "ownerDepartment");
    canRotate_->setRow(whose);
    canRevoke_->setRow(whose);
    canRotate_->setReason(noRotate);
    canRevoke_->setReason(noRevoke);
    const std::string id = row == nullptr ? std::string() : textIn(*row, "id");
    if (row == nullptr) {
        shown_.clear();
        facts_->setLines({{{}, tr("Choose a key to see what it may and does."), Tone::muted}});
        chart_->setDays({});
        endpoints_->setLines({});
        return;
    }
    const QString addresses = joined(*row, "allowedAddresses");
    facts_->setLines(
        {{tr("May"), joined(*row, "scopes")},
         {tr("From"), addresses.isEmpty() ? tr("any address") : addresses},
         {tr("Requests a minute"), formatNumber(numberIn(*row, "ratePerMinute"))},
         {tr("Made"), whenIn(*row, "createdAt")},
         {tr("Old secret ends"), whenIn(*row, "previousValidUntil")}}
    );
    if (id == shown_)
        return;
    shown_ = id;
    const PlatformCall call{.path = "api-keys/" + id + "/usage?days=30"};
    askPlatform(context_.agent, call, this, [this, id](const PlatformAnswer& answer) {
        if (id == shown_)
            showUsage(answer);
    });
}

void KeysPart::showUsage(const PlatformAnswer& answer)
{
    std::vector<UsageDay> days;
    for (const json::object& day : objectsIn(answer.object(), "days")) {
        const std::int64_t refused = numberIn(day, "refused");
        const std::int64_t all = numberIn(day, "requests");
        days.push_back({wordsIn(day, "day"), std::max<std::int64_t>(0, all - refused), refused});
    }
    chart_->setDays(std::move(days));
    std::vector<FieldLine> lines;
    if (!answer)
        lines.push_back({{}, tr("The use cannot be shown now."), Tone::bad});
    else
        lines.push_back({tr("All requests"), formatNumber(numberIn(answer.object(), "requests"))});
    if (const auto refused = numberIn(answer.object(), "refused"); refused > 0)
        lines.push_back({tr("Refused"), formatNumber(refused), Tone::bad});
    for (const json::object& one : objectsIn(answer.object(), "endpoints")) {
        if (lines.size() < endpointsShown)
            lines.push_back(
                {wordsIn(one, "endpoint"), formatNumber(numberIn(one, "requests")), Tone::muted}
            );
    }
    endpoints_->setLines(lines);
}

void KeysPart::create()
{
    auto* dialog = new KeyDialog(context_, this);
    connect(dialog, &KeyDialog::made, &model(), &sync::RowWindowModel::refresh);
    dialog->open();
}

void KeysPart::askToRotate()
{
    const json::object* row = chosen();
    if (row == nullptr)
        return;
    auto* dialog = new FormDialog(tr("Rotate %1").arg(wordsIn(*row, "name")), tr("Rotate"), this);
    dialog->setExplanation(
        tr("The key gets a new secret, shown once. Programs with the old one are "
           "refused when the time below is over.")
    );
    auto* overlap = new QComboBox(dialog);
    overlap->addItem(tr("at once"), 0);
    overlap->addItem(tr("after an hour"), 3600);
    overlap->addItem(tr("after a day"), 86400);
    overlap->addItem(tr("after 7 days"), 604800);
    dialog->addField(tr("The old secret ends"), overlap);
    connect(dialog, &FormDialog::agreed, this, [this, dialog, overlap, id = textIn(*row, "id")] {
        dialog->setBusy(true);
        PlatformCall call{
            .method = "POST",
            .path = "api-keys/" + id + "/rotate",
            .body = json::object{{"overlapSeconds", overlap->currentData().toInt()}}};
        askPlatform(context_.agent, std::move(call), dialog, [this, dialog](const auto& answer) {
            if (!answer) {
                dialog->fail(*answer.fault);
                return;
            }
            dialog->accept();
            showKeySecret(answer.object(), this);
            model().refresh();
        });
    });
    dialog->open();
}

void KeysPart::askToRevoke()
{
    const json::object* row = chosen();
    if (row == nullptr)
        return;
    Question question;
    question.heading = tr("Revoke the key %1?").arg(wordsIn(*row, "name"));
    question.text = tr("Programs that use it are refused within a second. A revoked key cannot be "
                       "used again; its use stays on record.");
    question.action = tr("Revoke key");
    question.isDestructive = true;
    const PlatformCall call{.method = "DELETE", .path = "api-keys/" + textIn(*row, "id")};
    context_.prompter.confirm(this, question, [this, call](bool isAgreed) {
        if (!isAgreed)
            return;
        askPlatform(context_.agent, call, this, [this](const PlatformAnswer& answer) {
            banner().setAction({});
            if (answer)
                banner().say(Kind::ok, tr("The key is revoked."));
            else
                banner().say(*answer.fault);
            model().refresh();
        });
    });
}

KeysPage::KeysPage(const PageContext& context, QWidget* parent)
    : Page(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PageHead(title(), this));
    const auto make = [context](QWidget* under) -> QWidget* {
        return new KeysPart(context, under);
    };
    column->addWidget(orRefused(context.agent, "apikey:read", this, make), 1);
}

QString KeysPage::title() const
{
    return tr("API keys");
}

std::vector<Crumb> KeysPage::breadcrumb() const
{
    return {Crumb{tr("Administration"), {}}, Crumb{title(), {}}};
}

} // namespace tidemark::ui
