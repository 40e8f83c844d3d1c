#include "ui/kit/list_part.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/search_field.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/kit/table_view.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

/// Of the room that filters and tools leave; the rest stays free.
constexpr int searchShare = 8;

} // namespace

ListPart::ListPart(
    sync::AgentClient& agent,
    sync::RowWindowModel* model,
    const QString& accessibleName,
    QWidget* parent
)
    : QWidget(parent)
    , model_(model)
{
    const Tokens& tokens = Tokens::current();
    model_->setParent(this);
    auto* tools = new Pane(Pane::Ground::surface, {}, this);
    auto* row = new QHBoxLayout(tools);
    const int margin = tokens.px(length::pageMargin);
    row->setContentsMargins(margin, tokens.px(8), margin, tokens.px(8));
    row->setSpacing(tokens.px(length::grid));
    leading_ = new QHBoxLayout;
    trailing_ = new QHBoxLayout;
    for (QHBoxLayout* each : {leading_, trailing_})
        each->setSpacing(tokens.px(length::grid));
    leading_->addStretch(1);
    row->addLayout(leading_, 1);
    row->addLayout(trailing_);
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    table_ = new TableView(accessibleName, this);
    empty_ = new EmptyState(table_);
    table_->setEmptyState(empty_);
    table_->setRowModel(model_);
    work_ = new QHBoxLayout;
    work_->setSpacing(0);
    work_->addWidget(table_, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tools);
    column->addWidget(banner_);
    column->addLayout(work_, 1);

    connect(model_, &sync::RowWindowModel::loadFailed, this, &ListPart::onFault);
    connect(model_, &sync::RowWindowModel::loaded, this, [this] {
        if (std::exchange(hasFailed_, false))
            banner_->clear();
    });
    connect(banner_, &Banner::actionTriggered, model_, &sync::RowWindowModel::refresh);
    const auto isOnline = [](const sync::Status& status) {
        return status.link == sync::LinkState::online || status.link == sync::LinkState::onlinePoll;
    };
    // Once for each time the platform comes back; a refusal is not asked for again and again.
    const auto onStatus = [this, isOnline, was = isOnline(agent.status())](const auto& status
                          ) mutable {
        const bool isBack = !std::exchange(was, isOnline(status)) && was;
        if (isBack && hasFailed_)
            model_->refresh();
    };
    connect(&agent, &sync::AgentClient::statusChanged, this, onStatus);
    const auto onChoice = [this] { Q_EMIT chosenChanged(); };
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, onChoice);
    connect(model_, &QAbstractItemModel::dataChanged, this, onChoice);
    connect(model_, &QAbstractItemModel::modelReset, this, onChoice);
    connect(table_, &TableView::opened, this, [this](const QModelIndex& index) {
        const QString id = index.data(sync::RowWindowModel::IdRole).toString();
        if (!id.isEmpty())
            Q_EMIT opened(id);
    });
}

SearchField* ListPart::addSearch(const QString& placeholder, const QString& accessibleName)
{
    search_ = new SearchField(placeholder, accessibleName, this);
    search_->setMaximumWidth(Tokens::current().px(360));
    search_->setList(table_);
    connect(search_, &QLineEdit::textChanged, model_, &sync::RowWindowModel::setSearch);
    leading_->insertWidget(0, search_, searchShare);
    return search_;
}

QComboBox* ListPart::addChoice(
    const QString& accessibleName, const std::vector<std::pair<QString, QVariant>>& choices
)
{
    auto* box = new QComboBox(this);
    box->setAccessibleName(accessibleName);
    for (const auto& [text, value] : choices)
        box->addItem(text, value);
    addFilter(box);
    return box;
}

void ListPart::addStateChoice(
    const QString& accessibleName, const std::vector<std::pair<QString, QVariant>>& choices
)
{
    auto* states = addChoice(accessibleName, choices);
    connect(states, &QComboBox::currentIndexChanged, this, [this, states] {
        const std::string state = states->currentData().toString().toStdString();
        std::vector<sync::RowCondition> filter;
        if (!state.empty())
            filter.push_back({"state", "eq", boost::json::value(state)});
        model().setFilter(std::move(filter));
    });
}

void ListPart::addFilter(QWidget* filter)
{
    leading_->insertWidget(leading_->count() - 1, filter);
}

void ListPart::addTool(QWidget* tool)
{
    trailing_->addWidget(tool);
}

void ListPart::setSide(QWidget* side)
{
    work_->addWidget(side);
}

void ListPart::setEmptyWords(
    const QString& iconName, const QString& heading, const QString& explanation
)
{
    empty_->setWords(iconName, heading, explanation);
}

const boost::json::object* ListPart::chosen() const
{
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->rowAt(rows.first().row());
}

void ListPart::onFault(const Fault& fault)
{
    hasFailed_ = true;
    banner_->setAction(tr("Try again"));
    banner_->say(fault);
}

} // namespace tidemark::ui
