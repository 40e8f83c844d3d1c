// The catalogues say everything that the source says: nothing is left untranslated, and no
// placeholder is lost on the way.
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

struct Message {
    QString context = {};
    QString source = {};
    QStringList forms = {};
    bool isNumerous = false;
    bool isUnfinished = false;
};

QList<Message> messagesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> all;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name();
        const QXmlStreamAttributes attributes = xml.attributes();
        if (name == u"name") {
            context = xml.readElementText();
        } else if (name == u"message") {
            const bool isNumerous = attributes.value(QLatin1String("numerus")) == u"yes";
            all << Message{.context = context, .isNumerous = isNumerous};
        } else if (name == u"source") {
            all.last().source = xml.readElementText();
        } else if (name == u"numerusform") {
            all.last().forms << xml.readElementText();
        } else if (name == u"translation") {
            all.last().isUnfinished = attributes.hasAttribute(QLatin1String("type"));
            if (!all.last().isNumerous)
                all.last().forms << xml.readElementText();
        }
    }
    return xml.hasError() ? QList<Message>() : all;
}

QStringList placeholdersOf(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?[0-9n]"));
    QStringList found;
    for (auto at = pattern.globalMatch(text); at.hasNext();)
        found << at.next().captured();
    found.sort();
    return found;
}

QString catalogue(const char* language)
{
    return QStringLiteral(TIDEMARK_SOURCE_DIR "/translations/tidemark_%1.ts")
        .arg(QLatin1String(language));
}

} // namespace

class TranslationsTest final : public QObject {
    Q_OBJECT

    static QString keyOf(const Message& message)
    {
        return message.context + QStringLiteral(": ") + message.source;
    }

private Q_SLOTS:
    void everythingIsTranslated_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << QStringLiteral("de");
        QTest::newRow("English, forms of counts") << QStringLiteral("en");
    }

    void everythingIsTranslated()
    {
        QFETCH(QString, language);
        const auto messages = messagesOf(catalogue(qPrintable(language)));
        QVERIFY(!messages.isEmpty());
        for (const Message& message : messages) {
            QVERIFY2(!message.isUnfinished, qPrintable(keyOf(message)));
            QCOMPARE(message.forms.size(), message.isNumerous ? 2 : 1);
            for (const QString& form : message.forms) {
                QVERIFY2(!form.isEmpty(), qPrintable(keyOf(message)));
                QVERIFY2(
                    placeholdersOf(form) == placeholdersOf(message.source),
                    qPrintable(keyOf(message) + QStringLiteral(" → ") + form)
                );
            }
        }
    }

    void whatTheSourceSaysIsInTheCatalogue_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("German") << QStringLiteral("de") << QStringList();
        QTest::newRow("English, forms of counts")
            << QStringLiteral("en") << QStringList{QStringLiteral("-pluralonly")};
    }

    void whatTheSourceSaysIsInTheCatalogue()
    {
        QFETCH(QString, language);
        QFETCH(QStringList, options);
        const QTemporaryDir folder;
        const QString found = folder.filePath(QStringLiteral("found.ts"));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(TIDEMARK_SOURCE_DIR));
        lupdate.start(
            QStringLiteral(LUPDATE),
            options +
                QStringList{
                    QStringLiteral("-locations"),
                    QStringLiteral("none"),
                    QStringLiteral("-source-language"),
                    QStringLiteral("en"),
                    QStringLiteral("-target-language"),
                    language,
                    QStringLiteral("ui"),
                    QStringLiteral("app/desk"),
                    QStringLiteral("-ts"),
                    found}
        );
        QVERIFY2(lupdate.waitForFinished(), qPrintable(lupdate.errorString()));
        QCOMPARE(lupdate.exitCode(), 0);

        QSet<QString> known;
        for (const Message& message : messagesOf(catalogue(qPrintable(language))))
            known << keyOf(message);
        QStringList missing;
        for (const Message& message : messagesOf(found)) {
            if (!known.contains(keyOf(message)))
                missing << keyOf(message);
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
