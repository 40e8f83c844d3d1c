// Text in the sizes and tones of the look, following theme and scale by itself.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QLabel>

namespace tidemark::ui {

/// Draws one line of text, aligned as the painter's layout asks. Which way it reads follows from
/// the words themselves, so that a name or a signed number stays whole in a mirrored window.
void drawWords(QPainter& painter, const QRect& where, Qt::Alignment alignment, const QString& text);

/// The flags of QPainter::drawText that make a text read the way its words do.
[[nodiscard]] int readingFlags(const QString& text);

/// The type styles of the look.
enum class TextStyle { body, strong, secondary, section, title, figure, mono };

/// A label in one of the styles and tones. Plain text only: what users typed is never markup.
class Label : public QLabel {
    Q_OBJECT

public:
    explicit Label(
        const QString& text = {},
        TextStyle style = TextStyle::body,
        Tone tone = Tone::text,
        QWidget* parent = nullptr
    );

    void setTone(Tone tone);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTokens();

    TextStyle style_;
    Tone tone_;
    bool isApplying_ = false;
};

/// A small heading over a group.
class SectionLabel final : public Label {
    Q_OBJECT

public:
    explicit SectionLabel(const QString& text = {}, QWidget* parent = nullptr)
        : Label(text, TextStyle::section, Tone::muted, parent)
    {
    }
};

/// A label that shortens its text with an ellipsis instead of widening the window; the tool tip
/// has the whole text.
class ElidedLabel final : public Label {
    Q_OBJECT

public:
    using Label::Label;

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tidemark::ui
