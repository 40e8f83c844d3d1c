#include "ui/reports/history_tab.hpp"

#include "sync/client/row_window_model.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/table_view.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

QString plainText(const boost::json::value& value, const boost::json::object&)
{
    return value.is_string() ? QString::fromStdString(std::string(value.get_string())) : QString();
}

QString whenText(const boost::json::value& value, const boost::json::object&)
{
    const auto when =
        value.is_string() ? Timestamp::parse(value.get_string()) : Result<Timestamp>(Fault{});
    return when ? formatDateTime(*when) : QString();
}

QString kindText(const boost::json::value& value, const boost::json::object& row)
{
    const QString kind = plainText(value, row);
    if (kind == QLatin1String("created"))
        return HistoryTab::tr("Created");
    if (kind == QLatin1String("updated"))
        return HistoryTab::tr("Changed");
    if (kind == QLatin1String("deleted"))
        return HistoryTab::tr("Deleted");
    return kind == QLatin1String("statusChanged") ? HistoryTab::tr("New state") : kind;
}

} // namespace

HistoryTab::HistoryTab(sync::AgentClient& agent, const std::string& reportId, QWidget* parent)
    : QWidget(parent)
{
    const sync::RowQuery query{
        .entity = "activity",
        .filter = {{"entityId", "eq", boost::json::string(reportId)}},
        .sort = {"-at"}};
    std::vector<sync::RowColumn> columns{
        {.field = "at", .title = tr("When"), .format = whenText},
        {.field = "kind", .title = tr("What"), .format = kindText},
        {.field = "performedBy", .title = tr("Who"), .format = plainText},
        {.field = "title", .title = tr("Details"), .format = plainText},
    };
    auto* model = new sync::RowWindowModel(agent, query, std::move(columns), this);
    auto* table = new TableView(tr("History of the report"), this);
    table->setRowModel(model);
    table->setColumnWidths({190, 110, 170, 0});
    auto* empty = new EmptyState(table);
    empty->setWords(
        QStringLiteral("history"),
        tr("Nothing has happened yet"),
        tr("Each submission, return and change of state appears here with who made it.")
    );
    table->setEmptyState(empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(table);
}

} // namespace tidemark::ui
