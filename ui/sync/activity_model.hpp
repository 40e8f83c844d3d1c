// The events of sync as a table.
#pragma once

#include "ui/sync/activity_source.hpp"

#include <QAbstractTableModel>

namespace tidemark::ui {

/// When, part, what happened, numbers, id; newest first. Follows an `ActivitySource`.
class ActivityModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { whenColumn, kindColumn, whatColumn, numbersColumn, keyColumn, columns };

    explicit ActivityModel(const ActivitySource& source, QObject* parent = nullptr);

    [[nodiscard]] const ActivityEvent* event(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString textOf(const ActivityEvent& event, int column);

    std::vector<ActivityEvent> events_ = {};
};

} // namespace tidemark::ui
