#include "ui/sync/needs_you_page.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/sync/case_delegate.hpp"
#include "ui/sync/conflict_table.hpp"
#include "ui/sync/field_list.hpp"

#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace {

constexpr int listWidth = 288;

bool isConflict(const PendingItem& item)
{
    return item.state == QLatin1String("conflict");
}

} // namespace

NeedsYouPage::NeedsYouPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
    , source_(context.agent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(createList());
    row->addWidget(createCase(), 1);
    connect(&source_, &PendingSource::changed, this, &NeedsYouPage::onItems);
    connect(&source_, &PendingSource::failed, this, [this](const Fault& fault) {
        banner_->say(fault);
    });
    showCase();
}

QWidget* NeedsYouPage::createList()
{
    const Tokens& tokens = Tokens::current();
    auto* pane = new Pane(Pane::Ground::surface, Qt::RightEdge, this);
    pane->setFixedWidth(tokens.px(listWidth));
    auto* heading = new Label(title(), TextStyle::title, Tone::text, pane);
    summary_ = new Label({}, TextStyle::body, Tone::muted, pane);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(tokens.px(14), tokens.px(12), tokens.px(14), tokens.px(10));
    head->setSpacing(tokens.px(2));
    head->addWidget(heading);
    head->addWidget(summary_);
    list_ = new QListWidget(pane);
    list_->setAccessibleName(tr("Changes that need you"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setItemDelegate(new CaseDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(list_, &QListWidget::currentRowChanged, this, &NeedsYouPage::showCase);
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
    case_ = new QWidget(ground);
    title_ = new ElidedLabel({}, TextStyle::title, Tone::text, case_);
    title_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    chip_ = new Chip({}, case_);
    auto* head = new QHBoxLayout;
    head->setSpacing(tokens.px(10));
    head->addWidget(title_);
    head->addWidget(chip_);
    head->addStretch(1);
    conflicts_ = new ConflictTable(case_);
    refusal_ = new Card(case_);
    cause_ = new Label({}, TextStyle::strong, Tone::text, refusal_);
    cause_->setWordWrap(true);
    nextStep_ = new Label({}, TextStyle::body, Tone::muted, refusal_);
    nextStep_->setWordWrap(true);
    changes_ = new FieldList(refusal_);
    auto* inRefusal = new QVBoxLayout(refusal_);
    const int inner = tokens.px(14);
    inRefusal->setContentsMargins(inner, inner, inner, inner);
    inRefusal->setSpacing(tokens.px(6));
    inRefusal->addWidget(cause_);
    inRefusal->addWidget(nextStep_);
    inRefusal->addSpacing(tokens.px(6));
    inRefusal->addWidget(changes_);
    retry_ = new Button(ButtonKind::normal, tr("Try again"), QStringLiteral("rotate-ccw"), case_);
    discard_ = new Button(ButtonKind::danger, {}, QStringLiteral("trash-2"), case_);
    connect(retry_, &QAbstractButton::clicked, this, &NeedsYouPage::retry);
    connect(discard_, &QAbstractButton::clicked, this, &NeedsYouPage::discard);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens.px(length::grid));
    buttons->addWidget(retry_);
    buttons->addWidget(discard_);
    buttons->addStretch(1);
    auto* thenCard = new Card(case_);
    auto* inThen = new QVBoxLayout(thenCard);
    inThen->setContentsMargins(inner, inner, inner, inner);
    inThen->addWidget(new Label(tr("What happens then"), TextStyle::strong, Tone::text, thenCard));
    then_ = new Label({}, TextStyle::body, Tone::muted, thenCard);
    then_->setWordWrap(true);
    inThen->addWidget(then_);

    auto* column = new QVBoxLayout(case_);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, tokens.px(16), margin, margin);
    column->setSpacing(tokens.px(12));
    column->addLayout(head);
    column->addWidget(conflicts_);
    column->addWidget(refusal_);
    column->addLayout(buttons);
    column->addWidget(thenCard);
    column->addStretch(1);
    auto* whole = new QVBoxLayout(ground);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(banner_);
    whole->addWidget(case_, 1);
    whole->addWidget(empty_, 1);
    return ground;
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
}

void NeedsYouPage::onItems()
{
    const PendingItem* before = selected();
    const std::int64_t mid = before == nullptr ? 0 : before->mid;
    items_.clear();
    for (const PendingItem& item : source_.items()) {
        if (item.needsYou())
            items_.push_back(item);
    }
    std::stable_partition(items_.begin(), items_.end(), isConflict);
    const auto conflicts =
        static_cast<int>(std::count_if(items_.begin(), items_.end(), isConflict));
    const int refused = static_cast<int>(items_.size()) - conflicts;
    summary_->setText(
        tr("%n conflict(s)", nullptr, conflicts) + QStringLiteral(", ") +
        tr("%n change(s) refused", nullptr, refused)
    );
    list_->clear();
    int row = 0;
    for (const PendingItem& item : items_) {
        auto* entry = new QListWidgetItem(itemTitle(item), list_);
        const QString age = item.createdAt ? formatAge(*item.createdAt) : QString();
        const QString detail =
            isConflict(item)
                ? tr("%n field(s) differ", nullptr, int(item.conflicts.size())) +
                      QStringLiteral(" · ") + age
                : tr("Refused: %1").arg(item.error ? faultCause(*item.error) : QString());
        entry->setData(CaseDelegate::DetailRole, detail);
        entry->setData(CaseDelegate::RefusedRole, !isConflict(item));
        entry->setData(Qt::AccessibleTextRole, itemTitle(item) + QStringLiteral(", ") + detail);
        if (item.mid == mid)
            row = list_->count() - 1;
    }
    list_->setCurrentRow(items_.empty() ? -1 : row);
    showCase();
}

const PendingItem* NeedsYouPage::selected() const
{
    const int row = list_->currentRow();
    const bool isThere = row >= 0 && row < static_cast<int>(items_.size());
    return isThere ? &items_[static_cast<std::size_t>(row)] : nullptr;
}

void NeedsYouPage::showCase()
{
    const PendingItem* item = selected();
    case_->setVisible(item != nullptr);
    empty_->setVisible(item == nullptr);
    if (item == nullptr)
        return;
    title_->setText(itemTitle(*item));
    conflicts_->setVisible(isConflict(*item));
    refusal_->setVisible(!isConflict(*item));
    retry_->setVisible(!isConflict(*item));
    if (isConflict(*item))
        showConflict(*item);
    else
        showRefusal(*item);
}

void NeedsYouPage::showConflict(const PendingItem& item)
{
    const int fields = static_cast<int>(item.conflicts.size());
    chip_->setChip(
        {Kind::warn, tr("%n field(s) differ", nullptr, fields), QStringLiteral("git-compare")}
    );
    conflicts_->setConflicts(item.conflicts);
    discard_->setText(tr("Keep theirs…"));
    then_->setText(
        tr("Your values stay on this device until you decide; nothing is chosen for you. Keeping "
           "theirs drops your change. To keep yours, open the row and enter it again on top of "
           "theirs.")
    );
}

void NeedsYouPage::showRefusal(const PendingItem& item)
{
    chip_->setChip({Kind::bad, tr("Refused"), QStringLiteral("circle-x")});
    cause_->setText(item.error ? faultCause(*item.error) : tr("The platform gave no cause."));
    nextStep_->setText(item.error ? faultNextStep(*item.error) : QString());
    std::vector<FieldLine> lines;
    for (const PendingFieldChange& change : item.changes) {
        const bool isNew = change.before.isEmpty() || change.before == QStringLiteral("—");
        lines.push_back(
            {fieldTitle(change.field),
             isNew ? change.after : change.before + QStringLiteral(" → ") + change.after}
        );
    }
    changes_->setLines(lines);
    changes_->setVisible(!lines.empty());
    discard_->setText(tr("Discard…"));
    then_->setText(
        tr("Trying again sends the same change once more; it helps when the cause is gone. "
           "Discarding removes it from this device; the platform keeps what it has.")
    );
}

void NeedsYouPage::retry()
{
    if (const PendingItem* item = selected())
        source_.retry(item->mid);
}

void NeedsYouPage::discard()
{
    const PendingItem* item = selected();
    if (item == nullptr)
        return;
    const std::int64_t mid = item->mid;
    context_.prompter.confirm(
        this,
        Question{
            isConflict(*item) ? tr("Keep theirs and drop your values?")
                              : tr("Discard this change?"),
            tr("“%1” is removed from this device and never sent. The platform keeps what it has.")
                .arg(itemTitle(*item)),
            isConflict(*item) ? tr("Keep theirs") : tr("Discard"),
            true},
        [this, mid](bool isAgreed) {
            if (isAgreed)
                source_.discard(mid);
        }
    );
}

} // namespace tidemark::ui
