#include "ui/kit/secret_clipboard.hpp"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMimeData>
#include <QRandomGenerator>
#include <QTimer>

namespace tidemark::ui {
namespace {

constexpr int secondsKept = 30;

/// Marks what is ours, so that nothing else is ever taken away. Its value tells one copy from the
/// next.
QString mark()
{
    return QStringLiteral("application/x-tidemark-secret");
}

QByteArray markOfClipboard()
{
    const QMimeData* held = QGuiApplication::clipboard()->mimeData();
    return held == nullptr ? QByteArray() : held->data(mark());
}

/// The hints by which histories know what not to keep: that of Plasma, and three of Windows.
void addHints(QMimeData& content)
{
    const QByteArray no(4, '\0'); // A DWORD.
    content.setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    content.setData(QStringLiteral("ExcludeClipboardContentFromMonitorProcessing"), no);
    content.setData(QStringLiteral("CanIncludeInClipboardHistory"), no);
    content.setData(QStringLiteral("CanUploadToCloudClipboard"), no);
}

} // namespace

void copySecret(const QString& text)
{
    const QByteArray number = QByteArray::number(QRandomGenerator::system()->generate64());
    auto* content = new QMimeData;
    content->setText(text);
    content->setData(mark(), number);
    addHints(*content);
    QClipboard* clipboard = QGuiApplication::clipboard();
    clipboard->setMimeData(content);
    auto* later = new QTimer(clipboard);
    later->setSingleShot(true);
    QObject::connect(later, &QTimer::timeout, clipboard, [number, later] {
        if (markOfClipboard() == number)
            QGuiApplication::clipboard()->clear();
        later->deleteLater();
    });
    QObject::connect(qApp, &QCoreApplication::aboutToQuit, later, &dropCopiedSecret);
    later->start(secondsKept * 1000);
}

void dropCopiedSecret()
{
    if (!markOfClipboard().isEmpty())
        QGuiApplication::clipboard()->clear();
}

QString copiedSecretWords()
{
    return QCoreApplication::translate(
        "SecretClipboard",
        "Copied. The clipboard is emptied after %n second(s).",
        nullptr,
        secondsKept
    );
}

} // namespace tidemark::ui
