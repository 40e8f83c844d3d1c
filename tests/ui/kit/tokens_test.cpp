// Contrast of every pair that is drawn, formatting, faults in words, icons.
#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/icon.hpp"
#include "ui/kit/style.hpp"
#include "ui/kit/tokens.hpp"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;

class TokensTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPairCanBeRead_data()
    {
        QTest::addColumn<int>("theme");
        QTest::addColumn<double>("least");
        QTest::newRow("light") << int(Theme::light) << 4.5;
        QTest::newRow("dark") << int(Theme::dark) << 4.5;
        QTest::newRow("high contrast") << int(Theme::highContrast) << 7.0;
    }

    void everyPairCanBeRead()
    {
        QFETCH(int, theme);
        QFETCH(double, least);
        const Tokens tokens = Tokens::of(static_cast<Theme>(theme), 1.0);
        for (const ColorPair& pair : textPairs(tokens)) {
            const double ratio = contrast(pair.text, pair.ground);
            QVERIFY2(
                ratio >= least,
                qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(pair.name)).arg(ratio))
            );
        }
    }

    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21);
        QCOMPARE(qRound(contrast(Qt::white, Qt::white)), 1);
        QVERIFY(qAbs(contrast(QColor(0x777777U), Qt::white) - 4.478) < 0.01);
    }

    void lengthsFollowTheScaleWithinItsLimits()
    {
        QCOMPARE(Tokens::of(Theme::light, 1.0).px(28), 28);
        QCOMPARE(Tokens::of(Theme::light, 2.0).px(28), 56);
        QCOMPARE(Tokens::of(Theme::light, 9.0).px(28), 56);
        QCOMPARE(Tokens::of(Theme::light, 0.1).px(10), 8);
        QCOMPARE(Tokens::of(Theme::light, 2.0).body().pixelSize(), 26);
    }

    void theTypefaceIsInTheProgram()
    {
        Style::apply(*qApp, Tokens::of(Theme::dark, 1.0));
        QCOMPARE(QFontInfo(Tokens::current().body()).family(), QStringLiteral("Inter"));
        QCOMPARE(Tokens::current().theme, Theme::dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), Tokens::current().surface);
    }

    void anIconTakesTheColourOfTheThemeInForce()
    {
        QVERIFY(hasIcon(QStringLiteral("file-text")));
        QVERIFY(!hasIcon(QStringLiteral("no-such-icon")));
        const QIcon square = icon(QStringLiteral("square"));
        const auto darkest = [&square] {
            const QImage image = square.pixmap(32, 32).toImage();
            int most = 0;
            QColor found;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor color = image.pixelColor(x, y);
                    if (color.alpha() > most) {
                        most = color.alpha();
                        found = color;
                    }
                }
            }
            return found.lightness();
        };
        Style::apply(*qApp, Tokens::of(Theme::light, 1.0));
        const int onLight = darkest();
        Style::apply(*qApp, Tokens::of(Theme::dark, 1.0));
        QVERIFY(darkest() > onLight + 100);
    }

    void decimalsAreGroupedWithoutLosingADigit_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<int>("places");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QByteArray("1840000") << -1 << QStringLiteral("1,840,000");
        QTest::newRow("part") << QByteArray("4363.52") << -1 << QStringLiteral("4,363.52");
        QTest::newRow("fill") << QByteArray("38.1") << 2 << QStringLiteral("38.10");
        QTest::newRow("negative") << QByteArray("-934.56") << -1 << QStringLiteral("−934.56");
        QTest::newRow("huge") << QByteArray("12345678901234567890.5") << -1
                              << QStringLiteral("12,345,678,901,234,567,890.5");
        QTest::newRow("no number")
            << QByteArray("BCLCF 214.3") << -1 << QStringLiteral("BCLCF 214.3");
    }

    void decimalsAreGroupedWithoutLosingADigit()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Canada));
        QFETCH(QByteArray, given);
        QFETCH(int, places);
        QFETCH(QString, shown);
        QCOMPARE(formatDecimal(given.toStdString(), places), shown);
    }

    void timesReadAsPeopleSayThem()
    {
        const auto at = [](std::int64_t seconds) {
            return Timestamp{Timestamp::now().micros + seconds * 1000000};
        };
        QVERIFY(formatAge(at(-12)).startsWith(QStringLiteral("12 s")));
        QVERIFY(formatAge(at(-750)).startsWith(QStringLiteral("12 min")));
        QVERIFY(formatIn(at(20)).contains(QStringLiteral("20")));
        QCOMPARE(formatIn(at(-5)), QStringLiteral("now"));
        QCOMPARE(formatDuration(163000), QStringLiteral("2 m 43 s"));
    }

    void everyFaultHasCauseAndNextStep()
    {
        for (int code = 1; code <= 15; ++code) {
            const Fault bare{static_cast<FaultCode>(code), "some_unknown_reason", "", ""};
            QVERIFY2(faultCause(bare).endsWith(QLatin1Char('.')), qPrintable(faultCause(bare)));
            QVERIFY2(faultNextStep(bare).endsWith(QLatin1Char('.')), qPrintable(faultText(bare)));
        }
        const Fault own{FaultCode::invalid, "period_closed", "Reporting is closed.", "Ask."};
        QCOMPARE(faultText(own), QStringLiteral("Reporting is closed. Ask."));
    }
};

QTEST_MAIN(TokensTest)
#include "tokens_test.moc"
