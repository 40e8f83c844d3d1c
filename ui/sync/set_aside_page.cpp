#include "ui/sync/set_aside_page.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/field_list.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/side_pane.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sync/change_card.hpp"
#include "ui/sync/set_aside_model.hpp"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QShortcut>

#include <algorithm>

namespace tidemark::ui {
namespace {

std::vector<FieldLine> factsOf(const SetAsideItem& item)
{
    std::vector<FieldLine> lines{{SetAsidePage::tr("Rows of"), item.place}};
    const auto add = [&lines](const QString& name, const std::optional<Timestamp>& when) {
        if (when)
            lines.push_back({name, formatDateTime(*when)});
    };
    add(SetAsidePage::tr("Saved"), item.change.createdAt);
    add(SetAsidePage::tr("Set aside"), item.at);
    add(SetAsidePage::tr("Exported"), item.exportedAt);
    add(SetAsidePage::tr("Handed over"), item.handedAt);
    for (const QString& file : item.files)
        lines.push_back({SetAsidePage::tr("File"), file});
    return lines;
}

} // namespace

SetAsidePage::SetAsidePage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
    , source_(context.agent)
{
    head_ = new PageHead(title(), this);
    export_ = new Button(ButtonKind::normal, tr("Export…"), QStringLiteral("download"), this);
    handOver_ = new Button(ButtonKind::normal, tr("Hand over now"), QStringLiteral("send"), this);
    head_->addAction(export_);
    head_->addAction(handOver_);
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    createTable();
    createSide();
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(table_, 1);
    row->addWidget(side_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addLayout(row, 1);
    wire();
    onItems();
}

void SetAsidePage::createTable()
{
    model_ = new SetAsideModel(this);
    table_ = new TableView(tr("Work that you may no longer send"), this);
    table_->setModel(model_);
    table_->setColumnWidths({210, 150, 104, 186, 0});
    table_->setOptionalColumns({int(SetAsideModel::placeColumn), int(SetAsideModel::sinceColumn)});
    auto* empty = new EmptyState(table_);
    empty->setWords(
        QStringLiteral("check-check"),
        tr("Nothing was set aside"),
        tr("When your access to rows ends while changes to them wait on this device, those changes "
           "are kept here. They are not sent; you see what they were and what becomes of them.")
    );
    table_->setEmptyState(empty);
}

void SetAsidePage::createSide()
{
    side_ = new SidePane(this);
    fate_ = new Label({}, TextStyle::body, Tone::muted, side_->ground());
    fate_->setWordWrap(true);
    facts_ = new FieldList(side_->ground());
    discard_ =
        new Button(ButtonKind::danger, tr("Discard…"), QStringLiteral("trash-2"), side_->ground());
    change_ = new ChangeCard(side_->ground());
    QVBoxLayout* card = side_->addCard(tr("What becomes of it"));
    card->addWidget(fate_);
    card->addWidget(facts_);
    card->addWidget(discard_, 0, Qt::AlignLeading);
    side_->add(change_);
    side_->hide();
}

void SetAsidePage::wire()
{
    connect(export_, &QAbstractButton::clicked, this, &SetAsidePage::askExport);
    connect(handOver_, &QAbstractButton::clicked, &source_, &SetAsideSource::handOver);
    connect(discard_, &QAbstractButton::clicked, this, &SetAsidePage::askDiscard);
    connect(&source_, &SetAsideSource::changed, this, &SetAsidePage::onItems);
    connect(&source_, &SetAsideSource::handedOver, this, &SetAsidePage::onHandedOver);
    connect(&source_, &SetAsideSource::exported, this, [this](const QString& file, int items) {
        banner_->say(
            Kind::ok,
            tr("%n change(s) written to %1.", nullptr, items).arg(file),
            tr("Files that they add are in a folder beside it.")
        );
    });
    connect(&source_, &SetAsideSource::failed, this, [this](const Fault& fault) {
        banner_->say(fault);
    });
    connect(
        table_->selectionModel(),
        &QItemSelectionModel::selectionChanged,
        this,
        &SetAsidePage::onSelection
    );
    auto* remove = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Delete), this);
    connect(remove, &QShortcut::activated, this, &SetAsidePage::askDiscard);
}

QString SetAsidePage::title() const
{
    return tr("Set aside");
}

std::vector<Crumb> SetAsidePage::breadcrumb() const
{
    return {Crumb{tr("Sync"), Place{QStringLiteral("sync"), {}}}, Crumb{title(), {}}};
}

void SetAsidePage::entered()
{
    source_.refresh();
}

void SetAsidePage::onItems()
{
    const SetAsideItem* before = selected();
    const std::int64_t qid = before == nullptr ? 0 : before->qid;
    model_->setItems(source_.items());
    if (const int row = model_->rowOf(qid); row >= 0)
        table_->selectRow(row);
    const auto& items = source_.items();
    const auto count = [&items](bool (SetAsideItem::*is)() const) {
        return static_cast<int>(std::count_if(items.begin(), items.end(), [is](const auto& item) {
            return (item.*is)();
        }));
    };
    std::vector<ChipText> chips;
    if (const int only = count(&SetAsideItem::isOnlyHere); only > 0)
        chips.push_back(
            {Kind::warn,
             tr("%n on this device only", nullptr, only),
             QStringLiteral("circle-alert")}
        );
    head_->setChips(chips);
    const bool canExport = count(&SetAsideItem::canBeExported) > 0;
    const bool canHandOver = count(&SetAsideItem::canBeHandedOver) > 0;
    export_->setEnabled(canExport);
    export_->setToolTip(
        canExport ? QString() : tr("There is nothing that may be saved as a file.")
    );
    handOver_->setEnabled(canHandOver);
    handOver_->setToolTip(canHandOver ? QString() : tr("There is nothing left to hand over."));
    table_->refreshEmptyState();
    onSelection();
}

const SetAsideItem* SetAsidePage::selected() const
{
    const auto rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->item(rows.first().row());
}

void SetAsidePage::onSelection()
{
    const SetAsideItem* item = selected();
    side_->setVisible(item != nullptr);
    if (item == nullptr)
        return;
    fate_->setText(setAsideReason(*item) + QLatin1Char(' ') + setAsideFate(*item));
    facts_->setLines(factsOf(*item));
    change_->showItem(item->change, true);
    discard_->setText(item->isOnlyHere() ? tr("Discard…") : tr("Take off the list…"));
}

void SetAsidePage::onHandedOver(int items, int left)
{
    if (items > 0)
        banner_->say(Kind::ok, tr("%n change(s) handed over.", nullptr, items));
    else if (left > 0)
        banner_->say(
            Kind::warn,
            tr("%n change(s) could not be handed over.", nullptr, left),
            tr("They add files that only this device has. Export them, or discard them.")
        );
}

void SetAsidePage::askExport()
{
    auto* dialog = new QFileDialog(this, tr("Export what was set aside"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QStringLiteral("tidemark-set-aside.json"));
    connect(dialog, &QFileDialog::fileSelected, &source_, &SetAsideSource::exportTo);
    dialog->open();
}

void SetAsidePage::askDiscard()
{
    const SetAsideItem* item = selected();
    if (item == nullptr)
        return;
    Question question;
    question.heading =
        item->isOnlyHere() ? tr("Discard this change?") : tr("Take it off the list?");
    question.text =
        item->isOnlyHere()
            ? tr("“%1” is on this device only. Once discarded, nobody can bring it back.")
                  .arg(itemTitle(item->change))
            : tr("“%1” is no longer listed here. What was exported or handed over stays.")
                  .arg(itemTitle(item->change));
    question.action = item->isOnlyHere() ? tr("Discard") : tr("Take off");
    question.isDestructive = item->isOnlyHere();
    context_.prompter.confirm(this, question, [this, qid = item->qid](bool isAgreed) {
        if (isAgreed)
            source_.discard(qid);
    });
}

} // namespace tidemark::ui
