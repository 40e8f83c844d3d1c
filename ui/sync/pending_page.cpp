#include "ui/sync/pending_page.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sync/bulk_actions.hpp"
#include "ui/sync/change_card.hpp"
#include "ui/sync/pending_model.hpp"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {

PendingPage::PendingPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
    , source_(context.agent)
{
    head_ = new PageHead(title(), this);
    export_ = new Button(ButtonKind::normal, tr("Export…"), QStringLiteral("download"), this);
    sendNow_ = new Button(ButtonKind::normal, tr("Send now"), QStringLiteral("refresh-cw"), this);
    head_->addAction(export_);
    head_->addAction(sendNow_);
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    createTable();
    details_ = createDetails();
    details_->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(table_, 1);
    row->addWidget(details_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addLayout(row, 1);

    connect(sendNow_, &QAbstractButton::clicked, this, &PendingPage::sendNow);
    connect(export_, &QAbstractButton::clicked, this, &PendingPage::askExport);
    connect(&source_, &PendingSource::exported, this, [this](const QString& file, int items) {
        banner_->say(Kind::ok, tr("%n change(s) written to %1.", nullptr, items).arg(file));
    });
    connect(&source_, &PendingSource::acted, this, [this](int done, int failed) {
        if (failed == 0)
            banner_->say(Kind::ok, tr("%n change(s) done.", nullptr, done));
    });
    connect(&source_, &PendingSource::changed, this, &PendingPage::onItems);
    connect(&source_, &PendingSource::failed, this, [this](const Fault& fault) {
        banner_->say(fault);
    });
    countdown_.setInterval(1000);
    connect(&countdown_, &QTimer::timeout, this, [this] {
        if (isVisible() && model_->rowCount() > 0)
            table_->viewport()->update();
    });
    countdown_.start();
}

void PendingPage::createTable()
{
    model_ = new PendingModel(this);
    table_ = new TableView(tr("Pending changes"), this);
    table_->setModel(model_);
    table_->setColumnWidths({314, 206, 84, 56, 84, 0});
    table_->setOptionalColumns(
        {PendingModel::triesColumn, PendingModel::causeColumn, PendingModel::nextColumn}
    );
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto* empty = new EmptyState(table_);
    empty->setWords(
        QStringLiteral("check-check"),
        tr("Nothing is waiting"),
        tr("Every change of this device has reached the platform. What you save while offline "
           "waits here until it is sent.")
    );
    table_->setEmptyState(empty);
    connect(
        table_->selectionModel(),
        &QItemSelectionModel::selectionChanged,
        this,
        &PendingPage::onSelection
    );
}

QWidget* PendingPage::createDetails()
{
    const Tokens& tokens = Tokens::current();
    auto* pane = new Pane(Pane::Ground::canvas, Qt::LeftEdge, this);
    pane->setFixedWidth(tokens.px(length::sidePane));
    card_ = new ChangeCard(pane);
    openReport_ =
        new Button(ButtonKind::normal, tr("Open the report"), QStringLiteral("file-text"), pane);
    actions_ = new ChangeActions(source_, context_.prompter, pane);
    bulk_ = new BulkActions(source_, context_.prompter, pane);
    auto* column = new QVBoxLayout(pane);
    const int margin = tokens.px(14);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(card_);
    column->addWidget(openReport_, 0, Qt::AlignLeading);
    column->addWidget(actions_);
    column->addWidget(bulk_);
    column->addStretch(1);
    connect(bulk_, &BulkActions::exportWanted, this, &PendingPage::exportAll);
    connect(openReport_, &QAbstractButton::clicked, this, [this] {
        if (const PendingItem* item = selected())
            context_.navigator.open({QStringLiteral("report"), item->reportId});
    });
    return pane;
}

QString PendingPage::title() const
{
    return tr("Pending changes");
}

std::vector<Crumb> PendingPage::breadcrumb() const
{
    return {Crumb{tr("Sync"), Place{QStringLiteral("sync"), {}}}, Crumb{title(), {}}};
}

void PendingPage::entered()
{
    source_.refresh();
}

void PendingPage::onItems()
{
    const PendingItem* before = selected();
    const std::int64_t mid = before == nullptr ? 0 : before->mid;
    model_->setItems(source_.items());
    if (const int row = model_->rowOf(mid); row >= 0)
        table_->selectRow(row);
    countItems();
    table_->refreshEmptyState();
    onSelection();
}

/// All of them count, also those that the list has no room for: those that need a person come
/// first in it, so only when they alone fill it the status knows better.
void PendingPage::countItems()
{
    const auto& items = source_.items();
    const auto listed = static_cast<qint64>(items.size());
    qint64 asking = std::count_if(items.begin(), items.end(), [](const PendingItem& item) {
        return item.needsYou();
    });
    if (asking == listed)
        asking =
            std::max<qint64>(asking, std::min(source_.total(), context_.agent.status().needYou));
    const qint64 waiting = source_.total() - asking;
    std::vector<ChipText> chips;
    if (waiting > 0)
        chips.push_back({Kind::neutral, tr("%n waiting", nullptr, int(waiting)), {}});
    if (asking > 0) {
        chips.push_back(
            {Kind::warn, tr("%n need(s) you", nullptr, int(asking)), QStringLiteral("circle-alert")}
        );
    }
    head_->setChips(chips);
    head_->setNote(
        listed < source_.total() ? tr("The %1 most urgent of %2")
                                       .arg(formatNumber(listed), formatNumber(source_.total()))
                                 : QString()
    );
    sendNow_->setEnabled(waiting > 0);
    export_->setEnabled(listed > 0);
    sendNow_->setToolTip(waiting > 0 ? QString() : tr("Nothing is waiting to be sent."));
    export_->setToolTip(listed > 0 ? QString() : tr("There is nothing to export."));
}

const PendingItem* PendingPage::selected() const
{
    const auto rows = table_->selectionModel()->selectedRows();
    return rows.size() == 1 ? model_->item(rows.first().row()) : nullptr;
}

std::vector<std::int64_t> PendingPage::selectedMids() const
{
    std::vector<std::int64_t> mids;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows()) {
        if (const PendingItem* item = model_->item(index.row()))
            mids.push_back(item->mid);
    }
    std::sort(mids.begin(), mids.end()); // In the order in which they were made.
    return mids;
}

void PendingPage::onSelection()
{
    const PendingItem* item = selected();
    auto mids = selectedMids();
    details_->setVisible(!mids.empty());
    card_->setVisible(item != nullptr);
    actions_->setVisible(item != nullptr);
    bulk_->setVisible(mids.size() > 1);
    openReport_->setVisible(item != nullptr && !item->reportId.isEmpty());
    bulk_->setMids(std::move(mids));
    if (item == nullptr)
        return;
    card_->showItem(*item, true);
    actions_->setItem(*item);
}

void PendingPage::sendNow()
{
    using Answer = Result<boost::json::value>;
    context_.agent.call("sync.now", boost::json::object(), this, [this](const Answer& answer) {
        if (!answer)
            banner_->say(answer.error());
    });
}

void PendingPage::askExport()
{
    exportAll({});
}

void PendingPage::exportAll(const std::vector<std::int64_t>& mids)
{
    auto* dialog = new QFileDialog(this, tr("Export pending changes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QStringLiteral("tidemark-pending.json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, mids](const QString& file) {
        source_.exportTo(file, mids);
    });
    dialog->open();
}

} // namespace tidemark::ui
