#include "ui/reports/reports_page.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/reports/filter_chip.hpp"
#include "ui/reports/report_words.hpp"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QShortcut>
#include <QVBoxLayout>

#include <array>

namespace tidemark::ui {

namespace {

QString textIn(const boost::json::value& value)
{
    return value.is_string()
               ? QString::fromUtf8(
                     value.get_string().data(), static_cast<qsizetype>(value.get_string().size())
                 )
               : QString();
}

/// Nothing before the first submission: the stored figures would say 0.
QString unitsText(const boost::json::value& value, const boost::json::object& row)
{
    const auto* submittedAt = row.if_contains("submittedAt");
    const bool isStored = submittedAt != nullptr && submittedAt->is_string();
    return isStored && value.is_string() ? formatDecimal(std::string_view(value.get_string()), 0)
                                         : QString();
}

QString whenText(const boost::json::value& value, const boost::json::object&)
{
    if (!value.is_string())
        return {};
    const auto when = Timestamp::parse(value.get_string());
    return when ? formatDateTime(*when) : QString();
}

QVariant statusExtra(const boost::json::object& row, int role)
{
    const auto* status = row.if_contains("status");
    if (role != ChipRole || status == nullptr || !status->is_string())
        return {};
    return QVariant::fromValue(statusChip(std::string_view(status->get_string())));
}

QVariant balanceExtra(const boost::json::object&, int role)
{
    return role == StrongRole ? QVariant(true) : QVariant();
}

std::vector<sync::RowColumn> reportColumns()
{
    const auto tr = [](const char* text) { return ReportsPage::tr(text); };
    const Qt::Alignment number = Qt::AlignRight | Qt::AlignVCenter;
    const auto plain = [](const boost::json::value& value, const boost::json::object&) {
        return value.is_int64() ? QString::number(value.get_int64()) : textIn(value);
    };
    const auto statusText = [](const boost::json::value& value, const boost::json::object&) {
        return value.is_string() ? statusChip(std::string_view(value.get_string())).text
                                 : QString();
    };
    return {
        {.field = "organizationName", .title = tr("Organization"), .format = plain},
        {.field = "year", .title = tr("Year"), .format = plain, .alignment = number},
        {.field = "status", .title = tr("State"), .format = statusText, .extra = statusExtra},
        {.field = "version", .title = tr("Version"), .format = plain, .alignment = number},
        {.field = "line18",
         .title = tr("Units for supply"),
         .format = unitsText,
         .alignment = number},
        {.field = "line22",
         .title = tr("Balance"),
         .format = unitsText,
         .alignment = number,
         .extra = balanceExtra},
        {.field = "submittedAt", .title = tr("Submitted"), .format = whenText},
        {.field = "submittedBy", .title = tr("By"), .format = plain},
    };
}

struct StateFilter {
    const char* label;
    std::vector<std::string> states;
};

const std::array<StateFilter, 5>& stateFilters()
{
    static const std::array<StateFilter, 5> filters{{
        {QT_TRANSLATE_NOOP("tidemark::ui::ReportsPage", "All"), {}},
        {QT_TRANSLATE_NOOP("tidemark::ui::ReportsPage", "Drafts"), {"draft", "analystAdjustment"}},
        {QT_TRANSLATE_NOOP("tidemark::ui::ReportsPage", "Submitted"), {"submitted"}},
        {QT_TRANSLATE_NOOP("tidemark::ui::ReportsPage", "In review"),
         {"recommendedByAnalyst", "recommendedByManager"}},
        {QT_TRANSLATE_NOOP("tidemark::ui::ReportsPage", "Assessed"), {"assessed", "exempted"}},
    }};
    return filters;
}

} // namespace

ReportsPage::ReportsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
    , model_(new sync::RowWindowModel(
          context.agent,
          {.entity = "complianceReport", .sort = {"-year", "organizationName"}},
          reportColumns(),
          this
      ))
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PageHead(tr("Reports"), this));
    banner_ = new Banner(this);
    column->addWidget(banner_);
    auto* filters = new QHBoxLayout;
    filters->setContentsMargins(
        tokens.px(length::pageMargin), 0, tokens.px(length::pageMargin), tokens.px(length::grid)
    );
    filters->setSpacing(tokens.px(length::grid));
    buildFilters(filters);
    column->addLayout(filters);
    buildTable();
    column->addWidget(table_, 1);
    connect(model_, &sync::RowWindowModel::loaded, this, &ReportsPage::updateWords);
    connect(model_, &sync::RowWindowModel::totalChanged, this, &ReportsPage::updateWords);
    connect(model_, &sync::RowWindowModel::loadFailed, this, [this](const Fault& fault) {
        banner_->say(fault);
        banner_->setAction(tr("Try again"));
    });
    connect(banner_, &Banner::actionTriggered, this, [this] {
        banner_->clear();
        model_->refresh();
    });
    connect(&context_.agent, &sync::AgentClient::statusChanged, this, &ReportsPage::updateWords);
    updateWords();
}

QString ReportsPage::title() const
{
    return tr("Reports");
}

void ReportsPage::buildFilters(QHBoxLayout* row)
{
    auto* search = new QLineEdit(this);
    search->setPlaceholderText(tr("Find by organization"));
    search->setAccessibleName(tr("Find reports"));
    search->setClearButtonEnabled(true);
    search->setFixedWidth(Tokens::current().px(260));
    connect(search, &QLineEdit::textChanged, model_, &sync::RowWindowModel::setSearch);
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, search, qOverload<>(&QWidget::setFocus));
    row->addWidget(search);
    auto* group = new QButtonGroup(this);
    for (const StateFilter& filter : stateFilters()) {
        auto* chip = new FilterChip(tr(filter.label), this);
        chip->setChecked(filter.states.empty());
        group->addButton(chip);
        row->addWidget(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, &filter] {
            filterBy(filter.states);
        });
    }
    row->addStretch(1);
    count_ = new Label({}, TextStyle::secondary, Tone::muted, this);
    row->addWidget(count_);
}

void ReportsPage::buildTable()
{
    table_ = new TableView(tr("Compliance reports"), this);
    table_->setRowModel(model_);
    table_->setColumnWidths({220, 64, 216, 72, 124, 110, 156, 0});
    auto* empty = new EmptyState(table_);
    empty->setWords(
        QStringLiteral("file-text"),
        tr("No reports here"),
        tr("Compliance reports of your organization appear here as soon as a period is open. "
           "With a filter or a search, only the reports that fit are shown.")
    );
    table_->setEmptyState(empty);
    connect(table_, &TableView::opened, this, [this](const QModelIndex& index) {
        const QString id = index.data(sync::RowWindowModel::IdRole).toString();
        if (!id.isEmpty())
            context_.navigator.open({QStringLiteral("report"), id});
    });
}

void ReportsPage::filterBy(const std::vector<std::string>& states)
{
    if (states.empty()) {
        model_->setFilter({});
        return;
    }
    boost::json::array wanted;
    for (const std::string& state : states)
        wanted.emplace_back(boost::json::string(state));
    model_->setFilter({{"status", "in", std::move(wanted)}});
}

void ReportsPage::updateWords()
{
    const int rows = model_->rowCount();
    if (model_->isFirstLoad())
        count_->setText(tr("Loading…"));
    else
        count_->setText(rows == 1 ? tr("1 report") : tr("%1 reports").arg(formatNumber(rows)));
    const sync::Status& status = context_.agent.status();
    const bool isOffline = status.link == sync::LinkState::offline && status.mirrorAsOf.has_value();
    if (isOffline)
        count_->setText(tr("%1 · as of %2").arg(count_->text(), formatWhen(*status.mirrorAsOf)));
}

} // namespace tidemark::ui
