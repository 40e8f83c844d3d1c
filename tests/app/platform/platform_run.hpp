// `tidemark-platform` as a command that ends by itself.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace tidemark::test {

struct PlatformRun {
    int code = -1; ///< −1: it did not end, or crashed.
    QString out = {};
    QString errors = {};
};

/// Runs it to its end, at most `patienceMs`.
inline PlatformRun runPlatformProgram(const QStringList& arguments, int patienceMs = 60'000)
{
    QProcess process;
    process.start(QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemark-platform"), arguments);
    PlatformRun run;
    if (!process.waitForFinished(patienceMs)) {
        process.kill();
        process.waitForFinished();
        return run;
    }
    if (process.exitStatus() == QProcess::NormalExit)
        run.code = process.exitCode();
    run.out = QString::fromUtf8(process.readAllStandardOutput());
    run.errors = QString::fromUtf8(process.readAllStandardError());
    return run;
}

} // namespace tidemark::test
