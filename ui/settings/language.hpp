// The language of the desk: that of the system, where there is a translation.
#pragma once

class QApplication;
class QLocale;

namespace tidemark::ui {

/// Installs the catalogues that are compiled in, English plurals among them, and Qt's own. Before
/// the first window. Layouts mirror for languages that are written from the right.
void installTranslations(QApplication& application);
/// The same for a language by name, `de`; tests look at long texts with it.
void installTranslations(QApplication& application, const QLocale& locale);

} // namespace tidemark::ui
