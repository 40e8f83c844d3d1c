#include "ui/settings/language.hpp"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <string_view>

static void pullInCatalogues()
{
    Q_INIT_RESOURCE(tidemark_i18n);
}

namespace tidemark::ui {
namespace {

constexpr const char* freeContext = "tidemark::ui";

/// The catalogues name classes without their namespaces, as lupdate finds them. What functions
/// outside of classes say stands under the namespace itself.
class Catalogue final : public QTranslator {
public:
    using QTranslator::QTranslator;

    [[nodiscard]] QString
    translate(const char* context, const char* source, const char* note, int count) const override
    {
        const std::string_view full(context == nullptr ? "" : context);
        const auto colons = full.rfind("::");
        const char* plain = colons == full.npos ? context : context + colons + 2;
        const QString found = QTranslator::translate(plain, source, note, count);
        return found.isEmpty() ? QTranslator::translate(freeContext, source, note, count) : found;
    }
};

bool install(
    QApplication& application, const QLocale& locale, const QString& folder, const char* name
)
{
    auto* translator = new Catalogue(&application);
    if (!translator->load(locale, QString::fromLatin1(name), QStringLiteral("_"), folder)) {
        delete translator;
        return false;
    }
    return QApplication::installTranslator(translator);
}

} // namespace

void installTranslations(QApplication& application)
{
    installTranslations(application, QLocale());
}

void installTranslations(QApplication& application, const QLocale& system)
{
    pullInCatalogues();
    const QString ours = QStringLiteral(":/i18n");
    // English sentences with counts need their plural forms from a catalogue as well.
    if (!install(application, system, ours, "tidemark"))
        install(application, QLocale(QLocale::English), ours, "tidemark");
    if (system.language() != QLocale::English && system.language() != QLocale::C)
        install(application, system, QLibraryInfo::path(QLibraryInfo::TranslationsPath), "qtbase");
    if (system.textDirection() == Qt::RightToLeft)
        QApplication::setLayoutDirection(Qt::RightToLeft);
}

} // namespace tidemark::ui
