// What is wrong with the schedule, under the grid, with a way to each place.
#pragma once

#include "ui/kit/symbol.hpp"
#include "ui/supply/supply_grid_model.hpp"

#include <QAbstractListModel>

class QListView;

namespace tidemark::ui {

class Button;
class Chip;
class Label;

/// The problems of a schedule in the order of its rows. Holds places only; words are made when
/// shown.
class ProblemsModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { RowRole = Qt::UserRole + 1, FieldRole };

    using QAbstractListModel::QAbstractListModel;

    void setSheet(const SupplySheet* sheet);
    /// Looks at all rows again.
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    /// The first problem after this cell, wrapping around; −1 when there is none.
    [[nodiscard]] int nextAfter(int row, int column) const;
    [[nodiscard]] std::pair<int, int> cellOf(int problem) const;

private:
    struct Place {
        Uuid id = {};
        int index = 0; ///< In `SupplySheet::problemsOf`.
    };

    const SupplySheet* sheet_ = nullptr;
    std::vector<Place> places_ = {};
};

/// The panel: counts, the list, "Next problem F8".
class ProblemsPanel final : public Pane {
    Q_OBJECT

public:
    explicit ProblemsPanel(QWidget* parent = nullptr);

    void setSheet(const SupplySheet* sheet);
    void refresh();
    /// The schedule is not to be submitted any more.
    void setLocked(bool isLocked);
    [[nodiscard]] const ProblemsModel& model() const { return *model_; }

Q_SIGNALS:
    /// Go to this cell.
    void chosen(int row, int column);
    void nextWanted();

private:
    void updateHeight();

    const SupplySheet* sheet_ = nullptr;
    ProblemsModel* model_ = nullptr;
    QListView* list_ = nullptr;
    Chip* errors_ = nullptr;
    Chip* warnings_ = nullptr;
    Label* none_ = nullptr;
    Button* next_ = nullptr;
};

} // namespace tidemark::ui
