// Says that somebody else changes the very cell that is being typed into.
#pragma once

#include "ui/reports/presence_watch.hpp"
#include "ui/supply/supply_grid_model.hpp"

#include <QWidget>

namespace tidemark::ui {

class Banner;
class SheetView;

/// A warning before a likely conflict; never a lock. Tells the others which cell is typed into
/// here.
class PresenceBar final : public QWidget {
    Q_OBJECT

public:
    PresenceBar(
        PresenceWatch& watch, SupplyGridModel& grid, SheetView& view, QWidget* parent = nullptr
    );

private:
    void onTyping(const QModelIndex& cell);
    void refresh();
    [[nodiscard]] std::string placeOf(const QModelIndex& cell) const;

    PresenceWatch& watch_;
    SupplyGridModel& grid_;
    std::string typed_ = {}; ///< The cell that is typed into, as others are told; empty: none.
    Banner* banner_ = nullptr;
};

} // namespace tidemark::ui
