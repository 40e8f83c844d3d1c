#include "ui/settings/desk_settings.hpp"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace tidemark::ui {
namespace {

QString key(const char* name)
{
    return QString::fromLatin1(name);
}

} // namespace

DeskSettings::DeskSettings(const QString& folder)
    : file_(folder + QStringLiteral("/desk.ini"), QSettings::IniFormat)
{
}

ThemeChoice DeskSettings::theme() const
{
    return themeChoiceOf(file_.value(key("look/theme")).toString());
}

void DeskSettings::setTheme(ThemeChoice choice)
{
    file_.setValue(key("look/theme"), nameOf(choice));
}

int DeskSettings::fontScale() const
{
    return std::clamp(file_.value(key("look/scale"), 100).toInt(), 80, 200);
}

void DeskSettings::setFontScale(int percent)
{
    file_.setValue(key("look/scale"), std::clamp(percent, 80, 200));
}

bool DeskSettings::wasSystemDark() const
{
    return file_.value(key("look/systemDark")).toBool();
}

void DeskSettings::setWasSystemDark(bool isDark)
{
    file_.setValue(key("look/systemDark"), isDark);
}

bool DeskSettings::hasTray() const
{
    return file_.value(key("look/tray"), true).toBool();
}

void DeskSettings::setHasTray(bool isWanted)
{
    file_.setValue(key("look/tray"), isWanted);
}

int DeskSettings::lockMinutes() const
{
    return std::clamp(file_.value(key("lock/minutes"), 15).toInt(), 0, 480);
}

void DeskSettings::setLockMinutes(int minutes)
{
    file_.setValue(key("lock/minutes"), std::clamp(minutes, 0, 480));
}

QString DeskSettings::server() const
{
    return file_.value(key("signIn/server")).toString();
}

QString DeskSettings::tenant() const
{
    return file_.value(key("signIn/tenant")).toString();
}

QString DeskSettings::login() const
{
    return file_.value(key("signIn/login")).toString();
}

void DeskSettings::setLastSignIn(const QString& server, const QString& tenant, const QString& login)
{
    file_.setValue(key("signIn/server"), server);
    file_.setValue(key("signIn/tenant"), tenant);
    file_.setValue(key("signIn/login"), login);
}

WindowPlace DeskSettings::windowPlace() const
{
    WindowPlace place;
    place.rect = file_.value(key("window/rect")).toRect();
    place.isMaximized = file_.value(key("window/maximized")).toBool();
    place.screen = file_.value(key("window/screen")).toString();
    return place;
}

void DeskSettings::setWindowPlace(const WindowPlace& place)
{
    file_.setValue(key("window/rect"), place.rect);
    file_.setValue(key("window/maximized"), place.isMaximized);
    file_.setValue(key("window/screen"), place.screen);
}

bool DeskSettings::wasOpen() const
{
    return file_.value(key("window/open")).toBool();
}

void DeskSettings::setWasOpen(bool isOpen)
{
    if (wasOpen() != isOpen)
        file_.setValue(key("window/open"), isOpen);
}

QRect clampToScreens(const QRect& place)
{
    constexpr QSize usual(1280, 800);
    const QScreen* primary = QGuiApplication::primaryScreen();
    const QRect desk = primary == nullptr ? QRect({0, 0}, usual) : primary->availableGeometry();
    QScreen* screen = place.isValid() ? QGuiApplication::screenAt(place.center()) : nullptr;
    if (screen == nullptr) {
        QRect fresh(QPoint(), usual.boundedTo(desk.size() * 0.92));
        fresh.moveCenter(desk.center());
        return fresh;
    }
    const QRect area = screen->availableGeometry();
    QRect clamped(place.topLeft(), place.size().boundedTo(area.size()));
    clamped.moveLeft(std::clamp(clamped.left(), area.left(), area.right() + 1 - clamped.width()));
    clamped.moveTop(std::clamp(clamped.top(), area.top(), area.bottom() + 1 - clamped.height()));
    return clamped;
}

ThemeChoice themeChoiceOf(const QString& name)
{
    if (name == QLatin1String("light"))
        return ThemeChoice::light;
    if (name == QLatin1String("dark"))
        return ThemeChoice::dark;
    if (name == QLatin1String("high-contrast"))
        return ThemeChoice::highContrast;
    return ThemeChoice::system;
}

QString nameOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::light:
        return QStringLiteral("light");
    case ThemeChoice::dark:
        return QStringLiteral("dark");
    case ThemeChoice::highContrast:
        return QStringLiteral("high-contrast");
    case ThemeChoice::system:
        break;
    }
    return QStringLiteral("system");
}

} // namespace tidemark::ui
