#include "ui/sync/activity_model.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/table_view.hpp"

namespace tidemark::ui {

ActivityModel::ActivityModel(const ActivitySource& source, QObject* parent)
    : QAbstractTableModel(parent)
{
    connect(&source, &ActivitySource::reset, this, [this, &source] {
        beginResetModel();
        events_ = source.events();
        endResetModel();
    });
    connect(&source, &ActivitySource::prepended, this, [this, &source](int count) {
        beginInsertRows({}, 0, count - 1);
        events_.insert(events_.begin(), source.events().begin(), source.events().begin() + count);
        endInsertRows();
    });
    connect(&source, &ActivitySource::appended, this, [this, &source](int count) {
        if (count == 0)
            return;
        beginInsertRows({}, rowCount(), rowCount() + count - 1);
        events_.insert(events_.end(), source.events().end() - count, source.events().end());
        endInsertRows();
    });
}

const ActivityEvent* ActivityModel::event(int row) const
{
    const bool isThere = row >= 0 && row < rowCount();
    return isThere ? &events_[static_cast<std::size_t>(row)] : nullptr;
}

int ActivityModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(events_.size());
}

int ActivityModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(columns);
}

QVariant ActivityModel::data(const QModelIndex& index, int role) const
{
    const ActivityEvent* one = index.isValid() ? event(index.row()) : nullptr;
    if (one == nullptr)
        return {};
    const int column = index.column();
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return textOf(*one, column);
    if (role == Qt::ToolTipRole && column == whatColumn)
        return textOf(*one, column);
    if (role == ChipRole && column == kindColumn)
        return QVariant::fromValue(kindChip(*one));
    if (role == ToneRole && column != whatColumn)
        return int(Tone::muted);
    return {};
}

QString ActivityModel::textOf(const ActivityEvent& event, int column)
{
    switch (column) {
    case whenColumn:
        return event.at ? formatDateTime(*event.at) : QString();
    case kindColumn:
        return kindChip(event).text;
    case whatColumn:
        return activityWords(event);
    case numbersColumn:
        return activityNumbers(event);
    case keyColumn:
        return activityKey(event);
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case whenColumn:
        return tr("Time");
    case kindColumn:
        return tr("About");
    case whatColumn:
        return tr("What happened");
    case numbersColumn:
        return tr("How much");
    case keyColumn:
        return tr("Id");
    default:
        return {};
    }
}

} // namespace tidemark::ui
