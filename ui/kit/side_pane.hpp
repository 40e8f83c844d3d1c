// What follows from the work, at the trailing edge of a page.
#pragma once

#include "ui/kit/symbol.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

/// A pane of fixed width that scrolls when its cards are taller than the window.
class SidePane final : public Pane {
    Q_OBJECT

public:
    explicit SidePane(QWidget* parent = nullptr, int width = length::sidePane);

    /// A card with a heading; what goes into it is added to the layout that comes back.
    QVBoxLayout* addCard(const QString& heading);
    /// Something on the ground of the pane itself.
    void add(QWidget* part);
    /// The widget that parts of the pane have for a parent.
    [[nodiscard]] QWidget* ground() const { return ground_; }

private:
    QWidget* ground_ = nullptr;
    QVBoxLayout* column_ = nullptr;
};

} // namespace tidemark::ui
