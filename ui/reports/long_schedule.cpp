#include "ui/reports/long_schedule.hpp"

#include "sync/client/row_window_model.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/search_field.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/supply/problem_text.hpp"
#include "ui/supply/supply_choices.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

QString plainText(const boost::json::value& value, const boost::json::object&)
{
    return value.is_string() ? QString::fromStdString(std::string(value.get_string())) : QString();
}

QString numberText(const boost::json::value& value, const boost::json::object&)
{
    return value.is_string() ? formatDecimal(std::string_view(value.get_string())) : QString();
}

QString provisionText(const boost::json::value& value, const boost::json::object&)
{
    return value.is_string() ? shortProvision(std::string(value.get_string())) : QString();
}

std::vector<sync::RowColumn> scheduleColumns()
{
    const auto column = [](const char* field, sync::RowColumn::Formatter format, bool isNumber) {
        const Qt::Alignment side = isNumber ? Qt::AlignRight : Qt::AlignLeading;
        return sync::RowColumn{
            .field = field,
            .title = fieldTitle(field),
            .format = std::move(format),
            .alignment = side | Qt::AlignVCenter};
    };
    return {
        column("fuelType", plainText, false),
        column("fuelCategory", plainText, false),
        column("provision", provisionText, false),
        column("endUse", plainText, false),
        column("fuelCode", plainText, false),
        column("quantity", numberText, true),
        column("unit", plainText, false),
        column("complianceUnits", numberText, true),
    };
}

} // namespace

LongSchedule::LongSchedule(ReportSession& session, QWidget* parent)
    : QWidget(parent)
{
    const Tokens& tokens = Tokens::current();
    const boost::json::string report(session.reportId());
    const sync::RowQuery query{
        .entity = "fuelSupply", .filter = {{"reportId", "eq", report}}, .sort = {"position"}};
    auto* model = new sync::RowWindowModel(session.agent(), query, scheduleColumns(), this);
    connect(model, &sync::RowWindowModel::totalChanged, this, &LongSchedule::totalChanged);
    auto* why = new Banner(this);
    why->say(Kind::info, session.lockedBecause());
    auto* search = new SearchField(tr("Find by fuel type or code"), tr("Find rows"), this);
    connect(search, &QLineEdit::textChanged, model, &sync::RowWindowModel::setSearch);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(tokens.px(16), tokens.px(8), tokens.px(16), tokens.px(8));
    tools->addWidget(search, 1);
    tools->addStretch(1);
    auto* table = new TableView(tr("Fuel supply"), this);
    table->setRowModel(model);
    table->setColumnWidths({180, 90, 110, 150, 110, 110, 60, 0});
    auto* empty = new EmptyState(table);
    empty->setWords(QStringLiteral("table"), tr("No rows fit"), tr("Change what you search for."));
    table->setEmptyState(empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(why);
    column->addLayout(tools);
    column->addWidget(table, 1);
    search->setList(table);
}

} // namespace tidemark::ui
