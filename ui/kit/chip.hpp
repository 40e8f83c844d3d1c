// A state as a small pill: an icon or a word, never colour alone.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QString>
#include <QWidget>

class QPainter;

namespace tidemark::ui {

/// What a chip says. `iconName` may be empty.
struct ChipText {
    Kind kind = Kind::neutral;
    QString text = {};
    QString iconName = {};
};

/// A state chip. Its accessible name is its text.
class Chip final : public QWidget {
    Q_OBJECT

public:
    explicit Chip(ChipText text = {}, QWidget* parent = nullptr);

    void setChip(ChipText text);
    [[nodiscard]] const ChipText& chip() const { return text_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ChipText text_;
};

/// The size of a chip, and its drawing for delegates: vertically centred, at the leading edge.
[[nodiscard]] QSize chipSize(const ChipText& text);
void drawChip(QPainter& painter, const QRect& where, const ChipText& text);

} // namespace tidemark::ui

Q_DECLARE_METATYPE(tidemark::ui::ChipText)
