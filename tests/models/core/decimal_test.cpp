// Exact decimals: examples of the notation and the laws of arithmetic.
#include "models/core/decimal.hpp"
#include "tests/models/property.hpp"

#include <cmath>
#include <limits>

using tidemark::Decimal;
using tidemark::test::holds;

namespace {

Decimal read(const char* text)
{
    return Decimal::parse(text).value();
}

QString text(const Decimal& value)
{
    return QString::fromStdString(value.toString());
}

/// Values such as occur: up to 12 digits, scale 0 to 6.
rc::Gen<Decimal> decimals()
{
    return rc::gen::map(
        rc::gen::pair(
            rc::gen::inRange<std::int64_t>(-999'999'999'999, 1'000'000'000'000),
            rc::gen::inRange(0, 7)
        ),
        [](const auto& parts) { return Decimal::fromScaled(parts.first, parts.second); }
    );
}

} // namespace

class DecimalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAndWritesPlainNotation_data();
    void readsAndWritesPlainNotation();
    void refusesWhatIsNoDecimal_data();
    void refusesWhatIsNoDecimal();
    void roundsHalfAwayFromZero_data();
    void roundsHalfAwayFromZero();
    void cutsOffTowardsZero();
    void divides();
    void dividesWithoutOverflow();
    void scalesToIntegers();
    void comparesByValueWhateverTheScale();
    void answersAFaultWhereAProductDoesNotFit();
    void textRoundTrips();
    void additionIsExact();
    void multiplicationIsExact();
    void orderAgreesWithSubtraction();
    void roundingIsAtMostHalfAUnitAway();
    void divisionUndoesMultiplication();
};

void DecimalTest::readsAndWritesPlainNotation_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("out");
    for (const char* plain :
         {"0",
          "-1",
          "0.05",
          "-0.05",
          "1234.50",
          "78.68280",
          "12345678901234567890.123456789012",
          "-99999999999999999999.999999999999"})
        QTest::newRow(plain) << plain << plain;
    QTest::newRow("no negative zero") << "-0.00"
                                      << "0.00";
    QTest::newRow("leading zeros") << "007.5"
                                   << "7.5";
}

void DecimalTest::readsAndWritesPlainNotation()
{
    QFETCH(QString, in);
    QFETCH(QString, out);
    QCOMPARE(text(read(in.toUtf8().constData())), out);
}

void DecimalTest::refusesWhatIsNoDecimal_data()
{
    QTest::addColumn<QString>("in");
    for (const char* bad :
         {"",
          "-",
          ".5",
          "1.",
          "+1",
          "1e3",
          "1,5",
          " 1",
          "1 ",
          "0x1",
          "nan",
          "inf",
          "--1",
          "1.2.3",
          "123456789012345678901",
          "0.1234567890123"})
        QTest::newRow(bad) << bad;
}

void DecimalTest::refusesWhatIsNoDecimal()
{
    QFETCH(QString, in);
    const auto parsed = Decimal::parse(in.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, tidemark::FaultCode::invalid);
}

void DecimalTest::roundsHalfAwayFromZero_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<int>("places");
    QTest::addColumn<QString>("out");
    QTest::newRow("half up") << "0.5" << 0 << "1";
    QTest::newRow("half down below zero") << "-0.5" << 0 << "-1";
    QTest::newRow("below half") << "2.4999" << 0 << "2";
    QTest::newRow("two places") << "10.555" << 2 << "10.56";
    QTest::newRow("negative two places") << "-10.555" << 2 << "-10.56";
    QTest::newRow("carry") << "9.995" << 2 << "10.00";
    QTest::newRow("padded") << "3.6" << 2 << "3.60";
}

void DecimalTest::roundsHalfAwayFromZero()
{
    QFETCH(QString, in);
    QFETCH(int, places);
    QFETCH(QString, out);
    QCOMPARE(text(read(in.toUtf8().constData()).rounded(places)), out);
}

void DecimalTest::cutsOffTowardsZero()
{
    QCOMPARE(text(read("2.999").truncated(0)), QStringLiteral("2"));
    QCOMPARE(text(read("-2.999").truncated(0)), QStringLiteral("-2"));
    QCOMPARE(text(read("1.239").truncated(2)), QStringLiteral("1.23"));
    QCOMPARE(text(read("1.2").truncated(3)), QStringLiteral("1.200"));
}

void DecimalTest::divides()
{
    QCOMPARE(text(read("1").dividedBy(read("3"), 5).value()), QStringLiteral("0.33333"));
    QCOMPARE(text(read("2").dividedBy(read("3"), 5).value()), QStringLiteral("0.66667"));
    QCOMPARE(text(read("-1").dividedBy(read("8"), 2).value()), QStringLiteral("-0.13"));
    QCOMPARE(text(read("100").dividedBy(read("0.25"), 0).value()), QStringLiteral("400"));
    QCOMPARE(text(read("1.23456789").dividedBy(read("1"), 3).value()), QStringLiteral("1.235"));
    const auto byZero = read("1").dividedBy(read("0.00"), 2);
    QVERIFY(!byZero);
    QCOMPARE(byZero.error().reason, std::string("division_by_zero"));
}

void DecimalTest::dividesWithoutOverflow()
{
    const Decimal big = read("99999999999999999999.999999999999");
    QCOMPARE(text(big.dividedBy(big, 12).value()), QStringLiteral("1.000000000000"));
    QVERIFY(!big.dividedBy(read("0.000000000001"), 12));
}

void DecimalTest::scalesToIntegers()
{
    QCOMPARE(read("12.345").scaled(2).value(), 1235);
    QCOMPARE(read("-12.3").scaled(5).value(), -1230000);
    QCOMPARE(
        read("9223372036854775807").scaled(0).value(), std::numeric_limits<std::int64_t>::max()
    );
    QVERIFY(!read("9223372036854775808").scaled(0));
    QVERIFY(!read("99999999999999999999").scaled(5));
    QCOMPARE(Decimal().scaled(18).value(), 0);
}

void DecimalTest::comparesByValueWhateverTheScale()
{
    QVERIFY(read("1.50") == read("1.5"));
    QVERIFY(read("-1.5") < read("-1.49"));
    QVERIFY(read("99999999999999999999.999999999999") > read("0.000000000001"));
    QVERIFY(read("-99999999999999999999") < Decimal(1).shiftedRight(36));
}

void DecimalTest::answersAFaultWhereAProductDoesNotFit()
{
    const Decimal big = read("99999999999999999999.999999999999");
    QVERIFY(!Decimal::product(big, big));
    QCOMPARE(Decimal::product(big, big).error().reason, std::string("decimal_out_of_range"));
    QVERIFY(Decimal::product(big, Decimal(1)).has_value());
}

void DecimalTest::textRoundTrips()
{
    holds("parse(toString(x)) is x, with its scale", [] {
        const Decimal x = *decimals();
        const Decimal back = Decimal::parse(x.toString()).value();
        RC_ASSERT(back == x);
        RC_ASSERT(back.scale() == x.scale());
    });
}

void DecimalTest::additionIsExact()
{
    holds("(a + b) - b is a; a + b is b + a", [] {
        const Decimal a = *decimals();
        const Decimal b = *decimals();
        RC_ASSERT((a + b) - b == a);
        RC_ASSERT(a + b == b + a);
    });
}

void DecimalTest::multiplicationIsExact()
{
    holds("a × (b + c) is a × b + a × c", [] {
        const Decimal a = *decimals();
        const Decimal b = *decimals();
        const Decimal c = *decimals();
        RC_ASSERT(a * (b + c) == a * b + a * c);
    });
}

void DecimalTest::orderAgreesWithSubtraction()
{
    holds("a < b exactly when a - b is negative", [] {
        const Decimal a = *decimals();
        const Decimal b = *decimals();
        RC_ASSERT((a < b) == (a - b).isNegative());
        RC_ASSERT((a == b) == (a - b).isZero());
    });
}

void DecimalTest::roundingIsAtMostHalfAUnitAway()
{
    holds("|rounded(x) - x| × 2 is at most one unit, and rounding is idempotent", [] {
        const Decimal x = *decimals();
        const int places = *rc::gen::inRange(0, 7);
        const Decimal rounded = x.rounded(places);
        const Decimal off = rounded - x;
        const Decimal size = off.isNegative() ? -off : off;
        RC_ASSERT(size * Decimal(2) <= Decimal::fromScaled(1, places));
        RC_ASSERT(rounded.rounded(places) == rounded);
        RC_ASSERT(rounded.scale() == places);
    });
}

void DecimalTest::divisionUndoesMultiplication()
{
    holds("(a × b) ÷ b is a", [] {
        const Decimal a = *decimals();
        const Decimal b =
            *rc::gen::suchThat(decimals(), [](const Decimal& x) { return !x.isZero(); });
        RC_ASSERT((a * b).dividedBy(b, 6).value() == a);
    });
}

QTEST_GUILESS_MAIN(DecimalTest)
#include "decimal_test.moc"
