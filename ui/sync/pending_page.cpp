#include "ui/sync/pending_page.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sync/field_list.hpp"
#include "ui/sync/pending_model.hpp"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace {

constexpr std::size_t changesShown = 12;

} // namespace

PendingPage::PendingPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
    , source_(context.agent)
{
    head_ = new PageHead(title(), this);
    sendNow_ = new Button(ButtonKind::normal, tr("Send now"), QStringLiteral("refresh-cw"), this);
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
    table_->setColumnWidths({230, 170, 84, 56, 84, 0});
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
    what_ = new Label({}, TextStyle::strong, Tone::text, pane);
    what_->setWordWrap(true);
    cause_ = new Label({}, TextStyle::body, Tone::bad, pane);
    cause_->setWordWrap(true);
    nextStep_ = new Label({}, TextStyle::body, Tone::muted, pane);
    nextStep_->setWordWrap(true);
    changes_ = new FieldList(pane);
    retry_ = new Button(ButtonKind::normal, tr("Try again"), QStringLiteral("rotate-ccw"), pane);
    discard_ = new Button(ButtonKind::danger, tr("Discard…"), QStringLiteral("trash-2"), pane);
    connect(retry_, &QAbstractButton::clicked, this, &PendingPage::retry);
    connect(discard_, &QAbstractButton::clicked, this, &PendingPage::discard);

    auto* card = new Card(pane);
    auto* inCard = new QVBoxLayout(card);
    const int inner = tokens.px(12);
    inCard->setContentsMargins(inner, inner, inner, inner);
    inCard->setSpacing(tokens.px(length::grid));
    inCard->addWidget(what_);
    inCard->addWidget(cause_);
    inCard->addWidget(nextStep_);
    inCard->addWidget(changes_);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(retry_);
    buttons->addWidget(discard_);
    auto* column = new QVBoxLayout(pane);
    const int margin = tokens.px(14);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(card);
    column->addLayout(buttons);
    column->addStretch(1);
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
    const auto& items = source_.items();
    const auto waiting = std::count_if(items.begin(), items.end(), [](const PendingItem& item) {
        return !item.needsYou();
    });
    std::vector<ChipText> chips;
    if (waiting > 0)
        chips.push_back({Kind::neutral, tr("%n waiting", nullptr, int(waiting)), {}});
    const auto asking = static_cast<int>(items.size()) - static_cast<int>(waiting);
    if (asking > 0) {
        chips.push_back(
            {Kind::warn, tr("%n need(s) you", nullptr, asking), QStringLiteral("circle-alert")}
        );
    }
    head_->setChips(chips);
    sendNow_->setEnabled(waiting > 0);
    table_->refreshEmptyState();
    onSelection();
}

const PendingItem* PendingPage::selected() const
{
    const auto rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->item(rows.first().row());
}

void PendingPage::onSelection()
{
    const PendingItem* item = selected();
    details_->setVisible(item != nullptr);
    if (item == nullptr)
        return;
    what_->setText(itemTitle(*item));
    cause_->setVisible(item->error.has_value());
    nextStep_->setVisible(item->error.has_value());
    if (item->error) {
        cause_->setText(faultCause(*item->error));
        nextStep_->setText(faultNextStep(*item->error));
    }
    std::vector<FieldLine> lines;
    for (const PendingFieldChange& change : item->changes) {
        if (lines.size() == changesShown) {
            const int more = static_cast<int>(item->changes.size() - changesShown);
            lines.push_back({tr("and %n more", nullptr, more), {}, Tone::muted});
            break;
        }
        const bool isNew = change.before.isEmpty() || change.before == QStringLiteral("—");
        lines.push_back(
            {fieldTitle(change.field),
             isNew ? change.after : change.before + QStringLiteral(" → ") + change.after}
        );
    }
    changes_->setLines(lines);
    retry_->setEnabled(item->state != QLatin1String("sent"));
}

void PendingPage::retry()
{
    if (const PendingItem* item = selected())
        source_.retry(item->mid);
}

void PendingPage::discard()
{
    const PendingItem* item = selected();
    if (item == nullptr)
        return;
    const std::int64_t mid = item->mid;
    context_.prompter.confirm(
        this,
        Question{
            tr("Discard this change?"),
            tr("“%1” is removed from this device and never sent. The platform keeps what it has.")
                .arg(itemTitle(*item)),
            tr("Discard"),
            true},
        [this, mid](bool isAgreed) {
            if (isAgreed)
                source_.discard(mid);
        }
    );
}

void PendingPage::sendNow()
{
    using Answer = Result<boost::json::value>;
    context_.agent.call("sync.now", boost::json::object(), this, [this](const Answer& answer) {
        if (!answer)
            banner_->say(answer.error());
    });
}

} // namespace tidemark::ui
