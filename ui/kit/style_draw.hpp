// How the Style draws each control. Used inside `ui/kit` alone.
#pragma once

#include "ui/kit/tokens.hpp"

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionTab;
class QWidget;

namespace tidemark::ui::draw {

void buttonPanel(QPainter& p, const Tokens& t, const QStyleOption& option, const QWidget* widget);
void buttonLabel(
    QPainter& p, const Tokens& t, const QStyleOptionButton& option, const QWidget* widget
);
void linePanel(QPainter& p, const Tokens& t, const QStyleOption& option, bool isFramed);
void checkMark(QPainter& p, const Tokens& t, const QStyleOption& option);
void radioMark(QPainter& p, const Tokens& t, const QStyleOption& option);
void focusRing(QPainter& p, const Tokens& t, const QStyleOption& option);
void comboBox(QPainter& p, const Tokens& t, const QStyleOptionComboBox& option);
void headerSection(QPainter& p, const Tokens& t, const QStyleOption& option);
void headerLabel(
    QPainter& p, const Tokens& t, const QStyleOptionHeader& option, const QWidget* widget
);
void tabShape(QPainter& p, const Tokens& t, const QStyleOptionTab& option);
void tabLabel(QPainter& p, const Tokens& t, const QStyleOptionTab& option, const QWidget* widget);
void menuItem(QPainter& p, const Tokens& t, const QStyleOptionMenuItem& option);
void progressBar(QPainter& p, const Tokens& t, const QStyleOptionProgressBar& option);
void scrollBar(QPainter& p, const Tokens& t, const QStyleOptionSlider& option, const QRect& handle);

/// A rectangle with rounded corners, crisp at whole pixels.
void rounded(QPainter& p, const QRect& rect, int radius, const QColor& fill, const QColor& line);

} // namespace tidemark::ui::draw
