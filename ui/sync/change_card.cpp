#include "ui/sync/change_card.hpp"

#include "models/core/fault_id.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/field_list.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/sync/edit_change_dialog.hpp"
#include "ui/sync/pending_source.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

constexpr std::size_t changesShown = 12;

/// Its place and number, and which other changes it hangs on.
std::vector<FieldLine> aboutLines(const PendingItem& item)
{
    std::vector<FieldLine> lines;
    if (!item.reportName.isEmpty())
        lines.push_back({ChangeCard::tr("Report"), item.reportName});
    if (!item.rowName.isEmpty())
        lines.push_back({ChangeCard::tr("Row"), item.rowName});
    lines.push_back({ChangeCard::tr("Change"), QString::number(item.mid)});
    if (item.error)
        lines.push_back({ChangeCard::tr("Id"), QString::fromStdString(faultId(*item.error))});
    QStringList needed;
    for (const std::int64_t mid : item.dependsOn)
        needed.push_back(QString::number(mid));
    if (!needed.isEmpty())
        lines.push_back({ChangeCard::tr("Sent after"), needed.join(QStringLiteral(", "))});
    if (item.blockedBy > 0)
        lines.push_back(
            {ChangeCard::tr("Held up by"),
             ChangeCard::tr("change %1, which needs you").arg(QString::number(item.blockedBy)),
             Tone::warn}
        );
    return lines;
}

} // namespace

ChangeCard::ChangeCard(QWidget* parent)
    : Card(parent)
{
    const Tokens& tokens = Tokens::current();
    title_ = new Label({}, TextStyle::strong, Tone::text, this);
    cause_ = new Label({}, TextStyle::body, Tone::bad, this);
    nextStep_ = new Label({}, TextStyle::body, Tone::muted, this);
    for (Label* words : {title_, cause_, nextStep_})
        words->setWordWrap(true);
    changes_ = new FieldList(this);
    auto* column = new QVBoxLayout(this);
    const int inner = tokens.px(14);
    column->setContentsMargins(inner, inner, inner, inner);
    column->setSpacing(tokens.px(length::grid));
    column->addWidget(title_);
    column->addWidget(cause_);
    column->addWidget(nextStep_);
    column->addWidget(changes_);
}

void ChangeCard::showItem(const PendingItem& item, bool withTitle)
{
    title_->setVisible(withTitle);
    title_->setText(itemTitle(item));
    const bool isRefused = item.state == QLatin1String("rejected");
    const QString noCause = isRefused ? tr("The platform gave no cause.") : QString();
    cause_->setText(item.error ? faultCause(*item.error) : noCause);
    nextStep_->setText(item.error ? faultNextStep(*item.error) : QString());
    cause_->setVisible(!cause_->text().isEmpty());
    nextStep_->setVisible(!nextStep_->text().isEmpty());
    std::vector<FieldLine> lines = aboutLines(item);
    const std::size_t about = lines.size();
    for (const PendingFieldChange& change : item.changes) {
        if (lines.size() == about + changesShown) {
            const int more = static_cast<int>(item.changes.size() - changesShown);
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
    changes_->setVisible(!lines.empty());
}

ChangeActions::ChangeActions(PendingSource& source, Prompter& prompter, QWidget* parent)
    : QWidget(parent)
    , source_(source)
    , prompter_(prompter)
{
    retry_ = new Button(ButtonKind::normal, tr("Try again"), QStringLiteral("rotate-ccw"), this);
    edit_ = new Button(ButtonKind::normal, tr("Edit…"), QStringLiteral("pencil"), this);
    connect(edit_, &QAbstractButton::clicked, this, &ChangeActions::edit);
    discard_ = new Button(ButtonKind::danger, tr("Discard…"), QStringLiteral("trash-2"), this);
    connect(retry_, &QAbstractButton::clicked, this, [this] { source_.retry(item_.mid); });
    connect(discard_, &QAbstractButton::clicked, this, &ChangeActions::discard);
    // Two rows: in a side pane there is no room for three buttons abreast.
    auto* again = new QHBoxLayout;
    again->setSpacing(Tokens::current().px(length::grid));
    again->addWidget(retry_);
    again->addStretch(1);
    auto* away = new QHBoxLayout;
    away->setSpacing(Tokens::current().px(length::grid));
    away->addWidget(edit_);
    away->addWidget(discard_);
    away->addStretch(1);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(Tokens::current().px(length::grid));
    rows->addLayout(again);
    rows->addLayout(away);
}

void ChangeActions::setItem(const PendingItem& item)
{
    item_ = item;
    const bool isUnderWay = item.state == QLatin1String("sent");
    retry_->setVisible(!item.isConflict());
    retry_->setEnabled(!isUnderWay);
    retry_->setToolTip(isUnderWay ? tr("It is on its way; the answer is awaited.") : QString());
    edit_->setVisible(EditChangeDialog::canEdit(item));
    edit_->setEnabled(!isUnderWay);
    discard_->setText(item.isConflict() ? tr("Keep theirs…") : tr("Discard…"));
}

void ChangeActions::edit()
{
    auto* dialog = new EditChangeDialog(item_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, mid = item_.mid] {
        source_.edit(mid, dialog->ops());
    });
    dialog->open();
}

void ChangeActions::discard()
{
    const std::int64_t mid = item_.mid;
    const Question question{
        item_.isConflict() ? tr("Keep theirs and drop your values?") : tr("Discard this change?"),
        tr("“%1” is removed from this device and never sent. The platform keeps what it has.")
            .arg(itemTitle(item_)),
        item_.isConflict() ? tr("Keep theirs") : tr("Discard"),
        true};
    prompter_.confirm(this, question, [this, mid](bool isAgreed) {
        if (isAgreed)
            source_.discard(mid);
    });
}

} // namespace tidemark::ui
