// Numbers as people write them are read exactly or refused.
#include "tests/models/property.hpp"
#include "ui/grid/number_text.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::ui;

class NumberTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_usual_forms_are_read_data();
    void the_usual_forms_are_read();
    void what_is_no_number_is_refused_data();
    void what_is_no_number_is_refused();
    void a_column_tells_its_decimal_sign();
    void what_is_written_is_read_back();
};

void NumberTextTest::the_usual_forms_are_read_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isComma");
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << QStringLiteral("486200") << false << QStringLiteral("486200");
    QTest::newRow("groups") << QStringLiteral("1,840,000") << false << QStringLiteral("1840000");
    QTest::newRow("german") << QStringLiteral("1.840.000,50") << true
                            << QStringLiteral("1840000.50");
    QTest::newRow("french") << QStringLiteral("1\u202F840\u00A0000,5") << true
                            << QStringLiteral("1840000.5");
    QTest::newRow("swiss") << QStringLiteral("1’840’000.5") << false << QStringLiteral("1840000.5");
    QTest::newRow("minus") << QStringLiteral("\u22121,000") << false << QStringLiteral("-1000");
    QTest::newRow("accounting") << QStringLiteral("(12.5)") << false << QStringLiteral("-12.5");
    QTest::newRow("fraction only") << QStringLiteral(".5") << false << QStringLiteral("0.5");
    QTest::newRow("arabic digits") << QStringLiteral("١٢٣") << false << QStringLiteral("123");
}

void NumberTextTest::the_usual_forms_are_read()
{
    QFETCH(QString, text);
    QFETCH(bool, isComma);
    QFETCH(QString, value);

    const auto read = readNumber(text, isComma ? DecimalSign::comma : DecimalSign::point);

    QVERIFY(read.has_value());
    QCOMPARE(QString::fromStdString(read->toString()), value);
}

void NumberTextTest::what_is_no_number_is_refused_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"",
          "abc",
          "12 L",
          "1,23",
          "1,2345",
          "12.3.4",
          "1e6",
          "--1",
          "NaN",
          "inf",
          "1,,000",
          "1,000,00",
          "99999999999999999999999999999999"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void NumberTextTest::what_is_no_number_is_refused()
{
    QFETCH(QString, text);

    const auto read = readNumber(text, DecimalSign::point);

    QVERIFY(read.has_error());
    QCOMPARE(read.error().code, FaultCode::invalid);
    QVERIFY(!read.error().nextStep.empty());
}

void NumberTextTest::a_column_tells_its_decimal_sign()
{
    const auto sign = [](std::initializer_list<const char*> values, DecimalSign assumed) {
        std::vector<QString> texts;
        for (const char* value : values)
            texts.push_back(QString::fromLatin1(value));
        return decimalSignIn(texts, assumed);
    };

    QCOMPARE(sign({"1,234", "12,5"}, DecimalSign::point), DecimalSign::comma);
    QCOMPARE(sign({"1,234", "12.5"}, DecimalSign::comma), DecimalSign::point);
    QCOMPARE(sign({"1,234,567"}, DecimalSign::comma), DecimalSign::point);
    QCOMPARE(sign({"1.234"}, DecimalSign::comma), DecimalSign::comma);
    QCOMPARE(sign({"n/a", "", "7"}, DecimalSign::point), DecimalSign::point);
}

void NumberTextTest::what_is_written_is_read_back()
{
    test::holds("writeNumber and readNumber agree", [](std::int64_t units, unsigned char scale) {
        const Decimal value = Decimal::fromScaled(units, scale % 7);
        for (const QLocale& locale :
             {QLocale(QLocale::English, QLocale::Canada),
              QLocale(QLocale::German),
              QLocale(QLocale::French, QLocale::Canada)}) {
            const auto read = readNumber(writeNumber(value, locale), decimalSignOf(locale));
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == value);
            const auto plain = readNumber(writePlainNumber(value, locale), decimalSignOf(locale));
            RC_ASSERT(plain.has_value() && *plain == value);
        }
    });
}

QTEST_APPLESS_MAIN(NumberTextTest)
#include "number_text_test.moc"
