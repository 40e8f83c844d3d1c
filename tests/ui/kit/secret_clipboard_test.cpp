// A copied secret leaves the clipboard by itself, and takes nothing else with it.
#include "ui/kit/secret_clipboard.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTest>
#include <QTimer>

using namespace tidemark::ui;

namespace {

QClipboard& clipboard()
{
    return *QGuiApplication::clipboard();
}

/// Lets the half minute of each copy be over now.
void waitOver()
{
    for (QTimer* timer : clipboard().findChildren<QTimer*>()) {
        QCOMPARE(timer->interval(), 30'000);
        timer->start(0);
    }
    QTest::qWait(20);
}

} // namespace

class SecretClipboardTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        waitOver();
        clipboard().clear();
    }

    void historiesAreToldNotToKeepIt()
    {
        copySecret(QStringLiteral("tmk_hush"));
        QCOMPARE(clipboard().text(), QStringLiteral("tmk_hush"));
        const QMimeData& held = *clipboard().mimeData();
        QCOMPARE(
            held.data(QStringLiteral("x-kde-passwordManagerHint")), QByteArrayLiteral("secret")
        );
        for (const char* hint :
             {"ExcludeClipboardContentFromMonitorProcessing",
              "CanIncludeInClipboardHistory",
              "CanUploadToCloudClipboard"})
            QCOMPARE(held.data(QString::fromLatin1(hint)), QByteArray(4, '\0'));
    }

    void afterHalfAMinuteItIsGone()
    {
        copySecret(QStringLiteral("tmk_hush"));
        waitOver();
        QVERIFY(clipboard().text().isEmpty());
        QVERIFY(clipboard().findChildren<QTimer*>().isEmpty());
    }

    void whatWasCopiedMeanwhileStays()
    {
        copySecret(QStringLiteral("tmk_hush"));
        clipboard().setText(QStringLiteral("tmk_hush")); // The same words, by somebody else.
        waitOver();
        QCOMPARE(clipboard().text(), QStringLiteral("tmk_hush"));
        dropCopiedSecret();
        QCOMPARE(clipboard().text(), QStringLiteral("tmk_hush"));
    }

    void aSecondSecretHasItsOwnHalfMinute()
    {
        copySecret(QStringLiteral("first"));
        QTimer* first = clipboard().findChild<QTimer*>();
        copySecret(QStringLiteral("second"));
        first->start(0);
        QTest::qWait(20);
        QCOMPARE(clipboard().text(), QStringLiteral("second"));
    }

    void itIsDroppedAtOnceWhenAsked()
    {
        copySecret(QStringLiteral("tmk_hush"));
        dropCopiedSecret();
        QVERIFY(clipboard().text().isEmpty());
    }
};

QTEST_MAIN(SecretClipboardTest)
#include "secret_clipboard_test.moc"
