// One icon as a widget, following theme and scale.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QWidget>

namespace tidemark::ui {

/// Draws an icon in a tone. Decorative: it has no accessible name, the words beside it do.
class Symbol final : public QWidget {
    Q_OBJECT

public:
    explicit Symbol(
        const QString& iconName = {},
        Tone tone = Tone::text,
        int side = length::icon,
        QWidget* parent = nullptr
    );

    void setSymbol(const QString& iconName, Tone tone);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString iconName_;
    Tone tone_;
    int side_;
};

/// A pane on the ground of a token, with lines on the edges that are named. For the rail, bars
/// and side panes.
class Pane : public QWidget {
    Q_OBJECT

public:
    enum class Ground { canvas, surface, sunken };

    explicit Pane(Ground ground, Qt::Edges lines = {}, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Ground ground_;
    Qt::Edges lines_;
};

/// A rounded card with a border, such as those of the side pane.
class Card : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tidemark::ui
