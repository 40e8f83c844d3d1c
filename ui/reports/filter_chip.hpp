// A chip that is pressed to filter a list.
#pragma once

#include <QAbstractButton>

namespace tidemark::ui {

/// Checkable; in a group only one of them is on.
class FilterChip final : public QAbstractButton {
    Q_OBJECT

public:
    explicit FilterChip(const QString& label, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tidemark::ui
