#include "ui/sync/set_aside_model.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/table_view.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tidemark::ui {
namespace {

QString textOf(const SetAsideItem& item, int column)
{
    switch (column) {
    case SetAsideModel::whatColumn:
        return itemTitle(item.change);
    case SetAsideModel::placeColumn:
        return item.place;
    case SetAsideModel::sinceColumn:
        return item.at ? formatWhen(*item.at) : QString();
    case SetAsideModel::standingColumn:
        return setAsideChip(item).text;
    default:
        return setAsideReason(item);
    }
}

} // namespace

void SetAsideModel::setItems(std::vector<SetAsideItem> items)
{
    beginResetModel();
    items_ = std::move(items);
    endResetModel();
}

const SetAsideItem* SetAsideModel::item(int row) const
{
    const bool isThere = row >= 0 && row < rowCount();
    return isThere ? &items_[static_cast<std::size_t>(row)] : nullptr;
}

int SetAsideModel::rowOf(std::int64_t qid) const
{
    const auto found = std::find_if(items_.begin(), items_.end(), [qid](const SetAsideItem& item) {
        return item.qid == qid;
    });
    return found == items_.end() ? -1 : static_cast<int>(std::distance(items_.begin(), found));
}

int SetAsideModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

int SetAsideModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(columns);
}

QVariant SetAsideModel::data(const QModelIndex& index, int role) const
{
    const SetAsideItem* one = index.isValid() ? item(index.row()) : nullptr;
    if (one == nullptr)
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return textOf(*one, index.column());
    if (role == ChipRole && index.column() == standingColumn)
        return QVariant::fromValue(setAsideChip(*one));
    if (role == ToneRole && index.column() != whatColumn)
        return int(Tone::muted);
    return {};
}

QVariant SetAsideModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const std::array<QString, columns> titles{
        tr("Change"), tr("Rows of"), tr("Set aside"), tr("Where it is"), tr("Why")};
    return section >= 0 && section < columns ? titles.at(static_cast<std::size_t>(section))
                                             : QString();
}

} // namespace tidemark::ui
