#include "ui/runs/runs_page.hpp"

#include "sync/client/agent_client.hpp"
#include "sync/client/row_window_model.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/search_field.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/runs/run_columns.hpp"
#include "ui/runs/run_row.hpp"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

#include <boost/json.hpp>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

constexpr int definitionsMost = 200;

struct StateFilter {
    const char* label;
    std::vector<std::string> states;
};

const std::vector<StateFilter>& stateFilters()
{
    static const std::vector<StateFilter> filters{
        {QT_TRANSLATE_NOOP("Runs", "All states"), {}},
        {QT_TRANSLATE_NOOP("Runs", "Under way"),
         {"pending",
          "initializing",
          "fetchingData",
          "preValidation",
          "transforming",
          "postValidation",
          "generatingArtifacts",
          "delivering",
          "waitingRetry",
          "paused"}},
        {QT_TRANSLATE_NOOP("Runs", "Completed"), {"completed"}},
        {QT_TRANSLATE_NOOP("Runs", "Failed"), {"failed"}},
        {QT_TRANSLATE_NOOP("Runs", "Cancelled"), {"cancelled"}},
    };
    return filters;
}

} // namespace

RunsPage::RunsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
    , model_(new sync::RowWindowModel(
          context.agent, {.entity = "reportRun", .sort = {"-number"}}, runColumns(), this
      ))
{
    build();
    connect(&context_.agent, &sync::AgentClient::statusChanged, this, &RunsPage::updateAllowed);
    updateAllowed();
}

QString RunsPage::title() const
{
    return tr("Runs");
}

void RunsPage::build()
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    head_ = new PageHead(tr("Runs"), this);
    start_ = new Button(ButtonKind::primary, tr("Start a run…"), QStringLiteral("play"), this);
    auto* onKey = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_N), this);
    connect(onKey, &QShortcut::activated, start_, &QAbstractButton::click);
    connect(start_, &QPushButton::clicked, this, &RunsPage::chooseDefinition);
    head_->addAction(start_);
    column->addWidget(head_);

    banner_ = new Banner(this);
    banner_->setDismissable(true);
    column->addWidget(banner_);

    auto* filters = new QHBoxLayout;
    filters->setContentsMargins(
        tokens.px(length::pageMargin),
        tokens.px(length::grid),
        tokens.px(length::pageMargin),
        tokens.px(length::grid)
    );
    buildFilters(filters);
    column->addLayout(filters);

    table_ = new TableView(tr("Report runs"), this);
    table_->setRowModel(model_);
    table_->setColumnWidths({78, 200, 150, 100, 140, 150, 92, 80, 0});
    table_->setOptionalColumns({7, 4, 3, 6});
    auto* empty = new EmptyState(table_);
    empty->setWords(
        QStringLiteral("activity"),
        tr("No runs yet"),
        tr("A run reads its source, checks the rows and writes the report's file. Runs appear "
           "here as soon as one is started.")
    );
    table_->setEmptyState(empty);
    connect(table_, &TableView::opened, this, [this](const QModelIndex& index) {
        watch(index.data(sync::RowWindowModel::IdRole).toString());
    });
    column->addWidget(table_, 1);
    search_->setList(table_);
}

void RunsPage::buildFilters(QHBoxLayout* row)
{
    search_ = new SearchField(tr("Find by report or person"), tr("Find runs"), this);
    connect(search_, &QLineEdit::textChanged, model_, &sync::RowWindowModel::setSearch);
    row->addWidget(search_, 1);
    row->setSpacing(Tokens::current().px(length::grid));

    auto* states = new QComboBox(this);
    states->setAccessibleName(tr("State of the runs"));
    for (const StateFilter& filter : stateFilters())
        states->addItem(QCoreApplication::translate("Runs", filter.label));
    connect(states, &QComboBox::currentIndexChanged, this, [this](int chosen) {
        const auto& wanted = stateFilters()[static_cast<std::size_t>(chosen)].states;
        if (wanted.empty())
            model_->setFilter({});
        else
            model_->setFilter({{"state", "in", json::value_from(wanted)}});
    });
    row->addWidget(states);
    row->addStretch(1);
}

void RunsPage::watch(const QString& runId)
{
    if (!runId.isEmpty())
        context_.navigator.open({QStringLiteral("run"), runId});
}

void RunsPage::updateAllowed()
{
    const sync::Status& status = context_.agent.status();
    const bool allowed = status.user && status.user->may("run:execute");
    const bool online =
        status.link == sync::LinkState::online || status.link == sync::LinkState::onlinePoll;
    start_->setEnabled(allowed && online);
    start_->setToolTip(
        !allowed  ? tr("Starting a run needs the permission run:execute.")
        : !online ? tr("Starting a run needs the connection to the platform.")
                  : tr("Start a run (Ctrl+N)")
    );
}

void RunsPage::chooseDefinition()
{
    const sync::RowQuery query{
        .entity = "reportDefinition",
        .filter = {{"isActive", "eq", json::value(true)}},
        .sort = {"name"}};
    context_.agent.rowsWindow(query, 0, definitionsMost, this, [this](Result<sync::RowPage> page) {
        if (!page || page->rows.empty()) {
            banner_->say(
                Kind::warn,
                tr("There is no active report to run."),
                tr("Ask an administrator to activate a report definition.")
            );
            return;
        }
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setAccessibleName(tr("Reports that can be run"));
        for (const json::object& row : page->rows) {
            const std::string id(textField(row, "id"));
            QAction* action = menu->addAction(stringField(row, "name"));
            connect(action, &QAction::triggered, this, [this, id] { start(id); });
        }
        menu->popup(start_->mapToGlobal(QPoint(0, start_->height())));
    });
}

void RunsPage::start(const std::string& definitionId)
{
    start_->setEnabled(false);
    context_.agent.platformCall(
        "POST",
        "/api/v1/report-definitions/" + definitionId + "/run",
        json::object{},
        this,
        [this](Result<json::object> answer) {
            updateAllowed();
            if (!answer) {
                banner_->say(answer.error());
                return;
            }
            const auto* body = answer->if_contains("body");
            if (body && body->is_object())
                watch(stringField(body->get_object(), "id"));
        }
    );
}

} // namespace tidemark::ui
