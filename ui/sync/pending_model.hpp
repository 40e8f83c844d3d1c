// Pending changes as a table.
#pragma once

#include "ui/sync/pending_items.hpp"

#include <QAbstractTableModel>

#include <vector>

namespace tidemark::ui {

/// What, state, since, tries, next try, cause. Holds what `PendingSource` has.
class PendingModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        whatColumn,
        stateColumn,
        sinceColumn,
        triesColumn,
        nextColumn,
        causeColumn,
        columns
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setItems(std::vector<PendingItem> items);
    [[nodiscard]] const PendingItem* item(int row) const;
    [[nodiscard]] int rowOf(std::int64_t mid) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const PendingItem& item, int column) const;

    std::vector<PendingItem> items_ = {};
};

} // namespace tidemark::ui
