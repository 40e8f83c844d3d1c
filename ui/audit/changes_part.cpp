#include "ui/audit/changes_part.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_rows.hpp"
#include "ui/admin/row_picker.hpp"
#include "ui/audit/audit_words.hpp"
#include "ui/audit/entry_card.hpp"
#include "ui/kit/side_pane.hpp"
#include "ui/kit/table_view.hpp"

#include <QComboBox>

#include <array>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int entryPane = 340;
constexpr std::int64_t hourMicros = 3'600'000'000;

constexpr std::array filterable{
    "user",
    "role",
    "userRole",
    "accessGrant",
    "session",
    "device",
    "apiKey",
    "oidcProvider",
    "portalSetting",
    "portalSignUp",
    "portalInvitation",
    "escrow",
    "restore",
    "tenant",
    "organization",
    "fuelSupply",
    "connector",
    "reportRun",
    "auditEntry",
    "complianceReport",
    "reportDefinition"};

sync::RowWindowModel* modelOf(sync::AgentClient& agent)
{
    std::vector<sync::RowColumn> columns{
        {.field = "at",
         .title = ChangesPart::tr("When"),
         .format = [](const json::value&, const json::object& row) { return whenIn(row, "at"); }},
        {.field = "actor", .title = ChangesPart::tr("Who")},
        {.field = "action",
         .title = ChangesPart::tr("What"),
         .format = [](const json::value&,
                      const json::object& row) { return deedWords(textIn(row, "action")); }},
        {.title = ChangesPart::tr("Device"),
         .format = [](const json::value&,
                      const json::object& row) { return wordsIn(row, "device"); }},
        {.title = ChangesPart::tr("Address"),
         .format = [](const json::value&,
                      const json::object& row) { return wordsIn(row, "address"); }},
    };
    auto* model = new sync::RowWindowModel(
        agent, {.entity = "auditEntry", .sort = {"-at"}}, std::move(columns)
    );
    model->setSource(platformRows(agent, "audit-entries", ListForm::entity));
    return model;
}

} // namespace

ChangesPart::ChangesPart(sync::AgentClient& agent, QWidget* parent)
    : ListPart(agent, modelOf(agent), tr("Entries of the audit"), parent)
{
    addSearch(tr("Find by person or action"), tr("Find entries"));
    addFilters(agent);
    table().setColumnWidths({150, 160, 0, 150, 120});
    table().setOptionalColumns({4, 3});
    setEmptyWords(
        QStringLiteral("scroll-text"),
        tr("No entry fits"),
        tr("Every write leaves an entry here, and none can be altered. Try another search or "
           "filter.")
    );
    auto* side = new SidePane(this, entryPane);
    entry_ = new EntryCard(agent, side->ground());
    side->add(entry_);
    setSide(side);
    connect(this, &ListPart::chosenChanged, this, [this] {
        const json::object* row = chosen();
        if (row == nullptr)
            entry_->clear();
        else
            entry_->show(textIn(*row, "id"));
    });
}

void ChangesPart::addFilters(sync::AgentClient& agent)
{
    std::vector<std::pair<QString, QVariant>> records{{tr("All records"), QString()}};
    for (const char* entity : filterable)
        records.emplace_back(entityWords(entity), QString::fromLatin1(entity));
    records_ = addChoice(tr("Kind of record"), records);
    times_ = addChoice(
        tr("Time of the entries"),
        {{tr("Any time"), 0},
         {tr("Last hour"), 1},
         {tr("Last day"), 24},
         {tr("Last 7 days"), 24 * 7},
         {tr("Last 30 days"), 24 * 30}}
    );
    person_ = new RowPicker(
        agent,
        {.entity = "user", .sort = {"displayName"}},
        [](const json::object& row) { return wordsIn(row, "displayName"); },
        this
    );
    person_->setAccessibleName(tr("Person of the entries"));
    person_->setNone(tr("Everybody"));
    person_->setFixedWidth(Tokens::current().px(150));
    addFilter(person_);
    connect(records_, &QComboBox::currentIndexChanged, this, &ChangesPart::applyFilter);
    connect(times_, &QComboBox::currentIndexChanged, this, &ChangesPart::applyFilter);
    connect(person_, &RowPicker::picked, this, &ChangesPart::applyFilter);
}

void ChangesPart::applyFilter()
{
    std::vector<sync::RowCondition> filter;
    if (const std::string entity = records_->currentData().toString().toStdString();
        !entity.empty())
        filter.push_back({"entity", "eq", json::value(entity)});
    if (const int hours = times_->currentData().toInt(); hours > 0) {
        const Timestamp from{Timestamp::now().micros - hours * hourMicros};
        filter.push_back({"at", "ge", json::value(from.toString())});
    }
    if (const std::string person = person_->chosen(); !person.empty())
        filter.push_back({"actorId", "eq", json::value(person)});
    model().setFilter(std::move(filter));
}

} // namespace tidemark::ui
