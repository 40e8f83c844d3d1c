#include "tests/e2e/driver/accessible_search.hpp"

#include <QApplication>
#include <QWidget>

#include <functional>

namespace tidemark::e2e {
namespace {

/// Tables answer for their cells by index; walking a million of them would never end.
bool hasTooManyChildren(QAccessibleInterface* element)
{
    return element->tableInterface() != nullptr || element->childCount() > 2000;
}

bool visit(QAccessibleInterface* element, const std::function<bool(QAccessibleInterface*)>& visitor)
{
    if (!element || !element->isValid() || element->state().invisible)
        return false;
    if (visitor(element))
        return true;
    if (hasTooManyChildren(element))
        return false;
    for (int i = 0; i < element->childCount(); ++i) {
        if (visit(element->child(i), visitor))
            return true;
    }
    return false;
}

/// Newest windows first: a dialog or menu lies above what it belongs to.
void visitAll(const std::function<bool(QAccessibleInterface*)>& visitor)
{
    QWidgetList tops;
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (!top->isVisible() || top->windowType() == Qt::ToolTip)
            continue;
        const bool above =
            top == QApplication::activeModalWidget() || top == QApplication::activePopupWidget();
        above ? tops.prepend(top) : tops.append(top);
    }
    for (QWidget* top : tops) {
        if (visit(QAccessible::queryAccessibleInterface(top), visitor))
            return;
    }
}

} // namespace

QAccessibleInterface* findElement(const QString& name)
{
    const bool byBeginning = name.endsWith(u'*');
    const QString wanted = byBeginning ? name.chopped(1) : name;
    QAccessibleInterface* found = nullptr;
    visitAll([&](QAccessibleInterface* element) {
        QString shown = element->text(QAccessible::Name);
        shown.remove(u'&');
        const bool named = byBeginning ? shown.startsWith(wanted) : shown == wanted;
        const bool object = element->object() && element->object()->objectName() == wanted;
        if (named || object)
            found = element;
        return found != nullptr;
    });
    return found;
}

QStringList visibleNames()
{
    QStringList names;
    visitAll([&](QAccessibleInterface* element) {
        const QString name = element->text(QAccessible::Name);
        if (!name.isEmpty())
            names << name;
        return false;
    });
    return names;
}

} // namespace tidemark::e2e
