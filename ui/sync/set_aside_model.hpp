// Work that was set aside, as a table.
#pragma once

#include "ui/sync/set_aside_items.hpp"

#include <QAbstractTableModel>

namespace tidemark::ui {

/// What, of whom, since when, where it is now, why. Holds what `SetAsideSource` has.
class SetAsideModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { whatColumn, placeColumn, sinceColumn, standingColumn, reasonColumn, columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setItems(std::vector<SetAsideItem> items);
    [[nodiscard]] const SetAsideItem* item(int row) const;
    /// −1 when it is not listed.
    [[nodiscard]] int rowOf(std::int64_t qid) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<SetAsideItem> items_ = {};
};

} // namespace tidemark::ui
