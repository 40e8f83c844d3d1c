#include "ui/sync/needs_you_page.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/sync/bulk_dialog.hpp"
#include "ui/sync/case_delegate.hpp"
#include "ui/sync/change_card.hpp"
#include "ui/sync/conflict_case.hpp"

#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int listWidth = 288;
constexpr int narrowListWidth = 180;
constexpr int narrowPage = 900;
constexpr int KeyRole = Qt::UserRole + 40;

} // namespace

NeedsYouPage::NeedsYouPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
    , source_(context.agent)
    , conflicts_(context.agent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(createList());
    row->addWidget(createCase(), 1);
    const auto sayFault = [this](const Fault& fault) {
        undoBatch_ = 0;
        banner_->setAction({});
        banner_->say(fault);
    };
    connect(&source_, &PendingSource::changed, this, &NeedsYouPage::onItems);
    connect(&source_, &PendingSource::failed, this, sayFault);
    connect(&conflicts_, &ConflictSource::changed, this, &NeedsYouPage::onItems);
    connect(&conflicts_, &ConflictSource::failed, this, sayFault);
    connect(&conflicts_, &ConflictSource::decided, this, &NeedsYouPage::onDecided);
    connect(&conflicts_, &ConflictSource::undone, this, [this] {
        undoBatch_ = 0;
        banner_->setAction({});
        banner_->say(Kind::info, tr("Undone. The conflicts are open again."));
    });
    connect(banner_, &Banner::actionTriggered, this, &NeedsYouPage::onBannerAction);
    showCase();
}

QWidget* NeedsYouPage::createList()
{
    const Tokens& tokens = Tokens::current();
    auto* pane = new Pane(Pane::Ground::surface, Qt::RightEdge, this);
    pane_ = pane;
    auto* heading = new Label(title(), TextStyle::title, Tone::text, pane);
    summary_ = new Label({}, TextStyle::body, Tone::muted, pane);
    summary_->setWordWrap(true);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(tokens.px(14), tokens.px(12), tokens.px(14), tokens.px(10));
    head->setSpacing(tokens.px(2));
    head->addWidget(heading);
    head->addWidget(summary_);
    bulk_ = new QWidget(pane);
    auto* bulkRow = new QBoxLayout(QBoxLayout::LeftToRight, bulk_);
    bulkRow->setContentsMargins(0, tokens.px(6), 0, 0);
    bulkRow->setSpacing(tokens.px(6));
    auto* allMine = new Button(ButtonKind::normal, tr("All yours…"), {}, bulk_);
    auto* allTheirs = new Button(ButtonKind::normal, tr("All theirs…"), {}, bulk_);
    bulkRow->addWidget(allMine);
    bulkRow->addWidget(allTheirs);
    bulkRow->addStretch(1);
    head->addWidget(bulk_);
    connect(allMine, &QAbstractButton::clicked, this, [this] { decideAll(true); });
    connect(allTheirs, &QAbstractButton::clicked, this, [this] { decideAll(false); });
    list_ = new QListWidget(pane);
    list_->setAccessibleName(tr("Changes that need you"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setItemDelegate(new CaseDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(list_, &QListWidget::currentRowChanged, this, [this] {
        isPicked_ = true;
        showCase();
    });
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(list_, 1);
    return pane;
}

QWidget* NeedsYouPage::createCase()
{
    const Tokens& tokens = Tokens::current();
    auto* ground = new Pane(Pane::Ground::canvas, {}, this);
    banner_ = new Banner(ground);
    banner_->setDismissable(true);
    empty_ = new EmptyState(ground);
    empty_->setWords(
        QStringLiteral("circle-check"),
        tr("Nothing needs you"),
        tr("When somebody else changes the same field as you, or the platform refuses a change, "
           "both sides are kept and shown here.")
    );
    auto* scroll = new QScrollArea(ground);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* inner = new Pane(Pane::Ground::canvas, {}, scroll);
    scroll->setWidget(inner);
    case_ = scroll;
    conflict_ = new ConflictCaseView(inner);
    refusal_ = createRefusal(inner);
    auto* column = new QVBoxLayout(inner);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, tokens.px(16), margin, margin);
    column->addWidget(conflict_);
    column->addWidget(refusal_);
    column->addStretch(1);
    auto* whole = new QVBoxLayout(ground);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(banner_);
    whole->addWidget(case_, 1);
    whole->addWidget(empty_, 1);
    connect(conflict_, &ConflictCaseView::decided, this, [this](const json::object& choice) {
        conflicts_.decide(json::array{choice});
    });
    connect(conflict_, &ConflictCaseView::nextWanted, this, &NeedsYouPage::showNext);
    return ground;
}

QWidget* NeedsYouPage::createRefusal(QWidget* parent)
{
    auto* whole = new QWidget(parent);
    change_ = new ChangeCard(whole);
    actions_ = new ChangeActions(source_, context_.prompter, whole);
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::current().px(12));
    column->addWidget(change_);
    column->addWidget(actions_);
    return whole;
}

QString NeedsYouPage::title() const
{
    return tr("Needs you");
}

std::vector<Crumb> NeedsYouPage::breadcrumb() const
{
    return {Crumb{tr("Sync"), Place{QStringLiteral("sync"), {}}}, Crumb{title(), {}}};
}

void NeedsYouPage::entered()
{
    source_.refresh();
    conflicts_.refresh();
}

void NeedsYouPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    const Tokens& tokens = Tokens::current();
    const bool isNarrow = width() < tokens.px(narrowPage);
    if (auto* bulkRow = qobject_cast<QBoxLayout*>(bulk_->layout()))
        bulkRow->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    pane_->setFixedWidth(std::min(tokens.px(isNarrow ? narrowListWidth : listWidth), width() / 3));
}

void NeedsYouPage::onItems()
{
    const QString key = isPicked_ ? selectedKey() : QString();
    const int before = list_->currentRow();
    refused_.clear();
    for (const PendingItem& item : source_.items()) {
        if (item.needsYou() && item.state != QLatin1String("conflict"))
            refused_.push_back(item);
    }
    const int conflicts = static_cast<int>(conflicts_.items().size());
    const int refused = static_cast<int>(refused_.size());
    summary_->setText(
        tr("%n conflict(s)", nullptr, conflicts) + QStringLiteral(", ") +
        tr("%n change(s) refused", nullptr, refused)
    );
    bulk_->setVisible(conflicts > 1);
    list_->blockSignals(true);
    list_->clear();
    addEntries();
    int row = isPicked_ ? std::clamp(before, 0, std::max(0, list_->count() - 1)) : 0;
    for (int i = 0; i < list_->count(); ++i) {
        if (list_->item(i)->data(KeyRole).toString() == key)
            row = i;
    }
    list_->setCurrentRow(list_->count() > 0 ? row : -1);
    list_->blockSignals(false);
    if (selectedMark() != shown_)
        showCase();
}

void NeedsYouPage::addEntries()
{
    const auto add =
        [this](const QString& what, const QString& detail, bool isRefused, QString key) {
            auto* entry = new QListWidgetItem(what, list_);
            entry->setData(CaseDelegate::DetailRole, detail);
            entry->setData(CaseDelegate::RefusedRole, isRefused);
            entry->setData(Qt::AccessibleTextRole, what + QStringLiteral(", ") + detail);
            entry->setData(KeyRole, std::move(key));
        };
    for (const ConflictItem& item : conflicts_.items()) {
        QString detail = item.isWaiting()
                             ? tr("Decided, waits for other rows")
                             : tr("%n field(s) differ", nullptr, int(item.groups.size()));
        if (item.mineAt)
            detail += QStringLiteral(" · ") + formatAge(*item.mineAt);
        add(rowTitle(item), detail, false, QString::fromStdString(item.id));
    }
    for (const PendingItem& item : refused_) {
        const QString detail =
            tr("Refused: %1").arg(item.error ? faultCause(*item.error) : QString());
        add(itemTitle(item), detail, true, QString::number(item.mid));
    }
}

QString NeedsYouPage::selectedKey() const
{
    const QListWidgetItem* entry = list_->currentItem();
    return entry == nullptr ? QString() : entry->data(KeyRole).toString();
}

QString NeedsYouPage::selectedMark() const
{
    const ConflictItem* conflict = selectedConflict();
    return selectedKey() +
           (conflict == nullptr ? QString() : QString::fromStdString(conflict->mark));
}

const ConflictItem* NeedsYouPage::selectedConflict() const
{
    const auto row = static_cast<std::size_t>(list_->currentRow());
    const auto& items = conflicts_.items();
    return list_->currentRow() >= 0 && row < items.size() ? &items[row] : nullptr;
}

const PendingItem* NeedsYouPage::selectedRefusal() const
{
    const int row = list_->currentRow() - static_cast<int>(conflicts_.items().size());
    const bool isThere = row >= 0 && row < static_cast<int>(refused_.size());
    return isThere ? &refused_[static_cast<std::size_t>(row)] : nullptr;
}

void NeedsYouPage::showCase()
{
    shown_ = selectedMark();
    const ConflictItem* conflict = selectedConflict();
    const PendingItem* refusal = conflict == nullptr ? selectedRefusal() : nullptr;
    case_->setVisible(conflict != nullptr || refusal != nullptr);
    empty_->setVisible(conflict == nullptr && refusal == nullptr);
    conflict_->setVisible(conflict != nullptr);
    refusal_->setVisible(refusal != nullptr);
    if (conflict != nullptr)
        conflict_->setConflict(*conflict);
    if (refusal != nullptr) {
        change_->showItem(*refusal, true);
        actions_->setItem(*refusal);
    }
}

void NeedsYouPage::showNext()
{
    if (list_->count() > 0)
        list_->setCurrentRow((list_->currentRow() + 1) % list_->count());
}

void NeedsYouPage::decideAll(bool isMine)
{
    const std::vector<ConflictItem> items = conflicts_.items();
    auto* dialog = new BulkDialog(items, isMine, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, items, isMine] {
        conflicts_.decide(BulkDialog::choicesFor(items, isMine));
    });
    dialog->open();
}

void NeedsYouPage::onDecided(std::int64_t batch, int rows)
{
    undoBatch_ = batch;
    banner_->setAction(batch > 0 ? tr("Undo") : QString());
    banner_->say(
        Kind::ok,
        tr("%n row(s) decided. Saved on this device.", nullptr, rows),
        tr("It is sent as soon as the platform is reached.")
    );
}

void NeedsYouPage::onBannerAction()
{
    if (undoBatch_ > 0)
        conflicts_.undo(undoBatch_);
}

} // namespace tidemark::ui
