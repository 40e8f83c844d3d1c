// What the desktop around us wants to look like.
#pragma once

#include <QObject>

#include <functional>

namespace tidemark::ui {

/// The wish of the desktop.
struct SystemTheme {
    bool isDark = false;
    bool isHighContrast = false;
    bool isMotionReduced = false;
};

/// Asks the system without waiting; `answer` runs once, and again when the wish changes, unless
/// `context` is gone. Nothing is said when the system does not tell.
void watchSystemTheme(QObject* context, std::function<void(const SystemTheme&)> answer);

} // namespace tidemark::ui
