// A new desk process in place of this one.
#pragma once

#include "ui/kit/page.hpp"

#include <QStringList>

namespace tidemark::ui {
class MainWindow;
} // namespace tidemark::ui

namespace tidemark::desk {

/// How the window stood, and what it showed: what a desk that starts again goes on with.
struct Standing {
    ui::Place place = {};
    bool isBehind = false; ///< Another program's window has the keyboard.
    bool isMinimized = false;
};

[[nodiscard]] Standing standingOf(const ui::MainWindow& window, const ui::Place& place);
/// Program and arguments that bring it back: `arguments` without what an earlier one said of it.
[[nodiscard]] QStringList commandLineFor(const QStringList& arguments, const Standing& standing);
/// The other way round.
[[nodiscard]] Standing standingFrom(const QString& text);

/// Nothing of this process's memory is left in the new one. Returns only when the system refuses.
void startAgain(const QStringList& commandLine);

} // namespace tidemark::desk
