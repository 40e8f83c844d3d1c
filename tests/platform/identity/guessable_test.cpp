// Which passwords are guessed first.
#include "platform/identity/guessable.hpp"
#include "platform/identity/word_list.hpp"

#include <QTest>

#include <sstream>

using namespace tidemark;
using namespace tidemark::platform;

class GuessableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passwordsThatAreEasyToGuessAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* weak :
             {"password1",         "Summer2026!",  "12345678",    "aaaaaaaabbbb", "maya2026",
              "Maya@Demo.example", "!!Welcome!!",  "qwerty12",    "P@ssw0rd!",    "p4$$w0rd99",
              "ilovemonkey",       "AdminAdmin1",  "letmein2024", "1qaz2wsx3edc", "zxcvbnm,./",
              "poiuytrewq",        "abcdefgh",     "hgfedcba1",   "qwertzuiop1",  "asdfjkl;asdf",
              "1q2w3e4r5t",        "abcabcabcabc", "1234512345",  "24.12.2025",   "2025-12-24",
              "0123456789",        "monday2026",   "Test1234",    "changeme!!!",  "GeheimGeheim",
              "ayam2026",          "loveyoubaby",  "!1qwertz!1"})
            QTest::newRow(weak) << QString::fromUtf8(weak);
    }

    void passwordsThatAreEasyToGuessAreRefused()
    {
        QFETCH(QString, text);
        const auto judged = judgePassword(Secret(text.toStdString()), "maya@demo.example");
        QVERIFY(!judged);
        QCOMPARE(judged.error().reason, std::string("password_weak"));
        QVERIFY(!judged.error().nextStep.empty());
    }

    void othersAreTaken_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* strong :
             {"correct horse battery",
              "Tr0ub4dor&3",
              "tide-mark-demo-x",
              "kettle fog 19 ladder",
              "vQ7#mZp2xL",
              "unser Hund bellt nachts",
              "9f86d081884c7d65",
              "mein altes Fahrrad quietscht"})
            QTest::newRow(strong) << QString::fromUtf8(strong);
    }

    void othersAreTaken()
    {
        QFETCH(QString, text);
        QVERIFY(judgePassword(Secret(text.toStdString()), "maya@demo.example"));
    }

    void aWordListKnowsItsWords()
    {
        std::istringstream lines("Harvest\nharvest\ncat\nmeadow \r\n\n");
        const WordList list = WordList::read(lines);
        QCOMPARE(list.size(), std::size_t(2));
        QVERIFY(list.contains("harvest") && list.contains("meadow"));
        QVERIFY(!list.contains("cat") && !list.contains("harves") && !list.contains(""));
    }

    void aWordOfTheSystemsDictionaryIsWeak()
    {
        QVERIFY2(
            WordList::ofSystem().size() > 10'000,
            "the package wamerican is missing; packaging/setup/setup installs it"
        );
        for (const char* weak : {"Kangaroo77", "parliament!", "m1crosc0pe"})
            QVERIFY2(!judgePassword(Secret(weak), "maya@demo.example"), weak);
    }
};

QTEST_GUILESS_MAIN(GuessableTest)
#include "guessable_test.moc"
