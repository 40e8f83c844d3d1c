#include "ui/kit/button.hpp"

#include "ui/kit/icon.hpp"

namespace tidemark::ui {

Button::Button(ButtonKind kind, const QString& label, const QString& iconName, QWidget* parent)
    : QPushButton(label, parent)
    , kind_(kind)
{
    setAutoDefault(false);
    setIconName(iconName);
}

Button*
Button::iconOnly(ButtonKind kind, const QString& label, const QString& iconName, QWidget* parent)
{
    auto* button = new Button(kind, QString(), iconName, parent);
    button->setAccessibleName(label);
    button->setToolTip(label);
    return button;
}

void Button::setIconName(const QString& name)
{
    iconName_ = name;
    setIcon(name.isEmpty() ? QIcon() : ui::icon(name));
}

void Button::setKind(ButtonKind kind)
{
    kind_ = kind;
    update();
}

} // namespace tidemark::ui
