// What the log must not tell, and what it may.
#include "models/core/masking.hpp"

#include <QTest>

using namespace tidemark;

class MaskingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void personalDataIsMasked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        const auto row = [](const char* text, const char* masked) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(masked);
        };
        row("", "");
        row("request 586fb32c6f02c10d: stream broken off",
            "request 586fb32c6f02c10d: stream broken "
            "off");
        row("maya@demo.example signed in", "m***@demo.example signed in");
        row("to <jon.t+x@demo.example>, ada@demo.example",
            "to <j***@demo.example>, "
            "a***@demo.example");
        row("a@b@c@d.e", "a***@b***@c***@d.e");
        row("at 5 @ 7", "at 5 @ 7");
        row("session 01a201c5-8f27-7249-be53-70c236ca5dbe ends",
            "session 01a201c5-8f27-7249-be53-70c236ca5dbe ends");
        row("Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJ0aWRlbWFyayIsImF1ZCI6InRpZ"
            "GVtYXJrLWFwaSJ9.NdgMZyZBrPIUqtHKclOlKhnAOFt_1a8gKL9GoitQZKs",
            "Bearer ***.***.***");
        row("1.NdgMZyZBrPIUqtHKclOlKhnAOFt_1a8gKL9GoitQZKs", "1.***");
        row("host=x password=p'ss user=y", "host=x password=***'ss user=y");
        row("postgresql://x?password=secret&a=b", "postgresql://x?password=***&a=b");
    }

    void personalDataIsMasked()
    {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(QString::fromStdString(maskPersonal(text.toStdString())), masked);
    }

    void addressesKeepTheirNetwork()
    {
        QCOMPARE(maskAddress("203.0.113.77"), std::string("203.0.113.x"));
        QCOMPARE(maskAddress("127.0.0.1"), std::string("127.0.0.1"));
        QCOMPARE(maskAddress("::1"), std::string("::1"));
        QCOMPARE(
            maskAddress("2001:db8:85a3:8d3:1319:8a2e:370:7348"), std::string("2001:db8:85a3::x")
        );
        QCOMPARE(maskAddress(""), std::string());
        QCOMPARE(maskAddress("::ffff:203.0.113.77"), std::string("::ffff:203.0.113.x"));
    }
};

QTEST_GUILESS_MAIN(MaskingTest)
#include "masking_test.moc"
