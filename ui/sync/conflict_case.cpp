#include "ui/sync/conflict_case.hpp"

#include "models/core/uuid.hpp"
#include "models/entities/entities.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/labels.hpp"
#include "ui/sync/conflict_table.hpp"

#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// Side by side only where five columns have room for their words.
constexpr int stackedBelow = 560;

/// A second row beside theirs makes sense for lines of a schedule, and for two versions of a file.
bool canKeepBothRows(const ConflictItem& item)
{
    const bool isPlain =
        std::all_of(item.groups.begin(), item.groups.end(), [](const ConflictChoiceGroup& group) {
            return group.kind != "removed" && group.kind != "gone";
        });
    const bool canStandBeside = item.entity == "fuelSupply" || item.entity == "attachment";
    return canStandBeside && isPlain && !item.row.empty();
}

/// The row as I left it, as a new one right behind theirs.
json::object copyOf(const ConflictItem& item)
{
    json::object copy;
    const EntityInfo* entity = findEntity(item.entity);
    for (const FieldInfo& field : entity->fields) {
        const auto* value = item.row.if_contains(field.name);
        if (value != nullptr && !field.platformSet && !value->is_null())
            copy[field.name] = *value;
    }
    for (const ConflictChoiceGroup& group : item.groups) {
        for (const ConflictValue& value : group.values)
            copy[value.field] = value.mine;
    }
    if (auto* position = copy.if_contains("position"); position != nullptr && position->is_string())
        position->get_string() += "m"; // Sorts right behind its neighbour.
    copy["id"] = Uuid::make().toString();
    return copy;
}

} // namespace

ConflictCaseView::ConflictCaseView(QWidget* parent)
    : QWidget(parent)
{
    const Tokens& tokens = Tokens::current();
    title_ = new ElidedLabel({}, TextStyle::title, Tone::text, this);
    title_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    chip_ = new Chip({}, this);
    auto* head = new QHBoxLayout;
    head->setSpacing(tokens.px(10));
    head->addWidget(title_);
    head->addWidget(chip_);
    head->addStretch(1);
    table_ = new ConflictTable(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(12));
    column->addLayout(head);
    column->addWidget(table_);
    createButtons(column);
    auto* card = new Card(this);
    auto* inside = new QVBoxLayout(card);
    const int inner = tokens.px(14);
    inside->setContentsMargins(inner, inner, inner, inner);
    inside->addWidget(new Label(tr("What happens then"), TextStyle::strong, Tone::text, card));
    then_ = new Label({}, TextStyle::body, Tone::muted, card);
    then_->setWordWrap(true);
    inside->addWidget(then_);
    column->addWidget(card);
    connect(table_, &ConflictTable::changed, this, &ConflictCaseView::refresh);
    createKeys();
}

void ConflictCaseView::createButtons(QVBoxLayout* column)
{
    const Tokens& tokens = Tokens::current();
    apply_ = new Button(ButtonKind::primary, tr("Apply"), QStringLiteral("check"), this);
    apply_->setToolTip(tr("Apply (Ctrl+Enter)"));
    open_ = new Label({}, TextStyle::body, Tone::muted, this);
    open_->setWordWrap(true);
    keepBoth_ = new Button(ButtonKind::normal, tr("Keep both rows"), QStringLiteral("copy"), this);
    keepBoth_->setToolTip(tr("Theirs stays, yours becomes a row of its own right behind it"));
    next_ = new Button(ButtonKind::normal, tr("Next conflict"), {}, this);
    next_->setToolTip(tr("Next conflict (N)"));
    buttons_ = new QHBoxLayout;
    buttons_->setSpacing(tokens.px(length::grid));
    buttons_->addWidget(apply_);
    buttons_->addWidget(open_, 1);
    buttons_->addWidget(keepBoth_);
    buttons_->addWidget(next_);
    column->addLayout(buttons_);
    connect(apply_, &QAbstractButton::clicked, this, &ConflictCaseView::apply);
    connect(keepBoth_, &QAbstractButton::clicked, this, &ConflictCaseView::keepBothRows);
    connect(next_, &QAbstractButton::clicked, this, &ConflictCaseView::nextWanted);
}

void ConflictCaseView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < Tokens::current().px(stackedBelow);
    table_->setStacked(isNarrow);
    buttons_->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void ConflictCaseView::createKeys()
{
    const auto key = [this](const QKeySequence& sequence, std::function<void()> act) {
        auto* shortcut = new QShortcut(sequence, this);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, act = std::move(act)] {
            if (isVisible())
                act();
        });
    };
    key(Qt::Key_1, [this] { table_->chooseAll(ChoiceCell::Choice::mine); });
    key(Qt::Key_2, [this] { table_->chooseAll(ChoiceCell::Choice::theirs); });
    key(Qt::Key_E, [this] { table_->editFirst(); });
    key(Qt::Key_N, [this] { Q_EMIT nextWanted(); });
    key(Qt::CTRL | Qt::Key_Return, [this] { apply(); });
    key(Qt::CTRL | Qt::Key_Enter, [this] { apply(); });
}

void ConflictCaseView::setConflict(const ConflictItem& item, const FieldChoices& choices)
{
    item_ = item;
    title_->setText(rowTitle(item));
    const QString differ = differWords(item);
    chip_->setChip(
        item.isWaiting() ? ChipText{Kind::info, tr("Decided"), QStringLiteral("check")}
                         : ChipText{Kind::warn, differ, QStringLiteral("git-compare")}
    );
    table_->setConflict(item, choices);
    keepBoth_->setVisible(canKeepBothRows(item));
    then_->setText(
        item.isWaiting()
            ? tr("This row is decided. It is sent together with the other rows of the same change, "
                 "once those are decided too. You may still decide otherwise.")
            : tr("Your choice is saved on this device at once, also without a network, and sent as "
                 "one change. What was before, yours and theirs are kept; you can undo your choice "
                 "for as long as the report is a draft.")
    );
}

void ConflictCaseView::refresh()
{
    const int open = table_->openGroups();
    apply_->setEnabled(open == 0);
    open_->setText(
        open == 0 ? tr("Everything is chosen.")
                  : tr("%n field(s) still open. Nothing is chosen for you.", nullptr, open)
    );
}

void ConflictCaseView::apply()
{
    if (table_->openGroups() > 0)
        return;
    Q_EMIT decided(json::object{
        {"entity", item_.entity}, {"id", item_.id}, {"choices", table_->decisions()}});
}

void ConflictCaseView::keepBothRows()
{
    json::array choices;
    for (const ConflictChoiceGroup& group : item_.groups)
        choices.emplace_back(json::object{{"group", group.group}, {"source", "theirs"}});
    Q_EMIT decided(json::object{
        {"entity", item_.entity},
        {"id", item_.id},
        {"choices", std::move(choices)},
        {"copy", copyOf(item_)}});
}

} // namespace tidemark::ui
