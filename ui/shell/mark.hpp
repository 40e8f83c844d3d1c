// The mark and name of the product.
#pragma once

#include <QWidget>

class QPainter;

namespace tidemark::ui {

/// Draws the mark: waves on a rounded square of the accent.
void drawMark(QPainter& painter, const QRect& square);

/// The mark with the name beside it, at the head of the rail.
class Mark final : public QWidget {
    Q_OBJECT

public:
    explicit Mark(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tidemark::ui
