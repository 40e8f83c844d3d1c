// The first column of a sheet, kept in view while the others scroll sideways under it.
#pragma once

#include <QTableView>

namespace tidemark::ui {

/// Lies over the view and paints with the view's own delegate. Clicks go to the cell itself.
class FrozenColumn final : public QWidget {
    Q_OBJECT

public:
    explicit FrozenColumn(QTableView& view);

    /// Shows or hides it after scrolling, resizing or a change of columns.
    void follow();
    /// How much of the viewport's leading side it covers, or would cover once scrolled.
    [[nodiscard]] int breadth() const;
    /// The column it shows, or −1 where there is no room for one.
    [[nodiscard]] int column() const;

Q_SIGNALS:
    void pressed(int row, int column);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void paintHead(QPainter& painter);
    void paintCells(QPainter& painter);

    QTableView& view_;
};

} // namespace tidemark::ui
