#include "ui/sync/pending_model.hpp"

#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/table_view.hpp"

#include <algorithm>
#include <utility>

namespace tidemark::ui {

void PendingModel::setItems(std::vector<PendingItem> items)
{
    const auto sameMid = [](const PendingItem& a, const PendingItem& b) { return a.mid == b.mid; };
    const bool hasSameRows =
        std::equal(items.begin(), items.end(), items_.begin(), items_.end(), sameMid);
    if (hasSameRows) {
        items_ = std::move(items);
        if (!items_.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
        return;
    }
    beginResetModel();
    items_ = std::move(items);
    endResetModel();
}

const PendingItem* PendingModel::item(int row) const
{
    const bool isThere = row >= 0 && row < rowCount();
    return isThere ? &items_[static_cast<std::size_t>(row)] : nullptr;
}

int PendingModel::rowOf(std::int64_t mid) const
{
    const auto found = std::find_if(items_.begin(), items_.end(), [mid](const PendingItem& item) {
        return item.mid == mid;
    });
    return found == items_.end() ? -1 : static_cast<int>(std::distance(items_.begin(), found));
}

int PendingModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

int PendingModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(columns);
}

QVariant PendingModel::data(const QModelIndex& index, int role) const
{
    const PendingItem* one = index.isValid() ? item(index.row()) : nullptr;
    if (one == nullptr)
        return {};
    const int column = index.column();
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return column == stateColumn ? stateChip(one->state).text : textOf(*one, column);
    if (role == Qt::ToolTipRole && (column == whatColumn || column == causeColumn))
        return textOf(*one, column);
    if (role == ChipRole && column == stateColumn)
        return QVariant::fromValue(stateChip(one->state));
    if (role == ToneRole && column != whatColumn)
        return int(Tone::muted);
    if (role == Qt::TextAlignmentRole && column == triesColumn)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignTrailing | Qt::AlignVCenter);
    return {};
}

QString PendingModel::textOf(const PendingItem& item, int column) const
{
    switch (column) {
    case whatColumn:
        return itemPlace(item).isEmpty()
                   ? itemTitle(item)
                   : itemTitle(item) + QStringLiteral(" · ") + itemPlace(item);
    case sinceColumn:
        return item.createdAt ? formatWhen(*item.createdAt) : QString();
    case triesColumn:
        return formatNumber(item.attempts);
    case nextColumn:
        return item.nextTryAt ? formatIn(*item.nextTryAt) : QString();
    case causeColumn:
        return item.error ? faultCause(*item.error) : QString();
    default:
        return {};
    }
}

QVariant PendingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == triesColumn)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case whatColumn:
        return tr("Change");
    case stateColumn:
        return tr("State");
    case sinceColumn:
        return tr("Saved");
    case triesColumn:
        return tr("Tries");
    case nextColumn:
        return tr("Next try");
    case causeColumn:
        return tr("Cause");
    default:
        return {};
    }
}

} // namespace tidemark::ui
