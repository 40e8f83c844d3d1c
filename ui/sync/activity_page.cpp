#include "ui/sync/activity_page.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/search_field.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sync/activity_model.hpp"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {

ActivityPage::ActivityPage(const PageContext& context, const QString& search, QWidget* parent)
    : Page(parent)
    , context_(context)
    , source_(context.agent)
{
    head_ = new PageHead(title(), this);
    copy_ = new Button(ButtonKind::normal, tr("Copy as text"), QStringLiteral("copy"), this);
    head_->addAction(copy_);
    banner_ = new Banner(this);
    QWidget* tools = createTools();
    createTable();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(tools);
    column->addWidget(banner_);
    column->addWidget(table_, 1);
    column->addWidget(createFoot());
    connect(copy_, &QAbstractButton::clicked, this, &ActivityPage::copy);
    for (const auto signal : {&ActivitySource::prepended, &ActivitySource::appended})
        connect(&source_, signal, this, &ActivityPage::onEvents);
    connect(&source_, &ActivitySource::reset, this, &ActivityPage::onEvents);
    connect(&source_, &ActivitySource::failed, this, [this](const Fault& fault) {
        banner_->say(fault);
    });
    search_->setText(search);
    applyFilter();
    onEvents();
}

QWidget* ActivityPage::createTools()
{
    const Tokens& tokens = Tokens::current();
    auto* tools = new Pane(Pane::Ground::surface, {}, this);
    search_ =
        new SearchField(tr("An id, a change, a part or a cause"), tr("Search the activity"), tools);
    search_->setMaximumWidth(tokens.px(360));
    kind_ = new QComboBox(tools);
    kind_->setAccessibleName(tr("Kind of activity"));
    kind_->addItem(tr("Everything"), QString());
    for (const auto& [name, words] : activityKinds())
        kind_->addItem(words, name);
    problems_ = new QCheckBox(tr("Only problems"), tools);
    auto* row = new QHBoxLayout(tools);
    const int margin = tokens.px(length::pageMargin);
    row->setContentsMargins(margin, tokens.px(8), margin, tokens.px(8));
    row->setSpacing(tokens.px(length::grid));
    row->addWidget(search_, 8);
    row->addWidget(kind_);
    row->addWidget(problems_);
    row->addStretch(1);
    connect(search_, &QLineEdit::textChanged, this, &ActivityPage::applyFilter);
    connect(kind_, &QComboBox::currentIndexChanged, this, &ActivityPage::applyFilter);
    connect(problems_, &QCheckBox::toggled, this, &ActivityPage::applyFilter);
    return tools;
}

void ActivityPage::createTable()
{
    model_ = new ActivityModel(source_, this);
    table_ = new TableView(tr("Sync activity"), this);
    table_->setModel(model_);
    table_->setColumnWidths({138, 116, 0, 190, 118});
    table_->setOptionalColumns({ActivityModel::numbersColumn});
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    search_->setList(table_);
    empty_ = new EmptyState(table_);
    table_->setEmptyState(empty_);
}

QWidget* ActivityPage::createFoot()
{
    const Tokens& tokens = Tokens::current();
    auto* foot = new Pane(Pane::Ground::surface, Qt::TopEdge, this);
    auto* words = new Label(
        tr("Numbers and times only; what stands in your reports is never written down here."),
        TextStyle::secondary,
        Tone::muted,
        foot
    );
    words->setWordWrap(true);
    older_ = new Button(ButtonKind::normal, tr("Show older"), QStringLiteral("chevron-down"), foot);
    auto* row = new QHBoxLayout(foot);
    const int margin = tokens.px(length::pageMargin);
    row->setContentsMargins(margin, tokens.px(8), margin, tokens.px(8));
    row->addWidget(words, 1);
    row->addWidget(older_);
    connect(older_, &QAbstractButton::clicked, &source_, &ActivitySource::older);
    return foot;
}

QString ActivityPage::title() const
{
    return tr("Sync activity");
}

std::vector<Crumb> ActivityPage::breadcrumb() const
{
    return {Crumb{tr("Sync"), Place{QStringLiteral("sync"), {}}}, Crumb{title(), {}}};
}

void ActivityPage::entered()
{
    source_.watch(true);
}

void ActivityPage::left()
{
    source_.watch(false);
}

bool ActivityPage::isFiltered() const
{
    return source_.filter() != ActivityFilter{};
}

void ActivityPage::applyFilter()
{
    source_.setFilter(
        {kind_->currentData().toString(), problems_->isChecked(), search_->text().trimmed()}
    );
}

void ActivityPage::onEvents()
{
    banner_->clear();
    const auto& events = source_.events();
    const auto problems = std::count_if(events.begin(), events.end(), [](const auto& event) {
        return event.isProblem();
    });
    std::vector<ChipText> chips;
    if (problems > 0)
        chips.push_back(
            {Kind::bad, tr("%n problem(s)", nullptr, int(problems)), QStringLiteral("circle-x")}
        );
    head_->setChips(chips);
    if (isFiltered())
        empty_->setWords(
            QStringLiteral("search"),
            tr("Nothing matches"),
            tr("Search for less, or choose everything. Only the newest 20,000 events are kept.")
        );
    else
        empty_->setWords(
            QStringLiteral("activity"),
            tr("Nothing has happened yet"),
            tr("What is sent, received, repaired and refused is written down here, with its time.")
        );
    older_->setEnabled(source_.hasOlder());
    older_->setToolTip(source_.hasOlder() ? QString() : tr("There is nothing older."));
    copy_->setEnabled(!events.empty());
    copy_->setToolTip(events.empty() ? tr("There is nothing to copy.") : QString());
    table_->refreshEmptyState();
}

void ActivityPage::copy()
{
    const auto chosen = table_->selectionModel()->selectedRows();
    QStringList lines;
    if (chosen.isEmpty()) {
        for (const ActivityEvent& event : source_.events())
            lines.push_back(activityLine(event));
    }
    for (const QModelIndex& index : chosen) {
        if (const auto* event = model_->event(index.row()))
            lines.push_back(activityLine(*event));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
    head_->setNote(tr("%n line(s) copied", nullptr, static_cast<int>(lines.size())));
}

} // namespace tidemark::ui
