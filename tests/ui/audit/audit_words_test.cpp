// Whatever the audit keeps has words in the desk, and all of them can be translated.
#include "models/access/audit_action.hpp"
#include "models/entities/entities.hpp"
#include "ui/audit/audit_words.hpp"

#include <QCoreApplication>
#include <QDirIterator>
#include <QTest>
#include <QTranslator>

using namespace tidemark;

namespace {

/// Marks what went through translation; what was only spaced out of a name stays bare.
class Marker final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString
    translate(const char* context, const char* source, const char*, int) const override
    {
        return qstrcmp(context, "Audit") == 0 ? QStringLiteral("«%1»").arg(QLatin1String(source))
                                              : QString();
    }
};

QByteArray sourcesOf(const char* folder)
{
    QByteArray all;
    QDirIterator files(
        QStringLiteral(TIDEMARK_SOURCE_DIR "/") + QLatin1String(folder),
        {QStringLiteral("*.cpp")},
        QDir::Files,
        QDirIterator::Subdirectories
    );
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace

class AuditWordsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyActionHasWords_data()
    {
        QTest::addColumn<QString>("action");
        const auto add = [](const std::string& action) {
            QTest::newRow(action.c_str()) << QString::fromStdString(action);
        };
        for (const std::string_view action : auditActions)
            add(std::string(action));
        for (const EntityInfo& entity : allEntities()) {
            for (const RowWrite write : {RowWrite::create, RowWrite::update, RowWrite::remove})
                add(AuditAction::ofRow(entity.name, write).text());
        }
    }

    void everyActionHasWords()
    {
        QFETCH(QString, action);
        Marker marker;
        QVERIFY(QCoreApplication::installTranslator(&marker));
        const QString words = ui::deedWords(action.toStdString());
        QVERIFY2(
            words.startsWith(u'«') && words.contains(QStringLiteral("»: «")) &&
                words.endsWith(u'»'),
            qPrintable(words)
        );
    }

    void noActionIsListedThatNobodyTakes()
    {
        const QByteArray platform = sourcesOf("platform");
        QVERIFY(!platform.isEmpty());
        for (const std::string_view action : auditActions) {
            const QByteArray name = '"' + QByteArray(action.data(), qsizetype(action.size())) + '"';
            QVERIFY2(platform.contains(name), name.constData());
        }
    }

    void anActionOfAnotherVersionIsSpelledOut()
    {
        QCOMPARE(ui::deedWords("futureThing.putAway"), QStringLiteral("Future thing: put away"));
    }
};

QTEST_GUILESS_MAIN(AuditWordsTest)
#include "audit_words_test.moc"
