// How pages of the administration, and the parts that they are made of, come into being.
#pragma once

#include "ui/kit/page.hpp"
#include "ui/kit/refused_part.hpp"
#include "ui/kit/tab_stack.hpp"

namespace tidemark::ui {

/// Makes a part of a page for who has the permission; others read which one is missing.
template <class Part>
[[nodiscard]] TabStack::Maker partFor(const PageContext& context, const char* permission)
{
    return [context, permission](QWidget* parent) {
        return orRefused(context.agent, permission, parent, [context](QWidget* under) -> QWidget* {
            return new Part(context, under);
        });
    };
}

/// A page with a place of its own in the rail's section of the administration.
template <class PageType>
[[nodiscard]] PageEntry adminPage(const char* id, const QString& title, const char* iconName)
{
    PageEntry entry;
    entry.id = QString::fromLatin1(id);
    entry.section = RailSection::administration;
    entry.title = title;
    entry.iconName = QString::fromLatin1(iconName);
    entry.make = [](const PageContext& context, const QString&, QWidget* parent) -> Page* {
        return new PageType(context, parent);
    };
    return entry;
}

} // namespace tidemark::ui
