#include "ui/access/grants_part.hpp"

#include "ui/access/access_words.hpp"
#include "ui/access/grant_dialog.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/admin/platform_rows.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/table_view.hpp"

#include <QComboBox>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

ChipText stateOf(const json::object& row)
{
    if (flagIn(row, "isActive"))
        return {Kind::ok, GrantsPart::tr("Holds"), QStringLiteral("check")};
    const auto from = timestampIn(row, "validFrom");
    if (textIn(row, "revokedAt").empty() && from && Timestamp::now() < *from)
        return {Kind::info, GrantsPart::tr("Not yet"), QStringLiteral("clock")};
    return {Kind::neutral, GrantsPart::tr("Ended"), {}};
}

sync::RowColumn column(const QString& title, QString (*words)(const json::object& row))
{
    return {.title = title, .format = [words](const json::value&, const json::object& row) {
                return words(row);
            }};
}

std::vector<sync::RowColumn> columns()
{
    std::vector<sync::RowColumn> all;
    all.push_back(column(GrantsPart::tr("Person"), [](const json::object& row) {
        return wordsIn(row, "user");
    }));
    all.push_back(column(GrantsPart::tr("What"), [](const json::object& row) {
        const std::string permission = textIn(row, "permission");
        return permission.empty() ? wordsIn(row, "role") : permissionWords(permission);
    }));
    all.push_back(column(GrantsPart::tr("State"), [](const json::object& row) {
        return stateOf(row).text;
    }));
    all.back().extra = [](const json::object& row, int role) {
        return role == ChipRole ? QVariant::fromValue(stateOf(row)) : QVariant();
    };
    all.push_back(column(GrantsPart::tr("Until"), [](const json::object& row) {
        const QString ended = whenIn(row, "revokedAt");
        return ended.isEmpty() ? whenIn(row, "validTo") : ended;
    }));
    all.push_back(column(GrantsPart::tr("Given by"), [](const json::object& row) {
        return wordsIn(row, "grantedBy");
    }));
    all.push_back(column(GrantsPart::tr("Reason"), [](const json::object& row) {
        return wordsIn(row, "reason");
    }));
    return all;
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent)
{
    auto* model = new sync::RowWindowModel(
        agent, {.entity = "accessGrant", .filter = {{"active", "eq", json::value(true)}}}, columns()
    );
    model->setSource(platformRows(agent, "access/grants", ListForm::plain));
    return model;
}

} // namespace

GrantsPart::GrantsPart(const PageContext& context, QWidget* parent)
    : ListPart(context.agent, modelOf(context.agent), tr("Grants for a while"), parent)
    , context_(context)
{
    auto* which = addChoice(
        tr("Which grants"), {{tr("That hold or will"), true}, {tr("Ended"), false}, {tr("All"), {}}}
    );
    connect(which, &QComboBox::currentIndexChanged, this, [this, which] {
        const QVariant active = which->currentData();
        if (active.isNull())
            model().setFilter({});
        else
            model().setFilter({{"active", "eq", json::value(active.toBool())}});
    });
    auto* end = new Button(ButtonKind::normal, tr("End grant"), QStringLiteral("ban"), this);
    auto* give = new Button(ButtonKind::primary, tr("Grant…"), QStringLiteral("plus"), this);
    addTool(end);
    addTool(give);
    end_ = new ActionGuard(context_.agent, end, "role:assign");
    end_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_E));
    (new ActionGuard(context_.agent, give, "role:assign"))
        ->setKeys(QKeySequence(Qt::CTRL | Qt::Key_N));
    connect(give, &QAbstractButton::clicked, this, &GrantsPart::give);
    connect(end, &QAbstractButton::clicked, this, &GrantsPart::endChosen);
    table().setColumnWidths({170, 240, 110, 140, 150, 0});
    table().setOptionalColumns({4, 5});
    setEmptyWords(
        QStringLiteral("calendar-clock"),
        tr("No grant for a while"),
        tr("A grant gives a role or one permission until a day, with a reason, and ends by itself.")
    );
    connect(this, &ListPart::chosenChanged, this, &GrantsPart::onChosen);
    onChosen();
}

void GrantsPart::onChosen()
{
    const json::object* row = chosen();
    if (row == nullptr)
        end_->setReason(tr("Choose a grant first."));
    else
        end_->setReason(
            stateOf(*row).kind == Kind::neutral ? tr("This grant has ended already.") : QString()
        );
}

void GrantsPart::give()
{
    auto* dialog = new GrantDialog(context_, {}, this);
    connect(dialog, &GrantDialog::granted, &model(), &sync::RowWindowModel::refresh);
    dialog->open();
}

void GrantsPart::endChosen()
{
    const json::object* row = chosen();
    if (row == nullptr)
        return;
    const PlatformCall call{.method = "DELETE", .path = "access/grants/" + textIn(*row, "id")};
    askPlatform(context_.agent, call, this, [this](const PlatformAnswer& answer) {
        banner().setAction({});
        if (answer)
            banner().say(Kind::ok, tr("The grant has ended."));
        else
            banner().say(rightsFault(*answer.fault));
        model().refresh();
    });
}

} // namespace tidemark::ui
