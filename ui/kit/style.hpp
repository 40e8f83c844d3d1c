// The one style of the desk: Fusion's behaviour, the look's drawing.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QProxyStyle>

class QApplication;

namespace tidemark::ui {

/// Draws all standard controls from the tokens. Installed once on the application.
class Style final : public QProxyStyle {
    Q_OBJECT

public:
    explicit Style(Tokens tokens);

    [[nodiscard]] const Tokens& tokens() const { return tokens_; }

    /// Installs a style with these tokens, their palette and font; again: changes them in place,
    /// and every widget gets its PaletteChange and FontChange.
    static void apply(QApplication& application, const Tokens& tokens);

    using QProxyStyle::polish;
    /// Labels stand at the leading edge of the window, whatever their words are written in.
    void polish(QWidget* widget) override;
    void drawPrimitive(
        PrimitiveElement element,
        const QStyleOption* option,
        QPainter* painter,
        const QWidget* widget
    ) const override;
    void drawControl(
        ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget
    ) const override;
    void drawItemText(
        QPainter* painter,
        const QRect& rect,
        int flags,
        const QPalette& palette,
        bool isEnabled,
        const QString& text,
        QPalette::ColorRole role
    ) const override;
    void drawComplexControl(
        ComplexControl control,
        const QStyleOptionComplex* option,
        QPainter* painter,
        const QWidget* widget
    ) const override;
    [[nodiscard]] int pixelMetric(
        PixelMetric metric, const QStyleOption* option, const QWidget* widget
    ) const override;
    [[nodiscard]] int styleHint(
        StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* answer
    ) const override;
    [[nodiscard]] QSize sizeFromContents(
        ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget
    ) const override;
    [[nodiscard]] QRect subElementRect(
        SubElement element, const QStyleOption* option, const QWidget* widget
    ) const override;
    [[nodiscard]] QRect subControlRect(
        ComplexControl control,
        const QStyleOptionComplex* option,
        SubControl part,
        const QWidget* widget
    ) const override;

private:
    Tokens tokens_;
};

/// Whether a widget that draws itself shows its focus: it has it, and the keyboard brought it.
[[nodiscard]] bool showsFocus(const QWidget& widget);

} // namespace tidemark::ui
