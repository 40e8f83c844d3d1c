#include "ui/supply/supply_grid_model.hpp"

#include "ui/grid/order_key.hpp"
#include "ui/supply/supply_columns.hpp"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace tidemark::ui {

namespace {

/// Two digits that tell this device's runs from another's.
std::string randomTag()
{
    constexpr std::string_view digits =
        "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string tag;
    for (int i = 0; i < 3; ++i)
        tag += digits[QRandomGenerator::global()->bounded(static_cast<quint32>(digits.size()))];
    return tag;
}

std::vector<CellEdit> editsOfRow(std::span<const CellEdit> edits, std::size_t& at)
{
    std::vector<CellEdit> ofRow;
    const int row = edits[at].row;
    while (at < edits.size() && edits[at].row == row)
        ofRow.push_back(edits[at++]);
    return ofRow;
}

void addField(SupplyRowChange& change, SupplyField field, std::string before, std::string after)
{
    if (before != after)
        change.fields.push_back({field, std::move(before), std::move(after)});
}

} // namespace

SupplyGridModel::SupplyGridModel(
    const ComplianceReport& report, std::shared_ptr<const ReferenceData> reference, QObject* parent
)
    : SheetModel(parent)
    , report_(report)
    , reference_(reference)
    , choices_(reference, report.year)
    , sheet_(reference, report.year)
    , columns_(supplyColumns())
    , tag_(randomTag())
{
}

int SupplyGridModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : sheet_.size() + emptyRows;
}

int SupplyGridModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

int SupplyGridModel::columnOf(std::string_view field)
{
    for (int i = 0; i < static_cast<int>(SupplyColumn::mark); ++i) {
        if (fieldName(static_cast<SupplyColumn>(i)) == field)
            return i;
    }
    return -1;
}

void SupplyGridModel::setReadOnly(bool isReadOnly)
{
    if (isReadOnly_ == isReadOnly)
        return;
    isReadOnly_ = isReadOnly;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::vector<Choice> SupplyGridModel::choicesFor(const QModelIndex& index) const
{
    const auto field = fieldOf(static_cast<SupplyColumn>(index.column()));
    if (!field)
        return {};
    const FuelSupply none;
    return choices_.of(index.row() < sheet_.size() ? sheet_.at(index.row()).values : none, *field);
}

std::vector<SupplyField>
SupplyGridModel::enterEdits(FuelSupply& row, std::span<const CellEdit> edits) const
{
    std::vector<const CellEdit*> ordered;
    for (const CellEdit& edit : edits)
        ordered.push_back(&edit);
    // What is pasted together is read from left to right: a code is looked up for its fuel type.
    std::stable_sort(ordered.begin(), ordered.end(), [](const CellEdit* a, const CellEdit* b) {
        return a->column < b->column;
    });
    std::vector<SupplyField> entered;
    for (const CellEdit* edit : ordered) {
        const auto field = fieldOf(static_cast<SupplyColumn>(edit->column));
        if (!field)
            continue;
        const bool isForOther =
            *field == SupplyField::fuelTypeOther || *field == SupplyField::energyDensity;
        if (isForOther && !isOtherFuel(row, reference_.get()))
            continue;
        const bool isChoice =
            columns_[static_cast<std::size_t>(edit->column)].kind == CellKind::choice;
        enterText(
            row,
            *field,
            isChoice ? choices_.valueFor(row, *field, edit->value) : edit->value.toStdString()
        );
        if (*field == SupplyField::fuelType && !isOtherFuel(row, reference_.get()))
            row.energyDensity.reset();
        entered.push_back(*field);
    }
    return entered;
}

SupplyRowChange SupplyGridModel::editedRow(int row, std::span<const CellEdit> edits) const
{
    const FuelSupply& before = sheet_.at(row).values;
    FuelSupply after = before;
    // A derived energy density must not turn into an entered one.
    if (!isOtherFuel(before, reference_.get()))
        after.energyDensity.reset();
    const std::vector<SupplyField> entered = enterEdits(after, edits);
    choices_.settle(after, entered);
    SupplyRowChange change{SupplyRowChange::Kind::update, before.id.value, {}};
    if (isTypedInto(before.id.value) && typedNews())
        change.seen = typed_;
    for (const SupplyField field : supplyFields) {
        const std::string now = enteredText(before, field, reference_.get());
        std::string wanted = enteredText(after, field, reference_.get());
        if (now != wanted)
            addField(
                change,
                field,
                change.seen ? enteredText(*change.seen, field, reference_.get()) : now,
                std::move(wanted)
            );
    }
    return change;
}

SupplyRowChange
SupplyGridModel::madeRow(const std::string& position, std::span<const CellEdit> edits) const
{
    FuelSupply row;
    row.position = position;
    choices_.settle(row, enterEdits(row, edits));
    SupplyRowChange change{SupplyRowChange::Kind::create, Uuid::make(), {}};
    for (const SupplyField field : supplyFields) {
        const std::string text = enteredText(row, field, reference_.get());
        addField(change, field, {}, text == "false" ? std::string() : text);
    }
    return change;
}

int SupplyGridModel::applyEdits(const QString& label, std::span<const CellEdit> edits)
{
    if (isReadOnly_ || edits.empty())
        return -1;
    std::vector<CellEdit> sorted(edits.begin(), edits.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const CellEdit& a, const CellEdit& b) {
        return a.row < b.row;
    });
    const int landed = std::min(sorted.front().row, sheet_.size());
    SheetChange change;
    std::vector<std::vector<CellEdit>> newRows;
    for (std::size_t at = 0; at < sorted.size();) {
        const std::vector<CellEdit> ofRow = editsOfRow(sorted, at);
        if (ofRow.front().row >= sheet_.size())
            newRows.push_back(ofRow);
        else if (SupplyRowChange row = editedRow(ofRow.front().row, ofRow); !row.fields.empty())
            change.rows.push_back(std::move(row));
    }
    const std::string last =
        sheet_.size() == 0 ? std::string() : sheet_.at(sheet_.size() - 1).values.position;
    const std::vector<std::string> keys = orderKeysBetween(last, {}, newRows.size(), tag_);
    for (std::size_t i = 0; i < newRows.size(); ++i)
        change.rows.push_back(madeRow(keys[i], newRows[i]));
    if (!change.rows.empty()) {
        isGone_ = false; // The platform says what becomes of an edit of a row that is gone.
        Q_EMIT changeWanted(label, change);
    }
    return landed;
}

void SupplyGridModel::insertEmptyRows(int row, int count)
{
    if (isReadOnly_ || count <= 0)
        return;
    const int at = std::clamp(row, 0, sheet_.size());
    const std::string before = at == 0 ? std::string() : sheet_.at(at - 1).values.position;
    const std::string after = at >= sheet_.size() ? std::string() : sheet_.at(at).values.position;
    SheetChange change;
    for (const std::string& key :
         orderKeysBetween(before, after, static_cast<std::size_t>(count), tag_))
        change.rows.push_back(madeRow(key, {}));
    Q_EMIT changeWanted(count == 1 ? tr("Add row") : tr("Add %1 rows").arg(count), change);
}

void SupplyGridModel::removeSheetRows(const std::vector<int>& rows)
{
    if (isReadOnly_ || rows.empty())
        return;
    SheetChange change;
    for (const int row : rows) {
        const FuelSupply& values = sheet_.at(row).values;
        SupplyRowChange removed{SupplyRowChange::Kind::remove, values.id.value, {}};
        for (const SupplyField field : supplyFields) {
            const std::string text = enteredText(values, field, reference_.get());
            addField(removed, field, text == "false" ? std::string() : text, {});
        }
        change.rows.push_back(std::move(removed));
    }
    const int count = static_cast<int>(rows.size());
    Q_EMIT changeWanted(count == 1 ? tr("Delete row") : tr("Delete %1 rows").arg(count), change);
}

} // namespace tidemark::ui
