// Lucide icons by name, in the colour of the text that they stand with.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;
class QRect;

namespace tidemark::ui {

/// An icon that takes its colour from the current tokens each time it is drawn, so it needs no
/// care when the theme changes. `name` is Lucide's, such as `file-text`; it must be listed in
/// resources/icons.txt. Disabled is drawn faint.
[[nodiscard]] QIcon icon(const QString& name, Tone tone = Tone::text);

/// Draws one directly, centred in `where`, in any colour; for delegates and painted widgets.
void drawIcon(QPainter& painter, const QRect& where, const QString& name, const QColor& color);

/// Whether such an icon is compiled in.
[[nodiscard]] bool hasIcon(const QString& name);

} // namespace tidemark::ui
