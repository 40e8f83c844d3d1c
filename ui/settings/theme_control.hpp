// Turns what the reader chose and what the system wants into the tokens in force.
#pragma once

#include "ui/kit/tokens.hpp"
#include "ui/settings/desk_settings.hpp"
#include "ui/settings/system_theme.hpp"

#include <QObject>

#include <optional>

class QApplication;

namespace tidemark::ui {

/// Owns the look of the running application.
class ThemeControl final : public QObject {
    Q_OBJECT

public:
    ThemeControl(QApplication& application, DeskSettings& settings, QObject* parent = nullptr);

    /// Installs the style; before the first window.
    void apply();
    /// Begins to follow the system; after the first paint.
    void followSystem();

    [[nodiscard]] ThemeChoice choice() const { return choice_; }
    [[nodiscard]] int scale() const { return settings_.fontScale(); }
    void setChoice(ThemeChoice choice);
    /// For this run only, from the command line.
    void overrideChoice(ThemeChoice choice);
    void setScale(int percent);
    [[nodiscard]] bool hasTray() const { return settings_.hasTray(); }
    void setHasTray(bool isWanted);

Q_SIGNALS:
    void changed();
    /// Whether there should be an icon in the tray.
    void trayChosen(bool isWanted);

private:
    [[nodiscard]] Theme themeInForce() const;

    QApplication& application_;
    DeskSettings& settings_;
    ThemeChoice choice_;
    std::optional<SystemTheme> system_ = {};
};

} // namespace tidemark::ui
