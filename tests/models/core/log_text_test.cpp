// What others say, in a line of a log: one line, valid JSON, and nothing that acts.
#include "models/core/log_text.hpp"
#include "models/core/storable_text.hpp"
#include "tests/models/hostile_lines.hpp"

#include <QTest>

#include <boost/json/parse.hpp>

using namespace tidemark;
using namespace tidemark::test;

class LogTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plainTextStaysAsItIs()
    {
        for (const char* text :
             {"", "plain words", "\xc3\xa4\xe2\x82\xac\xf0\x9f\x8c\x8a", "a/b?c=d&e"})
            QCOMPARE(logText(text), std::string(text));
    }

    void whatActsIsSpelledOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char* name, const char* text, const char* line) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(line);
        };
        row("line end", "a\r\nb", "a\\u000d\\u000ab");
        row("colour", "\x1b[31m", "\\u001b[31m");
        row("control of one byte less",
            "\xc2\x9b"
            "31m",
            "\\u009b31m");
        row("turned around",
            "\xe2\x80\xae"
            "cod.exe",
            "\\u202ecod.exe");
        row("no width",
            "a\xe2\x80\x8b"
            "b",
            "a\\u200bb");
        row("tag letter", "\xf3\xa0\x81\x81", "\\udb40\\udc41");
        row("quote", "a\"b\\c", "a\\\"b\\\\c");
        row("half a letter", "a\xc3", "a\\ufffd");
        row("surrogate", "\xed\xa0\x80", "\\ufffd\\ufffd\\ufffd");
        row("too long a form", "\xc0\x8a", "\\ufffd\\ufffd");
        row("beyond the last", "\xf4\x90\x80\x80", "\\ufffd\\ufffd\\ufffd\\ufffd");
    }

    void whatActsIsSpelledOut()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, line);
        QCOMPARE(QByteArray::fromStdString(logText(text.toStdString())), line);
    }

    void fiveHundredTriesChangeNothing()
    {
        int storable = 0;
        for (unsigned seed = 0; seed < 500; ++seed) {
            const std::string text = hostileText(seed);
            const std::string line = "{\"message\":\"" + logText(text) + "\"}";
            QVERIFY2(isQuiet(line), line.c_str());
            boost::system::error_code failed;
            const auto value = boost::json::parse(line, failed);
            QVERIFY2(!failed && value.as_object().size() == 1, line.c_str());
            if (!isStorableText(text))
                continue;
            ++storable;
            QCOMPARE(std::string(value.at("message").as_string()), text);
        }
        QVERIFY(storable > 50);
    }
};

QTEST_GUILESS_MAIN(LogTextTest)
#include "log_text_test.moc"
