#include "ui/reports/reports_page.hpp"

#include "models/entity/record_codec.hpp"
#include "models/fuel/report_lifecycle.hpp"
#include "ui/grid/number_text.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/search_field.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/reports/draft_figures.hpp"
#include "ui/reports/filter_chip.hpp"
#include "ui/reports/report_words.hpp"
#include "ui/sync/scope_model.hpp"

#include <QButtonGroup>
#include <QHBoxLayout>
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

/// A line of the report: as it was submitted, or of a draft as this device calculates it.
struct LineText {
    DraftFigures& drafts;
    std::string_view line;

    [[nodiscard]] bool isStored(const boost::json::object& row) const
    {
        const auto* text = row.if_contains("status");
        const auto status = text != nullptr && text->is_string()
                                ? choiceOf<ReportStatus>(text->get_string())
                                : std::nullopt;
        return !status || !isEditable(*status);
    }

    [[nodiscard]] QString text(const boost::json::object& row) const
    {
        if (isStored(row)) {
            const auto* value = row.if_contains(line);
            return value != nullptr && value->is_string()
                       ? formatDecimal(std::string_view(value->get_string()), 0)
                       : QString();
        }
        const DraftFigures::Figures figures = drafts.of(row);
        const Decimal& value = line == "line18" ? figures.line18 : figures.line22;
        return figures.state == DraftFigures::State::known ? writeNumber(value, QLocale(), 0)
                                                           : QStringLiteral("—");
    }

    [[nodiscard]] QString toolTip(const boost::json::object& row) const
    {
        if (isStored(row))
            return {};
        switch (drafts.of(row).state) {
        case DraftFigures::State::known:
            return ReportsPage::tr("Calculated on this device from the draft as it is now.");
        case DraftFigures::State::tooLong:
            return ReportsPage::tr("The schedule is long; it is calculated when the report is "
                                   "opened.");
        case DraftFigures::State::coming:
            break;
        }
        return ReportsPage::tr("Being calculated on this device.");
    }
};

sync::RowColumn lineColumn(DraftFigures& drafts, std::string_view line, const QString& title)
{
    const LineText words{drafts, line};
    return {
        .field = std::string(line),
        .title = title,
        .format = [words](
                      const boost::json::value&, const boost::json::object& row
                  ) { return words.text(row); },
        .alignment = Qt::AlignRight | Qt::AlignVCenter,
        .extra = [words](const boost::json::object& row, int role) -> QVariant {
            if (role == Qt::ToolTipRole)
                return words.toolTip(row);
            if (role == ToneRole && !words.isStored(row))
                return static_cast<int>(Tone::muted); // May still change; the stored ones stay.
            return role == StrongRole && words.line == "line22" ? QVariant(true) : QVariant();
        }};
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

using ConflictCounts = std::map<std::string, int>;

/// The mark of a report with open conflicts.
QVariant conflictMark(const ConflictCounts& conflicts, const boost::json::object& row, int role)
{
    const auto* id = row.if_contains("id");
    const auto open = id != nullptr && id->is_string()
                          ? conflicts.find(std::string(id->get_string()))
                          : conflicts.end();
    if (open == conflicts.end())
        return {};
    switch (role) {
    case IconNameRole:
        return QStringLiteral("git-compare");
    case IconToneRole:
        return static_cast<int>(Tone::warn);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return ReportsPage::tr("%n conflict(s) wait for your decision.", nullptr, open->second);
    default:
        return {};
    }
}

std::vector<sync::RowColumn> reportColumns(DraftFigures& drafts, const ConflictCounts& conflicts)
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
        {.field = "organizationName",
         .title = tr("Organization"),
         .format = plain,
         .extra = [&conflicts](
                      const boost::json::object& row, int role
                  ) { return conflictMark(conflicts, row, role); }},
        {.field = "year", .title = tr("Year"), .format = plain, .alignment = number},
        {.field = "status", .title = tr("State"), .format = statusText, .extra = statusExtra},
        {.field = "version", .title = tr("Version"), .format = plain, .alignment = number},
        lineColumn(drafts, "line18", tr("Units for supply")),
        lineColumn(drafts, "line22", tr("Balance")),
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
        {QT_TRANSLATE_NOOP("ReportsPage", "All"), {}},
        {QT_TRANSLATE_NOOP("ReportsPage", "Drafts"), {"draft", "analystAdjustment"}},
        {QT_TRANSLATE_NOOP("ReportsPage", "Submitted"), {"submitted"}},
        {QT_TRANSLATE_NOOP("ReportsPage", "In review"),
         {"recommendedByAnalyst", "recommendedByManager"}},
        {QT_TRANSLATE_NOOP("ReportsPage", "Assessed"), {"assessed", "exempted"}},
    }};
    return filters;
}

} // namespace

ReportsPage::ReportsPage(const PageContext& context, ReferenceStore& references, QWidget* parent)
    : Page(parent)
    , context_(context)
    , conflicts_(context.agent)
    , drafts_(new DraftFigures(context.agent, references, this))
    , model_(new sync::RowWindowModel(
          context.agent,
          {.entity = "complianceReport", .sort = {"-year", "organizationName"}},
          reportColumns(*drafts_, openConflicts_),
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
    search_->setList(table_);
    connect(&conflicts_, &ConflictSource::changed, this, [this] {
        openConflicts_.clear();
        for (const ConflictItem& item : conflicts_.items())
            ++openConflicts_[reportIdOf(item)];
        table_->viewport()->update();
    });
    connect(drafts_, &DraftFigures::changed, table_->viewport(), qOverload<>(&QWidget::update));
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

void ReportsPage::entered()
{
    using Answer = Result<boost::json::value>;
    context_.agent.call("sync.status", boost::json::object(), this, [this](const Answer& answer) {
        if (answer)
            showAway(*answer);
    });
}

void ReportsPage::showAway(const boost::json::value& answer)
{
    QStringList away;
    for (const ScopeLine& scope : scopeLinesFrom(answer)) {
        if (scope.standing == QLatin1String("away"))
            away << scope.name;
    }
    if (away == away_)
        return;
    away_ = away;
    sayEmpty();
    updateWords();
}

void ReportsPage::sayEmpty()
{
    const QString usual =
        tr("Compliance reports of your organization appear here as soon as a period is open. "
           "With a filter or a search, only the reports that fit are shown.");
    const QString names = away_.join(QStringLiteral(", "));
    empty_->setWords(
        QStringLiteral("file-text"),
        tr("No reports here"),
        away_.isEmpty() ? usual : tr("These reports are not on this device: %1.").arg(names)
    );
    empty_->setAction(away_.isEmpty() ? QString() : tr("Sync details"));
}

void ReportsPage::buildFilters(QHBoxLayout* row)
{
    search_ = new SearchField(tr("Find by organization"), tr("Find reports"), this);
    connect(search_, &QLineEdit::textChanged, model_, &sync::RowWindowModel::setSearch);
    row->addWidget(search_, 1);
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
    table_->setColumnWidths({228, 60, 214, 64, 124, 104, 138, 0});
    table_->setOptionalColumns({3, 7, 6});
    empty_ = new EmptyState(table_);
    sayEmpty();
    table_->setEmptyState(empty_);
    connect(empty_, &EmptyState::actionTriggered, this, [this] {
        context_.navigator.open({QStringLiteral("sync"), {}});
    });
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
    if (!away_.isEmpty())
        count_->setText(tr("%1 · some are not on this device").arg(count_->text()));
    const QString names = away_.join(QStringLiteral(", "));
    count_->setToolTip(away_.isEmpty() ? QString() : tr("Not on this device: %1").arg(names));
}

} // namespace tidemark::ui
