// What the desk remembers of itself on this device: looks, window, last sign-in. No secrets.
#pragma once

#include <QByteArray>
#include <QRect>
#include <QSettings>
#include <QString>

namespace tidemark::ui {

/// The theme that the reader asked for; `system` follows the desktop.
enum class ThemeChoice { system, light, dark, highContrast };

/// Where the window was. `rect` is the normal one, also while it is maximised.
struct WindowPlace {
    QRect rect = {};
    bool isMaximized = false;
    QString screen = {};
};

/// A small file in the user's configuration folder.
class DeskSettings {
public:
    /// `folder` is Home::config; the file appears with the first change.
    explicit DeskSettings(const QString& folder);

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    /// Percent, 80 to 200.
    [[nodiscard]] int fontScale() const;
    void setFontScale(int percent);
    /// What the system's theme was when it was asked last, so that the first paint needs no answer.
    [[nodiscard]] bool wasSystemDark() const;
    void setWasSystemDark(bool isDark);

    /// Whether there is an icon in the tray, where the system has one.
    [[nodiscard]] bool hasTray() const;
    void setHasTray(bool isWanted);

    /// Minutes without input before the desk locks; 0: never.
    [[nodiscard]] int lockMinutes() const;
    void setLockMinutes(int minutes);

    [[nodiscard]] QString server() const;
    [[nodiscard]] QString tenant() const;
    [[nodiscard]] QString login() const;
    void setLastSignIn(const QString& server, const QString& tenant, const QString& login);

    [[nodiscard]] WindowPlace windowPlace() const;
    void setWindowPlace(const WindowPlace& place);
    /// Whether the store was open when the desk was closed: then the first paint is the shell.
    [[nodiscard]] bool wasOpen() const;
    void setWasOpen(bool isOpen);

private:
    QSettings file_;
};

/// `place` moved and shrunk so that it lies on one of the screens; the default place when it does
/// not touch any.
[[nodiscard]] QRect clampToScreens(const QRect& place);

/// `system`, `light`, `dark`, `high-contrast`; `system` for anything else.
[[nodiscard]] ThemeChoice themeChoiceOf(const QString& name);
[[nodiscard]] QString nameOf(ThemeChoice choice);

} // namespace tidemark::ui
