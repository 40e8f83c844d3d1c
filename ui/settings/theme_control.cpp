#include "ui/settings/theme_control.hpp"

#include "ui/kit/style.hpp"

#include <QApplication>

namespace tidemark::ui {

ThemeControl::ThemeControl(QApplication& application, DeskSettings& settings, QObject* parent)
    : QObject(parent)
    , application_(application)
    , settings_(settings)
    , choice_(settings.theme())
{
}

void ThemeControl::apply()
{
    Style::apply(application_, Tokens::of(themeInForce(), settings_.fontScale() / 100.0));
    Q_EMIT changed();
}

void ThemeControl::followSystem()
{
    watchSystemTheme(this, [this](const SystemTheme& theme) {
        const Theme before = themeInForce();
        system_ = theme;
        settings_.setWasSystemDark(theme.isDark);
        if (themeInForce() != before)
            apply();
    });
}

void ThemeControl::setChoice(ThemeChoice choice)
{
    settings_.setTheme(choice);
    overrideChoice(choice);
}

void ThemeControl::overrideChoice(ThemeChoice choice)
{
    choice_ = choice;
    apply();
}

void ThemeControl::setHasTray(bool isWanted)
{
    settings_.setHasTray(isWanted);
    Q_EMIT trayChosen(isWanted);
}

void ThemeControl::setScale(int percent)
{
    settings_.setFontScale(percent);
    apply();
}

Theme ThemeControl::themeInForce() const
{
    switch (choice_) {
    case ThemeChoice::light:
        return Theme::light;
    case ThemeChoice::dark:
        return Theme::dark;
    case ThemeChoice::highContrast:
        return Theme::highContrast;
    case ThemeChoice::system:
        break;
    }
    if (system_ && system_->isHighContrast)
        return Theme::highContrast;
    const bool isDark = system_ ? system_->isDark : settings_.wasSystemDark();
    return isDark ? Theme::dark : Theme::light;
}

} // namespace tidemark::ui
