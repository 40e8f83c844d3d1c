#include "ui/sync/conflict_table.hpp"

#include "models/entities/entities.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/sync/pending_items.hpp"
#include "ui/sync/whole_row.hpp"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

enum Column { fieldColumn, mineColumn, baseColumn, theirsColumn, resultColumn };

/// A cell on a tint, with the lines of the table: a value, and a quiet line below it.
class TintCell final : public QWidget {
public:
    TintCell(Kind ground, QWidget* parent)
        : QWidget(parent)
        , ground_(ground)
    {
        const Tokens& tokens = Tokens::current();
        auto* column = new QVBoxLayout(this);
        const int margin = tokens.px(length::grid + 1);
        column->setContentsMargins(
            margin, tokens.px(length::grid), margin, tokens.px(length::grid)
        );
        column->setSpacing(tokens.px(1));
    }

    Label* add(const QString& text, TextStyle style, Tone tone)
    {
        auto* label = new Label(text, style, tone, this);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setFocusPolicy(Qt::NoFocus);
        layout()->addWidget(label);
        return label;
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& tokens = Tokens::current();
        QPainter painter(this);
        if (ground_ != Kind::neutral)
            painter.fillRect(rect(), tokens.tintOf(ground_));
        painter.setPen(tokens.line);
        painter.drawLine(0, height() - 1, width(), height() - 1);
    }

private:
    Kind ground_;
};

const FieldInfo* fieldOf(const ConflictItem& item, const std::string& name)
{
    const EntityInfo* entity = findEntity(item.entity);
    return entity == nullptr ? nullptr : entity->field(name);
}

/// A quantity says its unit.
QString withUnit(const ConflictItem& item, const ConflictValue& value, const QString& words)
{
    if (value.field != "quantity" || words == QStringLiteral("—"))
        return words;
    const auto* unit = item.row.if_contains("unit");
    if (unit == nullptr || !unit->is_string())
        return words;
    return words + QLatin1Char(' ') + QString::fromStdString(std::string(unit->get_string()));
}

/// Who wrote theirs, where and when.
QString authorLine(const ConflictChoiceGroup& group)
{
    QStringList parts;
    parts << (group.by.isEmpty() ? ConflictTable::tr("somebody else") : group.by);
    parts << (group.device.isEmpty() ? ConflictTable::tr("web API") : group.device);
    if (group.at)
        parts << formatWhen(*group.at);
    return parts.join(QStringLiteral(", "));
}

/// Whether one person wrote all of theirs, at one time and place.
bool hasOneAuthor(const ConflictItem& item)
{
    return std::all_of(item.groups.begin(), item.groups.end(), [&](const ConflictChoiceGroup& one) {
        return authorLine(one) == authorLine(item.groups.front());
    });
}

/// Who wrote theirs, where the fields say when and from where.
QString authorNames(const ConflictItem& item)
{
    const QString first = item.groups.front().by;
    const bool isOne = std::all_of(
        item.groups.begin(),
        item.groups.end(),
        [&first](const ConflictChoiceGroup& one) { return one.by == first; }
    );
    return isOne && !first.isEmpty() ? first : ConflictTable::tr("several people");
}

/// What one side deleted is struck out; of the other it says which fields were changed.
void fillWholeRow(
    TintCell& cell,
    const ConflictItem& item,
    const ConflictChoiceGroup& group,
    const ConflictValue& value,
    int column
)
{
    const bool isGone = group.kind == "gone"; // They deleted it, not I.
    const json::value& kept = isGone ? value.mine : value.theirs;
    const json::value& before = value.base.is_object() ? value.base : kept;
    if (column == baseColumn) {
        cell.add(rowWords(item.entity, value.base), TextStyle::body, Tone::muted);
        return;
    }
    if ((column == theirsColumn) == isGone) {
        auto* struck = cell.add({}, TextStyle::strong, Tone::muted);
        struck->setTextFormat(Qt::RichText);
        struck->setText(
            QStringLiteral("<s>%1</s>").arg(rowWords(item.entity, before).toHtmlEscaped())
        );
        cell.add(ConflictTable::tr("deleted"), TextStyle::secondary, Tone::bad);
        return;
    }
    const QStringList changes = rowChanges(item.entity, before, kept);
    for (const QString& change : changes)
        cell.add(change, TextStyle::strong, Tone::text);
    if (changes.isEmpty())
        cell.add(rowWords(item.entity, kept), TextStyle::strong, Tone::text);
}

} // namespace

ConflictTable::ConflictTable(QWidget* parent)
    : Card(parent)
    , grid_(new QGridLayout(this))
{
    grid_->setContentsMargins(1, 1, 1, 1);
    grid_->setSpacing(0);
}

void ConflictTable::setConflict(const ConflictItem& item, const FieldChoices& choices)
{
    item_ = item;
    for (ChoiceCell* cell : std::exchange(cells_, {}))
        delete cell;
    for (const ConflictChoiceGroup& group : item_.groups) {
        auto* cell = new ChoiceCell(item_, group, choices, this);
        connect(cell, &ChoiceCell::changed, this, &ConflictTable::changed);
        cells_.push_back(cell);
    }
    layOut();
    Q_EMIT changed();
}

void ConflictTable::setStacked(bool isStacked)
{
    if (std::exchange(isStacked_, isStacked) != isStacked)
        layOut();
}

void ConflictTable::layOut()
{
    while (QLayoutItem* item = grid_->takeAt(0)) {
        const auto isCell = std::find(cells_.begin(), cells_.end(), item->widget()) != cells_.end();
        if (!isCell) // What was chosen stays chosen.
            delete item->widget();
        delete item;
    }
    for (int column = fieldColumn; column <= resultColumn; ++column) {
        const int wide = column == resultColumn ? 4 : 3;
        grid_->setColumnStretch(column, isStacked_ ? (column == mineColumn ? 1 : 0) : wide);
    }
    if (!isStacked_)
        addHead();
    int row = 1;
    for (std::size_t i = 0; i < item_.groups.size(); ++i) {
        const ConflictChoiceGroup& group = item_.groups[i];
        const int first = row;
        for (const ConflictValue& value : group.values) {
            if (isStacked_)
                row = addStacked(group, value, row);
            else
                addRow(group, value, row++);
        }
        if (isStacked_)
            grid_->addWidget(cells_[i], row++, fieldColumn, 1, 2);
        else
            grid_->addWidget(cells_[i], first, resultColumn, row - first, 1);
    }
}

QWidget* ConflictTable::headCell(const ConflictChoiceGroup& group, int column)
{
    auto* cell = new TintCell(Kind::neutral, this);
    const auto say = [cell](const QString& title, const QString& below, Tone tone) {
        cell->add(title, TextStyle::strong, tone);
        if (!below.isEmpty())
            cell->add(below, TextStyle::secondary, tone == Tone::text ? Tone::muted : tone);
    };
    if (column == mineColumn)
        say(tr("Yours"),
            item_.mineAt ? tr("this device, %1").arg(formatWhen(*item_.mineAt)) : tr("this device"),
            Tone::accent);
    else if (column == baseColumn)
        say(tr("Before"), tr("both of you started here"), Tone::text);
    else if (column == theirsColumn)
        say(tr("Theirs"),
            isStacked_ || hasOneAuthor(item_) ? authorLine(group) : authorNames(item_),
            Tone::info);
    else
        say(column == fieldColumn ? tr("Field") : tr("Result"), {}, Tone::text);
    return cell;
}

void ConflictTable::addHead()
{
    for (int column = fieldColumn; column <= resultColumn; ++column)
        grid_->addWidget(headCell(item_.groups.front(), column), 0, column);
}

QWidget* ConflictTable::nameCell(const ConflictChoiceGroup& group, const ConflictValue& value)
{
    auto* cell = new TintCell(Kind::neutral, this);
    const QString name =
        value.field.empty() ? tr("Row") : fieldTitle(QString::fromStdString(value.field));
    cell->add(name, isStacked_ ? TextStyle::strong : TextStyle::body, Tone::text);
    if (group.kind == "rule")
        cell->add(ruleWords(group), TextStyle::secondary, Tone::warn);
    else if (group.values.size() > 1)
        cell->add(tr("decided together"), TextStyle::secondary, Tone::muted);
    return cell;
}

QWidget*
ConflictTable::sideCell(const ConflictChoiceGroup& group, const ConflictValue& value, int column)
{
    const FieldInfo* field = fieldOf(item_, value.field);
    const bool isBase = column == baseColumn;
    const json::value& shown = isBase                 ? value.base
                               : column == mineColumn ? value.mine
                                                      : value.theirs;
    auto* cell = new TintCell(
        isBase                 ? Kind::neutral
        : column == mineColumn ? Kind::accent
                               : Kind::info,
        this
    );
    if (value.field.empty()) {
        fillWholeRow(*cell, item_, group, value, column);
        return cell;
    }
    const bool isText = group.kind == "text" && !isBase;
    auto* label = cell->add(
        {}, isBase ? TextStyle::body : TextStyle::strong, isBase ? Tone::muted : Tone::text
    );
    label->setTextFormat(isText ? Qt::RichText : Qt::PlainText);
    label->setText(
        isText ? newWordsMarked(value.base, shown)
               : withUnit(item_, value, valueWords(field, shown))
    );
    const QString change = isBase ? QString() : changeWords(field, value.base, shown);
    if (!change.isEmpty())
        cell->add(change, TextStyle::secondary, Tone::muted);
    if (column == theirsColumn && !isStacked_ && !hasOneAuthor(item_))
        cell->add(authorLine(group), TextStyle::secondary, Tone::info);
    return cell;
}

void ConflictTable::addRow(const ConflictChoiceGroup& group, const ConflictValue& value, int row)
{
    grid_->addWidget(nameCell(group, value), row, fieldColumn);
    for (const int column : {mineColumn, baseColumn, theirsColumn})
        grid_->addWidget(sideCell(group, value, column), row, column);
}

int ConflictTable::addStacked(const ConflictChoiceGroup& group, const ConflictValue& value, int row)
{
    grid_->addWidget(nameCell(group, value), row++, fieldColumn, 1, 2);
    for (const int column : {mineColumn, baseColumn, theirsColumn}) {
        grid_->addWidget(headCell(group, column), row, fieldColumn);
        grid_->addWidget(sideCell(group, value, column), row++, mineColumn);
    }
    return row;
}

void ConflictTable::chooseAll(ChoiceCell::Choice choice)
{
    for (ChoiceCell* cell : cells_)
        cell->choose(choice);
}

void ConflictTable::editFirst()
{
    for (ChoiceCell* cell : cells_) {
        if (cell->isDecided())
            continue;
        cell->edit();
        return;
    }
    if (!cells_.empty())
        cells_.front()->edit();
}

int ConflictTable::openGroups() const
{
    return static_cast<int>(std::count_if(cells_.begin(), cells_.end(), [](const ChoiceCell* cell) {
        return !cell->isDecided();
    }));
}

json::array ConflictTable::decisions() const
{
    json::array all;
    for (const ChoiceCell* cell : cells_)
        all.emplace_back(cell->decision());
    return all;
}

} // namespace tidemark::ui
