#include "app/desk/start_again.hpp"

#include "ui/shell/main_window.hpp"

#include <QCoreApplication>
#ifdef Q_OS_WIN
#include <QProcess>
#else
#include <unistd.h>
#endif

#include <vector>

namespace tidemark::desk {
namespace {

const QString standingOption = QStringLiteral("--again=");

} // namespace

Standing standingOf(const ui::MainWindow& window, const ui::Place& place)
{
    return {place, !window.isActiveWindow(), window.isMinimized()};
}

QStringList commandLineFor(const QStringList& arguments, const Standing& standing)
{
    QStringList all{QCoreApplication::applicationFilePath()};
    for (const QString& argument : arguments.mid(1)) {
        if (!argument.startsWith(standingOption))
            all << argument;
    }
    const QLatin1String how(
        standing.isMinimized ? "minimized"
        : standing.isBehind  ? "behind"
                             : "front"
    );
    all << standingOption + how + QLatin1Char('/') + standing.place.page + QLatin1Char('/') +
               standing.place.item;
    return all;
}

Standing standingFrom(const QString& text)
{
    const QString how = text.section(QLatin1Char('/'), 0, 0);
    Standing standing;
    standing.isBehind = how == QLatin1String("behind");
    standing.isMinimized = how == QLatin1String("minimized");
    standing.place = {text.section(QLatin1Char('/'), 1, 1), text.section(QLatin1Char('/'), 2)};
    return standing;
}

void startAgain(const QStringList& commandLine)
{
#ifdef Q_OS_WIN
    QProcess::startDetached(commandLine.front(), commandLine.mid(1));
#else
    std::vector<QByteArray> texts;
    for (const QString& argument : commandLine)
        texts.push_back(argument.toLocal8Bit());
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (QByteArray& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    execv(pointers.front(), pointers.data());
#endif
}

} // namespace tidemark::desk
