// A row that is being typed into while others change it, too.
#include "models/entities/entities.hpp"
#include "ui/supply/supply_columns.hpp"
#include "ui/supply/supply_grid_model.hpp"

#include <utility>

namespace tidemark::ui {

bool SupplyGridModel::isTypedInto(const Uuid& id) const
{
    return typed_ && typed_->id.value == id;
}

void SupplyGridModel::beginTyping(const QModelIndex& index)
{
    endTyping();
    if (index.row() < sheet_.size())
        typed_ = std::make_shared<const FuelSupply>(sheet_.at(index.row()).values);
}

void SupplyGridModel::endTyping()
{
    if (!typed_)
        return;
    const Uuid id = typed_->id.value;
    typed_.reset();
    const bool isGone = std::exchange(isGone_, false);
    const std::optional<std::string> position = std::exchange(movedTo_, {});
    const std::optional<int> at = sheet_.find(id);
    if (!at || (!isGone && !position))
        return;
    if (isGone) {
        patchRows({}, {id});
        return;
    }
    StoredRow row{sheet_.at(*at).values, sheet_.at(*at).isPending, sheet_.at(*at).hasConflict};
    row.values.position = *position;
    patchRows({std::move(row)}, {});
}

SupplyRowChange SupplyGridModel::changeBetween(
    const FuelSupply& from, const FuelSupply& to, SupplyRowChange::Kind kind
) const
{
    const FuelSupply& named = kind == SupplyRowChange::Kind::remove ? from : to;
    SupplyRowChange change{kind, named.id.value, {}};
    for (const SupplyField field : supplyFields) {
        std::string before = enteredText(from, field, reference_.get());
        std::string after = enteredText(to, field, reference_.get());
        if (before != after)
            change.fields.push_back({field, std::move(before), std::move(after)});
    }
    return change;
}

std::optional<SupplyRowChange> SupplyGridModel::typedNews() const
{
    const std::optional<int> at = typed_ ? sheet_.find(typed_->id.value) : std::nullopt;
    if (!at)
        return std::nullopt;
    if (isGone_)
        return changeBetween(*typed_, {}, SupplyRowChange::Kind::remove);
    SupplyRowChange change =
        changeBetween(*typed_, sheet_.at(*at).values, SupplyRowChange::Kind::update);
    return change.fields.empty() ? std::nullopt : std::optional(std::move(change));
}

boost::json::object SupplyGridModel::enteredFields(const FuelSupply& row) const
{
    boost::json::object fields;
    for (const SupplyField field : supplyFields) {
        if (field != SupplyField::position)
            fields[nameOf(field)] = jsonOf(field, enteredText(row, field, reference_.get()));
    }
    return fields;
}

MergedRow SupplyGridModel::typedMerge(int column, const QString& value) const
{
    const auto field = fieldOf(static_cast<SupplyColumn>(column));
    const std::optional<int> at = typed_ ? sheet_.find(typed_->id.value) : std::nullopt;
    if (!field || !at)
        return {};
    FuelSupply mine = *typed_;
    enterText(mine, *field, value.toStdString());
    const boost::json::object set{{nameOf(*field), enteredFields(mine).at(nameOf(*field))}};
    return mergeRow(
        *findEntity("fuelSupply"), enteredFields(*typed_), set, enteredFields(sheet_.at(*at).values)
    );
}

void SupplyGridModel::acceptTypedNews()
{
    const std::optional<int> at = typed_ ? sheet_.find(typed_->id.value) : std::nullopt;
    if (at && !isGone_)
        typed_ = std::make_shared<const FuelSupply>(sheet_.at(*at).values);
}

} // namespace tidemark::ui
