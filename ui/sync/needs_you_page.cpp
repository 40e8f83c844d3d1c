#include "ui/sync/needs_you_page.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/sync/bulk_dialog.hpp"
#include "ui/sync/change_card.hpp"
#include "ui/sync/conflict_case.hpp"
#include "ui/sync/decision_card.hpp"
#include "ui/sync/needs_you_list.hpp"
#include "ui/sync/supply_case.hpp"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int listWidth = 288;
constexpr int narrowListWidth = 180;
constexpr int narrowPage = 900;

} // namespace

NeedsYouPage::NeedsYouPage(const PageContext& context, const QString& row, QWidget* parent)
    : Page(parent)
    , context_(context)
    , source_(context.agent)
    , conflicts_(context.agent)
    , references_(context.agent)
{
    list_ = new NeedsYouList(title(), this);
    list_->choose(row);
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(list_);
    columns->addWidget(createCase(), 1);
    conflicts_.followDecisions();
    connectSources();
    showCase();
}

void NeedsYouPage::connectSources()
{
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
    connect(list_, &NeedsYouList::chosen, this, &NeedsYouPage::showCase);
    connect(list_, &NeedsYouList::allWanted, this, &NeedsYouPage::decideAll);
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
    decision_ = new DecisionCard(inner);
    refusal_ = createRefusal(inner);
    auto* column = new QVBoxLayout(inner);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, tokens.px(16), margin, margin);
    column->addWidget(conflict_);
    column->addWidget(decision_);
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
    connect(conflict_, &ConflictCaseView::nextWanted, list_, &NeedsYouList::chooseNext);
    connect(decision_, &DecisionCard::undoWanted, &conflicts_, &ConflictSource::undo);
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
    list_->setNarrow(isNarrow);
    list_->setFixedWidth(std::min(tokens.px(isNarrow ? narrowListWidth : listWidth), width() / 3));
}

void NeedsYouPage::onItems()
{
    refused_.clear();
    for (const PendingItem& item : source_.items()) {
        if (item.needsYou() && item.state != QLatin1String("conflict"))
            refused_.push_back(item);
    }
    list_->setItems(conflicts_.items(), refused_, conflicts_.decisions());
    wantReference();
    if (selectedMark() != shown_)
        showCase();
}

/// The lists of the schedule's fields; asked for once a row of it is in conflict.
void NeedsYouPage::wantReference()
{
    const auto& items = conflicts_.items();
    const bool isNeeded = std::any_of(items.begin(), items.end(), [](const ConflictItem& item) {
        return item.entity == "fuelSupply";
    });
    if (!isNeeded || std::exchange(isReferenceWanted_, isNeeded))
        return;
    references_.get(this, [this](const Result<ReferenceStore::Reference>& reference) {
        isReferenceWanted_ = reference.has_value();
        if (!reference)
            return; // The values can be typed.
        reference_ = *reference;
        showCase();
    });
}

const ConflictItem* NeedsYouPage::selectedConflict() const
{
    const auto& items = conflicts_.items();
    const bool isThere =
        list_->kind() == NeedsYouList::Kind::conflict && list_->index() < items.size();
    return isThere ? &items[list_->index()] : nullptr;
}

const PendingItem* NeedsYouPage::selectedRefusal() const
{
    const bool isThere =
        list_->kind() == NeedsYouList::Kind::refusal && list_->index() < refused_.size();
    return isThere ? &refused_[list_->index()] : nullptr;
}

const Decision* NeedsYouPage::selectedDecision() const
{
    const auto& decisions = conflicts_.decisions();
    const bool isThere =
        list_->kind() == NeedsYouList::Kind::decision && list_->index() < decisions.size();
    return isThere ? &decisions[list_->index()] : nullptr;
}

QString NeedsYouPage::selectedMark() const
{
    const ConflictItem* conflict = selectedConflict();
    return list_->key() +
           (conflict == nullptr ? QString() : QString::fromStdString(conflict->mark));
}

void NeedsYouPage::showCase()
{
    shown_ = selectedMark();
    const ConflictItem* conflict = selectedConflict();
    const PendingItem* refusal = selectedRefusal();
    const Decision* decision = selectedDecision();
    const bool isAny = conflict != nullptr || refusal != nullptr || decision != nullptr;
    case_->setVisible(isAny);
    empty_->setVisible(!isAny);
    conflict_->setVisible(conflict != nullptr);
    refusal_->setVisible(refusal != nullptr);
    decision_->setVisible(decision != nullptr);
    if (conflict != nullptr)
        conflict_->setConflict(*conflict, supplyChoices(*conflict, reference_));
    if (decision != nullptr)
        decision_->setDecision(*decision);
    if (refusal != nullptr) {
        change_->showItem(*refusal, true);
        actions_->setItem(*refusal);
    }
}

void NeedsYouPage::decideAll(bool isMine)
{
    const ConflictItem* chosen = selectedConflict();
    if (chosen == nullptr)
        return;
    std::vector<ConflictItem> items;
    for (const ConflictItem& item : conflicts_.items()) {
        if (reportIdOf(item) == reportIdOf(*chosen))
            items.push_back(item);
    }
    const auto ask = [this, items, isMine](const std::vector<DecisionProblem>& problems) {
        askAboutAll(items, isMine, problems);
    };
    conflicts_.check(items, isMine, this, ask);
}

void NeedsYouPage::askAboutAll(
    const std::vector<ConflictItem>& items,
    bool isMine,
    const std::vector<DecisionProblem>& problems
)
{
    auto* dialog = new BulkDialog(items, isMine, problems, this);
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
