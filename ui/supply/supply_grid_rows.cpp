// How changes and news from the agent reach the rows of the grid, with row-exact signals.
#include "ui/supply/supply_grid_model.hpp"

#include <algorithm>
#include <set>

namespace tidemark::ui {

namespace {

FuelSupply rowOf(const SupplyRowChange& change, const ComplianceReport& report)
{
    FuelSupply row;
    row.id.value = change.id;
    row.reportId = report.id;
    row.organizationId = report.organizationId;
    for (const SupplyFieldChange& field : change.fields)
        enterText(row, field.field, field.after);
    return row;
}

bool sortsBefore(const FuelSupply& a, const FuelSupply& b)
{
    return std::tie(a.position, a.id) < std::tie(b.position, b.id);
}

} // namespace

sync::MutationOp SupplyGridModel::opFor(const SupplyRowChange& change) const
{
    sync::MutationOp op{.entity = "fuelSupply", .id = change.id.toString()};
    const std::optional<int> row = sheet_.find(change.id);
    const std::int64_t rv = change.seen ? change.seen->rv : row ? sheet_.at(*row).values.rv : 0;
    if (rv > 0)
        op.baseRv = std::to_string(rv);
    switch (change.kind) {
    case SupplyRowChange::Kind::create:
        op.kind = sync::MutationOp::Kind::create;
        op.set["reportId"] = report_.id.value.toString();
        break;
    case SupplyRowChange::Kind::update:
        op.kind = sync::MutationOp::Kind::update;
        break;
    case SupplyRowChange::Kind::remove:
        op.kind = sync::MutationOp::Kind::remove;
        return op;
    }
    for (const SupplyFieldChange& field : change.fields) {
        op.set[nameOf(field.field)] = jsonOf(field.field, field.after);
        if (change.kind == SupplyRowChange::Kind::update)
            op.base[nameOf(field.field)] = jsonOf(field.field, field.before);
    }
    if (change.seen) {
        // What goes together is judged by what was seen, too.
        for (const auto& [name, value] : enteredFields(*change.seen)) {
            if (!op.base.contains(name))
                op.base[name] = value;
        }
    }
    return op;
}

void SupplyGridModel::updateOps(int row, const SupplyRowChange& change, AppliedChange& out)
{
    SupplyRowChange taken{change.kind, change.id, {}, change.seen};
    for (const SupplyFieldChange& field : change.fields) {
        const std::string now = enteredText(sheet_.at(row).values, field.field, reference_.get());
        if (change.seen ? now != field.after : now == field.before)
            taken.fields.push_back(field);
        else if (now != field.after)
            ++out.fieldsLeft;
    }
    if (taken.fields.empty())
        return;
    out.ops.push_back(opFor(taken));
    sheet_.enter(row, taken.fields);
}

AppliedChange SupplyGridModel::apply(const SheetChange& change)
{
    AppliedChange out;
    out.ops.reserve(change.rows.size());
    std::vector<FuelSupply> added;
    std::vector<int> removed;
    int first = rowCount(), last = -1;
    for (const SupplyRowChange& row : change.rows) {
        const std::optional<int> at = sheet_.find(row.id);
        if (row.kind == SupplyRowChange::Kind::create) {
            if (at)
                continue;
            added.push_back(rowOf(row, report_));
            out.ops.push_back(opFor(row));
        } else if (!at) {
            out.fieldsLeft += static_cast<int>(row.fields.size());
        } else if (row.kind == SupplyRowChange::Kind::remove) {
            out.ops.push_back(opFor(row));
            removed.push_back(*at);
        } else {
            updateOps(*at, row, out);
            first = std::min(first, *at);
            last = std::max(last, *at);
        }
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    removeRows_(std::move(removed));
    insertRows_(std::move(added));
    settle();
    return out;
}

void SupplyGridModel::insertRows_(std::vector<FuelSupply> rows)
{
    std::sort(rows.begin(), rows.end(), sortsBefore);
    for (std::size_t i = 0; i < rows.size();) {
        const int at = sheet_.placeFor(rows[i].position, rows[i].id.value);
        std::size_t end = i + 1;
        // A run ends where an existing row comes in between.
        while (end < rows.size() &&
               (at >= sheet_.size() || sortsBefore(rows[end], sheet_.at(at).values)))
            ++end;
        std::vector<FuelSupply> run(
            std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(i)),
            std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(end))
        );
        insertRun(at, std::move(run));
        i = end;
    }
}

void SupplyGridModel::insertRun(int at, std::vector<FuelSupply> rows)
{
    const int count = static_cast<int>(rows.size());
    const bool isAtEnd = at == sheet_.size();
    // At the end empty rows become real where they stand, and new empty ones follow, so that the
    // cursor stays on the row that was typed into.
    const int from = isAtEnd ? rowCount() : at;
    beginInsertRows({}, from, from + count - 1);
    sheet_.insert(at, std::move(rows));
    endInsertRows();
    if (isAtEnd)
        Q_EMIT dataChanged(index(at, 0), index(at + count - 1, columnCount() - 1));
    else
        Q_EMIT headerDataChanged(Qt::Vertical, at, rowCount() - 1);
}

void SupplyGridModel::removeRows_(std::vector<int> rows)
{
    std::sort(rows.begin(), rows.end());
    while (!rows.empty()) {
        const int last = rows.back();
        int first = last;
        rows.pop_back();
        while (!rows.empty() && rows.back() == first - 1) {
            first = rows.back();
            rows.pop_back();
        }
        removeRun(first, last - first + 1);
    }
}

void SupplyGridModel::removeRun(int at, int count)
{
    const bool isAtEnd = at + count == sheet_.size();
    const int from = isAtEnd ? rowCount() - count : at;
    beginRemoveRows({}, from, from + count - 1);
    sheet_.remove(at, count);
    endRemoveRows();
    if (isAtEnd)
        Q_EMIT dataChanged(index(at, 0), index(at + count - 1, columnCount() - 1));
    else
        Q_EMIT headerDataChanged(Qt::Vertical, at, rowCount() - 1);
}

void SupplyGridModel::settle()
{
    for (const int row : sheet_.settle())
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    Q_EMIT figuresChanged();
}

void SupplyGridModel::replaceAll(std::vector<StoredRow> rows)
{
    if (sheet_.size() > 0) {
        std::set<Uuid> kept;
        for (const StoredRow& row : rows)
            kept.insert(row.values.id.value);
        std::vector<Uuid> gone;
        for (int i = 0; i < sheet_.size(); ++i) {
            if (!kept.contains(sheet_.at(i).values.id.value))
                gone.push_back(sheet_.at(i).values.id.value);
        }
        patchRows(std::move(rows), gone);
        return;
    }
    std::vector<FuelSupply> values;
    values.reserve(rows.size());
    for (const StoredRow& row : rows)
        values.push_back(row.values);
    beginResetModel();
    sheet_.replaceAll(std::move(values));
    for (const StoredRow& row : rows) {
        if (row.isPending || row.hasConflict)
            sheet_.setFlags(*sheet_.find(row.values.id.value), row.isPending, row.hasConflict);
    }
    endResetModel();
    Q_EMIT figuresChanged();
}

SheetChange SupplyGridModel::patchRows(std::vector<StoredRow> rows, const std::vector<Uuid>& gone)
{
    using Deed = SupplyRowChange::Kind;
    SheetChange changed;
    std::vector<int> removed;
    for (const Uuid& id : gone) {
        const auto at = sheet_.find(id);
        if (!at)
            continue;
        changed.rows.push_back(changeBetween(sheet_.at(*at).values, {}, Deed::remove));
        if (isTypedInto(id))
            isGone_ = true; // What is being typed must not be lost with the row.
        else
            removed.push_back(*at);
    }
    std::vector<FuelSupply> added;
    std::vector<const StoredRow*> flagged;
    for (StoredRow& row : rows) {
        const auto at = sheet_.find(row.values.id.value);
        if (at && isTypedInto(row.values.id.value)) {
            isGone_ = false;
            movedTo_ = row.values.position;
            row.values.position = sheet_.at(*at).values.position;
        }
        SupplyRowChange change = changeBetween(
            at ? sheet_.at(*at).values : FuelSupply(), row.values, at ? Deed::update : Deed::create
        );
        if (!change.fields.empty())
            changed.rows.push_back(std::move(change));
        const bool isMoved = at && sheet_.at(*at).values.position != row.values.position;
        if (isMoved)
            removed.push_back(*at);
        if (!at || isMoved) {
            added.push_back(row.values);
            flagged.push_back(&row);
            continue;
        }
        sheet_.patch(*at, row.values);
        sheet_.setFlags(*at, row.isPending, row.hasConflict);
        Q_EMIT dataChanged(index(*at, 0), index(*at, columnCount() - 1));
    }
    removeRows_(std::move(removed));
    insertRows_(std::move(added));
    for (const StoredRow* row : flagged) {
        if (const auto at = sheet_.find(row->values.id.value))
            sheet_.setFlags(*at, row->isPending, row->hasConflict);
    }
    settle();
    return changed;
}

void SupplyGridModel::setConflicts(std::map<Uuid, std::set<std::string>> fields)
{
    std::swap(conflicts_, fields);
    for (const auto* rows : {&conflicts_, &fields}) {
        for (const auto& [id, ofRow] : *rows) {
            if (const auto at = sheet_.find(id))
                Q_EMIT dataChanged(index(*at, 0), index(*at, columnCount() - 1));
        }
    }
}

bool SupplyGridModel::isInConflict(const Uuid& id, std::string_view field) const
{
    const auto known = conflicts_.find(id);
    return known != conflicts_.end() && known->second.contains(std::string(field));
}

void SupplyGridModel::setPending(const std::vector<Uuid>& ids, bool isPending)
{
    const int mark = static_cast<int>(SupplyColumn::mark);
    for (const Uuid& id : ids) {
        const auto at = sheet_.find(id);
        if (!at || sheet_.at(*at).isPending == isPending)
            continue;
        sheet_.setFlags(*at, isPending, sheet_.at(*at).hasConflict);
        Q_EMIT dataChanged(index(*at, mark), index(*at, mark));
    }
}

} // namespace tidemark::ui
