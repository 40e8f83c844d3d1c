// Finds what a person would point at: visible elements by their accessible name.
#pragma once

#include <QAccessible>
#include <QString>
#include <QStringList>

namespace tidemark::e2e {

/// The first visible element of that accessible or object name, in reading order; nullptr when
/// there is none. A name that ends in `*` matches by its beginning.
[[nodiscard]] QAccessibleInterface* findElement(const QString& name);

/// The names of all visible elements, for a failing test's message.
[[nodiscard]] QStringList visibleNames();

} // namespace tidemark::e2e
