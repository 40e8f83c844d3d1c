// Codes of authenticator apps against RFC 6238, base32 against RFC 4648, and recovery codes.
#include "platform/factors/recovery_code.hpp"
#include "platform/factors/totp.hpp"

#include <QTest>

#include <set>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr std::string_view rfcSecret = "12345678901234567890";

} // namespace

class TotpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTableOfTheRfc_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("code");
        QTest::newRow("59") << qint64(59) << QStringLiteral("94287082");
        QTest::newRow("1111111109") << qint64(1111111109) << QStringLiteral("07081804");
        QTest::newRow("1111111111") << qint64(1111111111) << QStringLiteral("14050471");
        QTest::newRow("1234567890") << qint64(1234567890) << QStringLiteral("89005924");
        QTest::newRow("2000000000") << qint64(2000000000) << QStringLiteral("69279037");
        QTest::newRow("20000000000") << qint64(20000000000) << QStringLiteral("65353130");
    }

    void theTableOfTheRfc()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, code);
        const std::string all = code.toStdString();
        QCOMPARE(totpCode(rfcSecret, seconds / totpPeriod, 8), all);
        QCOMPARE(totpCode(rfcSecret, seconds / totpPeriod), all.substr(2));
        QCOMPARE(totpStepOf(rfcSecret, all.substr(2), seconds), std::optional(seconds / 30));
    }

    void oneStepEitherWayIsTaken()
    {
        constexpr std::int64_t now = 1111111111;
        for (int away = -3; away <= 3; ++away) {
            const std::string code = totpCode(rfcSecret, now / 30 + away);
            QCOMPARE(totpStepOf(rfcSecret, code, now).has_value(), away >= -1 && away <= 1);
        }
        for (const char* wrong : {"", "05047", "0504711", "abcdef", "05047 "})
            QVERIFY(!totpStepOf(rfcSecret, wrong, now));
    }

    void base32IsThatOfTheRfc()
    {
        QCOMPARE(toBase32(""), std::string());
        QCOMPARE(toBase32("f"), std::string("MY"));
        QCOMPARE(toBase32("fo"), std::string("MZXQ"));
        QCOMPARE(toBase32("foobar"), std::string("MZXW6YTBOI"));
        QCOMPARE(toBase32(makeTotpSecret().reveal()).size(), std::size_t(32));
    }

    void theUriNamesAccountAndIssuer()
    {
        QCOMPARE(
            otpauthUri("foobar", "Tidemark Demo & Co", "maya@demo.example"),
            std::string("otpauth://totp/Tidemark%20Demo%20%26%20Co:maya%40demo.example?secret="
                        "MZXW6YTBOI&issuer=Tidemark%20Demo%20%26%20Co&algorithm=SHA1&digits=6"
                        "&period=30")
        );
    }

    void recoveryCodesAreReadAsPeopleTypeThem()
    {
        const auto codes = makeRecoveryCodes();
        QCOMPARE(codes.size(), std::size_t(10));
        QCOMPARE(std::set<std::string>(codes.begin(), codes.end()).size(), std::size_t(10));
        for (const std::string& code : codes) {
            QCOMPARE(code.size(), std::size_t(19));
            QCOMPARE(readRecoveryCode(code), code);
        }
        QCOMPARE(readRecoveryCode(" 01ABcdefOLiI4567 "), std::string("01ab-cdef-0111-4567"));
        for (const char* wrong :
             {"", "123456", "01ab-cdef-0111-456", "01ab-cdef-0111-45678", "01ab-cdef-0111-456u"})
            QCOMPARE(readRecoveryCode(wrong), std::string());
        const Uuid one = Uuid::make();
        QVERIFY(recoveryCodeHash(one, codes[0]) != recoveryCodeHash(Uuid::make(), codes[0]));
        QCOMPARE(recoveryCodeHash(one, codes[0]).size(), std::size_t(2 + 64));
    }
};

QTEST_GUILESS_MAIN(TotpTest)
#include "totp_test.moc"
