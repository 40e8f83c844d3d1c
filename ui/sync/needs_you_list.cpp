#include "ui/sync/needs_you_list.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/sync/case_delegate.hpp"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace {

constexpr std::size_t decisionsShownMost = 10;

enum Role {
    KeyRole = Qt::UserRole + 40,
    KindRole,
    IndexRole,
    ReportRole, ///< How many conflicts its report has.
    NameRole,   ///< What that is called.
};

/// The places of conflicts, those of one report together; reports in the order of their first.
std::vector<std::size_t> byReport(const std::vector<ConflictItem>& conflicts)
{
    std::vector<std::string> reports;
    for (const ConflictItem& item : conflicts) {
        const std::string id = reportIdOf(item);
        if (std::find(reports.begin(), reports.end(), id) == reports.end())
            reports.push_back(id);
    }
    std::vector<std::size_t> places;
    for (const std::string& report : reports) {
        for (std::size_t i = 0; i < conflicts.size(); ++i) {
            if (reportIdOf(conflicts[i]) == report)
                places.push_back(i);
        }
    }
    return places;
}

} // namespace

NeedsYouList::NeedsYouList(const QString& title, QWidget* parent)
    : Pane(Pane::Ground::surface, Qt::RightEdge, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    createHead(column, title);
    list_ = new QListWidget(this);
    list_->setAccessibleName(tr("Changes that need you"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setItemDelegate(new CaseDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(list_, &QListWidget::currentRowChanged, this, [this] {
        isPicked_ = true;
        updateBulk();
        Q_EMIT chosen();
    });
    column->addWidget(list_, 1);
}

void NeedsYouList::createHead(QVBoxLayout* column, const QString& title)
{
    const Tokens& tokens = Tokens::current();
    auto* heading = new Label(title, TextStyle::title, Tone::text, this);
    summary_ = new Label({}, TextStyle::body, Tone::muted, this);
    summary_->setWordWrap(true);
    bulk_ = new QWidget(this);
    auto* row = new QBoxLayout(QBoxLayout::LeftToRight, bulk_);
    row->setContentsMargins(0, tokens.px(6), 0, 0);
    row->setSpacing(tokens.px(6));
    allMine_ = new Button(ButtonKind::normal, tr("All yours…"), {}, bulk_);
    allTheirs_ = new Button(ButtonKind::normal, tr("All theirs…"), {}, bulk_);
    row->addWidget(allMine_);
    row->addWidget(allTheirs_);
    row->addStretch(1);
    connect(allMine_, &QAbstractButton::clicked, this, [this] { Q_EMIT allWanted(true); });
    connect(allTheirs_, &QAbstractButton::clicked, this, [this] { Q_EMIT allWanted(false); });
    auto* head = new QVBoxLayout;
    head->setContentsMargins(tokens.px(14), tokens.px(12), tokens.px(14), tokens.px(10));
    head->setSpacing(tokens.px(2));
    head->addWidget(heading);
    head->addWidget(summary_);
    head->addWidget(bulk_);
    column->addLayout(head);
}

void NeedsYouList::setItems(
    const std::vector<ConflictItem>& conflicts,
    const std::vector<PendingItem>& refused,
    const std::vector<Decision>& decisions
)
{
    const QString before = isPicked_ ? key() : QString();
    const int row = list_->currentRow();
    summary_->setText(
        tr("%n conflict(s)", nullptr, static_cast<int>(conflicts.size())) + QStringLiteral(", ") +
        tr("%n change(s) refused", nullptr, static_cast<int>(refused.size()))
    );
    list_->blockSignals(true);
    list_->clear();
    addConflicts(conflicts);
    addRefused(refused);
    addDecisions(decisions);
    restore(before, row);
    list_->blockSignals(false);
    updateBulk();
}

void NeedsYouList::addHeader(const QString& words)
{
    auto* header = new QListWidgetItem(words, list_);
    header->setData(CaseDelegate::HeaderRole, true);
    header->setFlags(Qt::NoItemFlags);
}

void NeedsYouList::addEntry(
    Kind kind, std::size_t index, const QString& what, const QString& detail
)
{
    auto* entry = new QListWidgetItem(what, list_);
    entry->setData(CaseDelegate::DetailRole, detail);
    entry->setData(CaseDelegate::RefusedRole, kind == Kind::refusal);
    entry->setData(Qt::AccessibleTextRole, what + QStringLiteral(", ") + detail);
    entry->setData(KindRole, static_cast<int>(kind));
    entry->setData(IndexRole, static_cast<int>(index));
}

void NeedsYouList::addConflicts(const std::vector<ConflictItem>& conflicts)
{
    QString report;
    for (const std::size_t i : byReport(conflicts)) {
        const ConflictItem& item = conflicts[i];
        const std::string id = reportIdOf(item);
        const QString name = reportWords(item);
        if (std::exchange(report, QString::fromStdString(id)) != report || list_->count() == 0)
            addHeader(name);
        QString detail = item.isWaiting() ? tr("Decided, waits for other rows") : differWords(item);
        if (item.mineAt)
            detail += QStringLiteral(" · ") + formatAge(*item.mineAt);
        addEntry(Kind::conflict, i, rowTitle(item), detail);
        const auto isSame = [&id](const ConflictItem& other) { return reportIdOf(other) == id; };
        auto* entry = list_->item(list_->count() - 1);
        entry->setData(KeyRole, QString::fromStdString(item.id));
        entry->setData(ReportRole, int(std::count_if(conflicts.begin(), conflicts.end(), isSame)));
        entry->setData(NameRole, name);
    }
}

void NeedsYouList::addRefused(const std::vector<PendingItem>& refused)
{
    if (!refused.empty())
        addHeader(tr("Refused"));
    for (std::size_t i = 0; i < refused.size(); ++i) {
        const PendingItem& item = refused[i];
        const QString cause = item.error ? faultCause(*item.error) : QString();
        addEntry(Kind::refusal, i, itemTitle(item), tr("Refused: %1").arg(cause));
        list_->item(list_->count() - 1)->setData(KeyRole, QString::number(item.mid));
    }
}

void NeedsYouList::addDecisions(const std::vector<Decision>& decisions)
{
    if (!decisions.empty())
        addHeader(tr("Decided lately"));
    for (std::size_t i = 0; i < std::min(decisions.size(), decisionsShownMost); ++i) {
        const Decision& decision = decisions[i];
        QString detail = tr("%n field(s) decided", nullptr, decision.fields);
        if (decision.at)
            detail += QStringLiteral(" · ") + formatAge(*decision.at);
        addEntry(Kind::decision, i, rowTitle(decision.first), detail);
        list_->item(list_->count() - 1)
            ->setData(KeyRole, QStringLiteral("batch-%1").arg(decision.batch));
    }
}

void NeedsYouList::restore(const QString& key, int before)
{
    const QString& sought = wanted_.isEmpty() ? key : wanted_;
    int row = -1;
    for (int i = 0; i < list_->count(); ++i) {
        if (!sought.isEmpty() && list_->item(i)->data(KeyRole).toString() == sought)
            row = i;
    }
    if (row >= 0 && !std::exchange(wanted_, {}).isEmpty())
        isPicked_ = true;
    // What was chosen is gone: what came after it moves up.
    for (int i = isPicked_ ? std::max(before, 0) : 0; row < 0 && i < list_->count(); ++i)
        row = needsPerson(i) ? i : -1;
    for (int i = list_->count() - 1; row < 0 && i >= 0; --i)
        row = needsPerson(i) ? i : -1;
    list_->setCurrentRow(row);
}

/// Neither a head nor a decision, which nobody has to look at.
bool NeedsYouList::needsPerson(int row) const
{
    const auto kind = static_cast<Kind>(list_->item(row)->data(KindRole).toInt());
    return kind == Kind::conflict || kind == Kind::refusal;
}

void NeedsYouList::updateBulk()
{
    const QListWidgetItem* entry = list_->currentItem();
    const int rows = entry == nullptr ? 0 : entry->data(ReportRole).toInt();
    bulk_->setVisible(rows > 1);
    if (rows <= 1)
        return;
    const QString where =
        tr("In all %n row(s) of: %1", nullptr, rows).arg(entry->data(NameRole).toString());
    for (Button* button : {allMine_, allTheirs_}) {
        button->setToolTip(where);
        button->setAccessibleDescription(where);
    }
}

NeedsYouList::Kind NeedsYouList::kind() const
{
    const QListWidgetItem* entry = list_->currentItem();
    return entry == nullptr ? Kind::none : static_cast<Kind>(entry->data(KindRole).toInt());
}

std::size_t NeedsYouList::index() const
{
    const QListWidgetItem* entry = list_->currentItem();
    return entry == nullptr ? 0 : static_cast<std::size_t>(entry->data(IndexRole).toInt());
}

QString NeedsYouList::key() const
{
    const QListWidgetItem* entry = list_->currentItem();
    return entry == nullptr ? QString() : entry->data(KeyRole).toString();
}

void NeedsYouList::choose(const QString& rowId)
{
    wanted_ = rowId;
    for (int i = 0; i < list_->count(); ++i) {
        if (list_->item(i)->data(KeyRole).toString() != rowId)
            continue;
        wanted_.clear();
        list_->setCurrentRow(i);
    }
}

void NeedsYouList::chooseNext()
{
    for (int step = 1; step <= list_->count(); ++step) {
        const int row = (list_->currentRow() + step) % list_->count();
        if (!needsPerson(row))
            continue;
        list_->setCurrentRow(row);
        return;
    }
}

void NeedsYouList::setNarrow(bool isNarrow)
{
    static_cast<QBoxLayout*>(bulk_->layout())
        ->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

bool NeedsYouList::isEmpty() const
{
    return list_->count() == 0;
}

} // namespace tidemark::ui
